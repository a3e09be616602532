import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { AnnotationMetadataEntryType, App, TerraformOutput, type TerraformStack, TerraformVariable } from 'cdktf';
import fc from 'fast-check';
import { ZencoderAction, ZencoderRole } from '../../lib';
import { ZencoderIamUser } from '../../lib/constructs/iam-user/iam-user';
import type { ZencoderIamUserProps } from '../../lib/constructs/iam-user/props';
import { KMS_KEY_ARN_PATTERN } from '../../lib/grants/kms-key';
import { MAX_USER_POLICY_BYTES, userPolicyJson, type ZencoderUserGrant } from '../../lib/grants/user-policy';
import { sentLength } from '../../lib/messages/text';
import { refusalOf } from '../grants/cases/documents';
import { configurationOf, testStack, written } from '../support/synth';
import { describeTerraform, terraform } from '../support/terraform';
import { titled } from '../support/titles';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const MASTERS: ZencoderUserGrant = { bucket: 'acme-masters', role: ZencoderRole.INPUT, prefixes: ['incoming/'] };
const RENDITIONS: ZencoderUserGrant = { bucket: 'acme-renditions', role: ZencoderRole.OUTPUT, kmsKeyArn: KEY };
const plain: ZencoderIamUserProps = { userName: 'zencoder', grants: [MASTERS, RENDITIONS] };

type Attributes = Record<string, unknown>;

function userWith(props: Partial<ZencoderIamUserProps>, stack = testStack()): ZencoderIamUser {
  return new ZencoderIamUser(stack, 'user', { ...plain, ...props });
}

/** The one resource of a type, without CDKTF's own notes. */
function only(stack: TerraformStack, type: string): Attributes {
  const all = Object.values(configurationOf(stack).resource?.[type] ?? {});
  expect(all).toHaveLength(1);
  const { '//': _, ...attributes } = all[0]!;
  return attributes;
}

function preconditionsOf(stack: TerraformStack): { condition: string; errorMessage: string }[] {
  const { lifecycle } = only(stack, 'aws_iam_user_policy') as {
    lifecycle?: { precondition: { condition: string; error_message: string }[] };
  };
  return (lifecycle?.precondition ?? []).map(({ condition, error_message }) => ({
    condition,
    errorMessage: error_message,
  }));
}

const refusalWith = (props: Partial<ZencoderIamUserProps>) => refusalOf(() => userWith(props));

describe('An IAM user', () => {
  it('has force_destroy only with forceDestroy', () => {
    const [plainStack, stack] = [testStack(), testStack()];
    userWith({}, plainStack);
    userWith({ forceDestroy: true }, stack);
    expect(only(stack, 'aws_iam_user')).toEqual({ ...only(plainStack, 'aws_iam_user'), force_destroy: true });
  });

  it('has one inline policy and no access key', () => {
    const stack = testStack();
    userWith({}, stack);
    expect(Object.keys(configurationOf(stack).resource!).sort()).toEqual(['aws_iam_user', 'aws_iam_user_policy']);
    expect(configurationOf(stack).data).toBeUndefined();
    expect(only(stack, 'aws_iam_user')).toEqual({ name: 'zencoder' });
    expect(only(stack, 'aws_iam_user_policy')).toEqual({
      name: 'ZencoderUserPolicy',
      policy: userPolicyJson(plain),
      user: '${aws_iam_user.user.name}',
    });
  });

  it('provides its document and its policy', () => {
    const user = userWith({ requireTls: true });
    expect(user.policyDocument).toBe(userPolicyJson({ ...plain, requireTls: true }));
    expect(user.userPolicy.nameInput).toBe('ZencoderUserPolicy');
    expect([user.accessKeyId, user.secretAccessKey]).toEqual([undefined, undefined]);
  });

  it.each(['z', 'Zencoder+=,.@-_9', 'z'.repeat(64)])('can have the name %s', (userName) => {
    expect(userWith({ userName }).nameInput).toBe(userName);
  });

  it.each([
    'arn:aws:iam::111122223333:policy/Boundary',
    'arn:aws:iam::111122223333:policy/video/team/Boundary+=,.@_-',
    'arn:aws:iam::aws:policy/PowerUserAccess',
  ])('can have the boundary %s', (permissionsBoundary) => {
    const stack = testStack();
    userWith({ permissionsBoundary }, stack);
    expect(only(stack, 'aws_iam_user').permissions_boundary).toBe(permissionsBoundary);
  });
});

const annotationsOf = (user: ZencoderIamUser) =>
  user.node.metadata.filter(({ type }) => type === AnnotationMetadataEntryType.WARN).map(({ data }) => data);

describe('An access key', () => {
  it('is created only with accessKey, and its ID and secret are provided', () => {
    const stack = testStack();
    const user = userWith({ accessKey: true }, stack);
    expect(only(stack, 'aws_iam_access_key')).toEqual({ user: '${aws_iam_user.user.name}' });
    new TerraformOutput(stack, 'id', { value: user.accessKeyId });
    new TerraformOutput(stack, 'secret', { value: user.secretAccessKey, sensitive: true });
    expect(configurationOf(stack).output).toEqual({
      id: { value: expect.stringMatching(/^\$\{aws_iam_access_key\.user_AccessKey_\w+\.id\}$/) },
      secret: {
        value: expect.stringMatching(/^\$\{aws_iam_access_key\.user_AccessKey_\w+\.secret\}$/),
        sensitive: true,
      },
    });
  });

  it('causes a warning that the state contains its secret', () => {
    expect(annotationsOf(userWith({ accessKey: true }))).toEqual([
      expect.stringMatching(/^accessKey: writes the secret into the Terraform state in plain text: /),
    ]);
    expect(annotationsOf(userWith({ accessKey: false }))).toEqual([]);
  });
});

it('A warning about a grant names the path of the value', () => {
  expect(annotationsOf(userWith({ grants: [MASTERS, { ...MASTERS, prefixes: ['/a'] }] }))).toEqual([
    expect.stringContaining('grants[1].prefixes[0]: "/a" starts with "/"'),
  ]);
});

describe('Tokens', () => {
  it('are accepted for the name, boundary, bucket and KMS key, and Terraform checks the last two', () => {
    const stack = testStack();
    const text = (name: string) => new TerraformVariable(stack, name, { type: 'string' }).stringValue;
    new ZencoderIamUser(stack, 'user', {
      userName: text('name'),
      permissionsBoundary: text('boundary'),
      grants: [
        {
          bucket: text('bucket'),
          actions: [ZencoderAction.GET_OBJECT],
          keys: ['a'],
          kmsKeyArn: new KmsKey(stack, 'key', {}).arn,
        },
      ],
    });
    expect(only(stack, 'aws_iam_user')).toEqual({ name: '${var.name}', permissions_boundary: '${var.boundary}' });
    const [kms, read] = JSON.parse(only(stack, 'aws_iam_user_policy').policy as string).Statement;
    expect(kms.Resource).toEqual(['${aws_kms_key.key.arn}']);
    expect(read.Resource).toEqual(['arn:aws:s3:::${var.bucket}/a']);
    expect(preconditionsOf(stack)).toEqual([
      {
        condition: '${can(regex("^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9_]$", "${var.bucket}"))}',
        errorMessage: expect.stringMatching(/^The bucket of a grant is not a valid S3 bucket name: /),
      },
      {
        condition: `\${can(regex("${KMS_KEY_ARN_PATTERN}", "\${aws_kms_key.key.arn}"))}`,
        errorMessage: expect.stringMatching(
          /^The kmsKeyArn of a grant is not the ARN of a KMS key: .*not the ARN of an alias/,
        ),
      },
    ]);
  });

  it.each<[string, string, (token: string) => Partial<ZencoderUserGrant>]>([
    ['keys', 'keys[0]', (token) => ({ keys: [token] })],
    ['prefixes', 'prefixes[1]', (token) => ({ prefixes: ['a', `a/${token}`] })],
    ['actions', 'actions[0]', (token) => ({ role: undefined, actions: [token as ZencoderAction] })],
    ['roles', 'role', (token) => ({ role: token as ZencoderRole })],
    ['dates', 'expires', (token) => ({ expires: token })],
  ])('are refused in %s, because they cannot be escaped', (_, path, members) => {
    const stack = testStack();
    const token = new TerraformVariable(stack, 'v', { type: 'string' }).stringValue;
    const grants = [MASTERS, { bucket: token, role: ZencoderRole.INPUT, ...members(token) }];
    expect(refusalOf(() => userWith({ grants }, stack))).toEqual([
      expect.stringMatching(`^test/user: grants\\[1\\]\\.${path.replace(/[[\]]/g, '\\$&')}: contains a CDKTF token`),
    ]);
  });

  it('for the same bucket are one bucket, for any number and order of references', () => {
    const policyOf = (...order: number[]) => {
      const stack = testStack();
      const films = new S3Bucket(stack, 'films', {});
      const cuts = new S3Bucket(stack, 'cuts', {});
      const grants = [
        () => ({ bucket: films.id, role: ZencoderRole.INPUT }),
        () => ({ bucket: cuts.id, role: ZencoderRole.INPUT }),
        () => ({ bucket: films.id, role: ZencoderRole.INPUT }),
      ];
      userWith({ grants: order.map((index) => grants[index]!()) }, stack);
      expect(preconditionsOf(stack)).toHaveLength(2);
      return only(stack, 'aws_iam_user_policy');
    };
    const [ofBuckets] = JSON.parse(policyOf(0, 1, 2).policy as string).Statement;
    expect(ofBuckets.Resource).toEqual(['cuts', 'films'].map((name) => `arn:aws:s3:::\${aws_s3_bucket.${name}.id}`));
    expect(policyOf(2, 1, 0)).toEqual(policyOf(0, 1, 2));
    expect(policyOf(1, 0, 2)).toEqual(policyOf(0, 1, 2));
  });

  it('for buckets of the same name in different stacks are two buckets', () => {
    const text = written(false, (here) => {
      const there = testStack('there', App.of(here));
      const grants = [here, there].map((stack) => ({
        bucket: new S3Bucket(stack, 'films', {}).id,
        actions: [ZencoderAction.LIST_BUCKET],
      }));
      userWith({ grants }, here);
    });
    const [policy] = Object.values(JSON.parse(text).resource.aws_iam_user_policy) as { policy: string }[];
    expect(JSON.parse(policy!.policy).Statement[0].Resource).toEqual([
      'arn:aws:s3:::${aws_s3_bucket.films.id}',
      expect.stringContaining('arn:aws:s3:::${data.terraform_remote_state.cross-stack-reference-input-there.outputs.'),
    ]);
  });

  it('with text around them are one name, which is checked as a whole', () => {
    const stack = testStack();
    const stage = new TerraformVariable(stack, 'stage', { type: 'string' }).stringValue;
    userWith({ grants: [{ ...MASTERS, bucket: `films-${stage}` }] }, stack);
    expect(preconditionsOf(stack).map(({ condition }) => condition)).toEqual([
      '${can(regex("^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9_]$", "films-${var.stage}"))}',
    ]);
  });

  it.each([
    ['with other text around them', ['films-${var.a}', 'cuts-${var.a}']],
    ['with another token after them', ['${var.a}${var.b}', '${var.a}${var.c}']],
  ])('%s are different buckets', (_, names) => {
    const stack = testStack();
    const tokens = ['a', 'b', 'c'].map((name) => new TerraformVariable(stack, name, { type: 'string' }).stringValue);
    const grants = names.map((name) => ({
      bucket: name.replace(/\$\{var\.(.)\}/g, (__, variable) => tokens['abc'.indexOf(variable)]!),
      actions: [ZencoderAction.LIST_BUCKET],
    }));
    userWith({ grants }, stack);
    const [statement] = JSON.parse(only(stack, 'aws_iam_user_policy').policy as string).Statement;
    expect([...statement.Resource].sort()).toEqual(names.map((name) => `arn:aws:s3:::${name}`).sort());
  });
});

describe('Invalid props', () => {
  it.each(
    titled<[props: Record<string, unknown>, message: string]>([
      [{ userName: '' }, 'userName: "" is not the name of an IAM user: it has 0 characters, IAM accepts 1 to 64'],
      [{ userName: 'z'.repeat(65) }, 'is not the name of an IAM user: it has 65 characters, IAM accepts 1 to 64'],
      [{ userName: 'Zencoder user' }, 'IAM accepts letters, digits and "+=,.@-_", not " "; write "Zencoder-user"'],
      [{ userName: 'video/zencoder' }, 'not "/"; write "video-zencoder"'],
      [{ userName: 'zencodér' }, 'not "é"; write "zencod-r"'],
      [{ userName: 'é 🎬' }, 'not "é"; write "---"'],
      [{ userName: 'zencoder\n' }, 'userName: "zencoder\\n" is not the name of an IAM user'],
      [{ userName: 'arn:aws:iam::111122223333:user/video/zencoder' }, 'write the name alone, "zencoder"'],
      [{ permissionsBoundary: 'Boundary' }, 'permissionsBoundary: "Boundary" is not the ARN of a managed policy'],
      [
        { permissionsBoundary: 'arn:aws-cn:iam::111122223333:policy/B' },
        'of the partition aws: write it as arn:aws:iam::ACCOUNT:policy/NAME',
      ],
      [{ permissionsBoundary: 'arn:aws:iam::111122223333:role/B' }, 'is not the ARN of a managed policy'],
      [{ permissionsBoundary: 'arn:aws:iam::1111:policy/B' }, 'is not the ARN of a managed policy'],
      [{ permissionsBoundary: '' }, 'permissionsBoundary: "" is not the ARN of a managed policy'],
      [{ userName: undefined }, 'userName: "" is not the name of an IAM user'],
      [{ userName: 7 }, 'userName: 7 is not a string'],
      [{ grants: [] }, 'grants: is empty; a user needs at least one grant'],
      [{ grants: undefined }, 'grants: is not a list; a user needs at least one grant'],
      [{ grants: 'films' }, 'grants: is not a list; a user needs at least one grant'],
      [{ grants: [MASTERS, null] }, 'grants[1]: null is not a grant; give a role or actions'],
      [
        { grants: [{ ...MASTERS, bucket: 'acme.' }] },
        'grants[0].bucket: "acme." is not a bucket name: the name must begin and end with a letter or a digit',
      ],
      [{ grants: [MASTERS, { ...MASTERS, bucket: '*' }] }, 'grants[1].bucket: "*" is not a bucket name'],
      [{ grants: [{ ...MASTERS, bucket: undefined }] }, 'grants[0].bucket: is missing'],
      [
        { grants: [{ ...MASTERS, kmsKeyArn: 'alias/aws/s3' }] },
        'grants[0].kmsKeyArn: "alias/aws/s3" is the AWS-managed key',
      ],
      [{ grants: [{ ...MASTERS, kmsKeyArn: '*' }] }, 'grants[0].kmsKeyArn: "*" is not the ARN of a KMS key'],
      [
        { grants: [{ ...MASTERS, kmsKey: KEY }] },
        'grants[0].kmsKey: unknown property, a grant takes bucket, kmsKeyArn, role',
      ],
      [{ grants: [{ ...MASTERS, keys: ['日本.mp4'] }] }, 'grants[0].keys[0]: "日本.mp4" contains U+65E5'],
      [{ grants: [{ bucket: 'films' }] }, 'grants[0]: has neither role nor actions'],
      [{ grants: [{ ...MASTERS, expires: 'tomorrow' }] }, 'grants[0].expires: "tomorrow" is not a date'],
    ]),
  )('are refused: %s', (_, props, message) => {
    expect(refusalWith(props as Partial<ZencoderIamUserProps>)).toEqual([expect.stringContaining(message)]);
  });

  it('are all reported in one error, with one line each, and create no resource', () => {
    const stack = testStack();
    const grants = [
      { ...MASTERS, bucket: 'acme.', keys: [''] },
      { ...MASTERS, kmsKeyArn: 'aws/s3' },
    ];
    const refusal = refusalOf(() =>
      userWith({ userName: '?', permissionsBoundary: '?', grants, accessKey: true }, stack),
    );
    expect(refusal.map((line) => line.split(': ').slice(0, 2))).toEqual([
      ['test/user', 'userName'],
      ['test/user', 'permissionsBoundary'],
      ['test/user', 'grants[0].bucket'],
      ['test/user', 'grants[0].keys[0]'],
      ['test/user', 'grants[1].kmsKeyArn'],
    ]);
    expect(configurationOf(stack).resource).toBeUndefined();
  });
});

describe('The limit of 2,048 bytes for the policy of a user', () => {
  /** A grant whose policy has just so many bytes more than with a key of one letter. */
  const grantWith = (length: number): ZencoderUserGrant => ({
    bucket: 'films',
    actions: [ZencoderAction.GET_OBJECT],
    keys: ['a', 'b', 'c'].map((key, index) => key.padEnd(index === 2 ? length : 700, 'k')),
  });
  const room = MAX_USER_POLICY_BYTES - sentLength(userPolicyJson({ grants: [grantWith(1)] }));

  it('allows a policy of 2,048 bytes', () => {
    const user = userWith({ grants: [grantWith(1 + room)] });
    expect(user.policyDocument).toHaveLength(2048);
  });

  it('refuses one more byte, and the error states what to do', () => {
    const stack = testStack();
    const refusal = refusalOf(() => userWith({ grants: [grantWith(2 + room)] }, stack));
    expect(refusal).toEqual([
      expect.stringMatching(
        /^test\/user: the policy has 2,049 bytes, the limit of IAM for a user is 2,048; .*prefixes instead of keys/,
      ),
    ]);
    expect(configurationOf(stack).resource).toBeUndefined();
  });

  it('counts a non-ASCII letter as two bytes and "<" as six, as the AWS provider does', () => {
    const [first, second, third] = grantWith(1 + room).keys!;
    const refusalFor = (keys: string[]) => refusalWith({ grants: [{ ...grantWith(1), keys }] });
    expect(refusalFor([first!, second!.replace(/kk$/, 'é'), third!])).toEqual([]);
    expect(refusalFor([first!, second!.replace(/k$/, 'é'), third!])).toEqual([expect.stringContaining('2,049 bytes')]);
    expect(refusalFor([first!, second!.replace(/k$/, '<'), third!])).toEqual([expect.stringContaining('2,053 bytes')]);
  });

  it('counts each reference with the maximum length of its value', () => {
    const stack = testStack();
    const bucket = new TerraformVariable(stack, 'b', { type: 'string' }).stringValue;
    const kmsKeyArn = new TerraformVariable(stack, 'k', { type: 'string' }).stringValue;
    const reading = { actions: [ZencoderAction.GET_OBJECT] };
    const keys = (length: number) => ['a'.repeat(700), 'b'.repeat(length)];
    const longest = { ...reading, bucket: 'b'.repeat(63), kmsKeyArn: KEY.replace('eu-west-1', 'ap-southeast-1') };
    const least = sentLength(userPolicyJson({ grants: [{ ...longest, keys: keys(1) }] }));
    const fits = 1 + MAX_USER_POLICY_BYTES - least;
    const refusalFor = (length: number) =>
      refusalOf(() => userWith({ grants: [{ ...reading, bucket, kmsKeyArn, keys: keys(length) }] }, stack));
    expect(refusalFor(fits + 1)).toEqual([
      expect.stringContaining(
        '2,049 bytes (each reference to a bucket counts as 63, to a key as 80), the limit of IAM',
      ),
    ]);
    expect(refusalFor(fits)).toEqual([]);
  });

  it.each<[string, (reference: string) => Partial<ZencoderUserGrant>]>([
    ['buckets', (bucket) => ({ bucket })],
    ['keys', (kmsKeyArn) => ({ kmsKeyArn })],
  ])('counts references to %s, each separately', (_, members) => {
    const stack = testStack();
    const grants = Array.from({ length: 40 }, (__, index) => ({
      bucket: 'films',
      actions: [ZencoderAction.GET_OBJECT],
      ...members(new TerraformVariable(stack, `v${index}`, { type: 'string' }).stringValue),
    }));
    expect(refusalOf(() => userWith({ grants: grants.slice(0, 10) }, stack))).toEqual([]);
    expect(refusalOf(() => userWith({ grants }, testStack()))).toEqual([
      expect.stringMatching(/bytes \(each reference to a bucket counts as 63, to a key as 80\), the limit of IAM/),
    ]);
  });
});

/** Keys that IAM takes, with a liking for what JSON, Terraform and IAM read specially. */
const latinKey = fc.string({
  unit: fc.oneof(
    fc.constantFrom('${', '%{', '$${', '${*}', '"', '\\', '*', '?', '\n', '\t', '<', '&', '\u0085', '\u00ad', 'é', 'ÿ'),
    fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)),
  ),
  minLength: 1,
  maxLength: 12,
});
const USERS = 40;

describeTerraform('Terraform', () => {
  const keysOf = fc.sample(fc.array(latinKey, { minLength: 8, maxLength: 8 }), { numRuns: USERS, seed: 20270630 });

  function writtenFor(hcl: boolean): string {
    return written(hcl, (stack) => {
      keysOf.forEach((keys, index) => {
        const bucket = index % 2 === 0 ? `bucket-${index}` : new S3Bucket(stack, `b${index}`, {}).id;
        new ZencoderIamUser(stack, `user-${index}`, {
          userName: `zencoder-${index}`,
          grants: [{ bucket, actions: [ZencoderAction.GET_OBJECT], keys }],
        });
      });
    }).replace(/\$\{aws_s3_bucket\.b(\d+)\.id\}/g, '${local.names[$1]}');
  }

  const names = { locals: { names: keysOf.map((_, index) => `bucket-${index}`) } };

  function fromJson(): Record<string, unknown> {
    const { resource } = JSON.parse(writtenFor(false)) as {
      resource: { aws_iam_user_policy: Record<string, { policy: string }> };
    };
    const output = Object.fromEntries(
      Object.entries(resource.aws_iam_user_policy).map(([id, { policy }]) => [/\d+/.exec(id)![0], { value: policy }]),
    );
    const named = Object.fromEntries(Object.entries(output).map(([index, value]) => [`policy-${index}`, value]));
    return terraform.outputs({ 'main.tf.json': JSON.stringify({ ...names, output: named }) });
  }

  function fromHcl(): Record<string, unknown> {
    const policies = writtenFor(true).matchAll(
      /^resource "aws_iam_user_policy" "user-(\d+)[^"]*" \{\n(?:(?!policy|\}).*\n)*policy *= ([^\n]*)\n/gm,
    );
    const outputs = [...policies].map(([, index, policy]) => `output "policy-${index}" {\nvalue = ${policy}\n}\n`);
    return terraform.outputs({ 'main.tf': outputs.join(''), 'names.tf.json': JSON.stringify(names) });
  }

  it.each([
    ['JSON', fromJson],
    ['HCL', fromHcl],
  ])('reads the intended policy of a user for unusual keys, from the %s output', (_, readBack) => {
    const policies = readBack();
    keysOf.forEach((keys, index) => {
      const grants = [{ bucket: `bucket-${index}`, actions: [ZencoderAction.GET_OBJECT], keys }];
      expect(policies[`policy-${index}`]).toBe(userPolicyJson({ grants }));
    });
  });

  it.each([
    [KEY, true],
    ['arn:aws:kms:eu-west-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab', true],
    ['arn:aws:kms:eu-west-1:111122223333:alias/films', false],
    ['arn:aws:kms:eu-west-1:111122223333:key/*', false],
    ['*', false],
  ])('checks a KMS key ARN that is known only at plan time: %s is valid: %s', (arn, taken) => {
    const stack = testStack();
    const kmsKeyArn = new TerraformVariable(stack, 'arn', { type: 'string' }).stringValue;
    userWith({ grants: [{ ...MASTERS, kmsKeyArn }] }, stack);
    const { condition } = preconditionsOf(stack)[0]!;
    const configuration = { variable: { arn: { default: arn } }, output: { taken: { value: condition } } };
    expect(terraform.outputs({ 'main.tf.json': JSON.stringify(configuration) })).toEqual({ taken });
  });
});
