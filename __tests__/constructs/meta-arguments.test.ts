import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import {
  dependable,
  TerraformIterator,
  TerraformProvider,
  type TerraformResourceLifecycle,
  TerraformStack,
  TerraformVariable,
} from 'cdktf';
import { Construct } from 'constructs';
import {
  ZencoderBucketAccess,
  ZencoderIamUser,
  ZencoderObjectCopy,
  ZencoderObjectGrants,
  ZencoderObjectOwnership,
  ZencoderRole,
} from '../../lib';
import { configurationOf, testStack } from '../support/synth';

type Props = Record<string, unknown>;
type Resource = Record<string, unknown>;

const { INPUT } = ZencoderRole;
const OWNERSHIP = { objectOwnership: ZencoderObjectOwnership.BUCKET_OWNER_PREFERRED };

/** Each construct with what it needs, and how many resources of it are of the AWS provider. */
const CONSTRUCTS: [name: string, build: (scope: Construct, more: Props) => Construct][] = [
  [
    'ZencoderBucketAccess',
    (scope, more) =>
      new ZencoderBucketAccess(scope, 'it', { bucket: 'acme', grants: [{ role: INPUT }], ...OWNERSHIP, ...more }),
  ],
  [
    'ZencoderObjectGrants',
    (scope, more) => new ZencoderObjectGrants(scope, 'it', { objects: [{ bucket: 'acme', key: 'a' }], ...more }),
  ],
  ['ZencoderObjectCopy', (scope, more) => new ZencoderObjectCopy(scope, 'it', { bucket: 'acme', key: 'a', ...more })],
  [
    'ZencoderIamUser',
    (scope, more) =>
      new ZencoderIamUser(scope, 'it', {
        userName: 'zencoder',
        grants: [{ bucket: 'acme', role: INPUT }],
        accessKey: true,
        ...more,
      }),
  ],
];

const MAIN: Readonly<Record<string, string>> = {
  ZencoderBucketAccess: 'aws_s3_bucket_policy',
  ZencoderObjectGrants: 'terraform_data',
  ZencoderObjectCopy: 'aws_s3_object_copy',
  ZencoderIamUser: 'aws_iam_user',
};

function allOf(stack: TerraformStack): [type: string, resource: Resource][] {
  const { resource = {}, data = {} } = configurationOf(stack);
  return [...Object.entries(resource), ...Object.entries(data)].flatMap(([type, byName]) =>
    Object.values(byName).map((each): [string, Resource] => [type, each]),
  );
}

const mainOf = (name: string, stack: TerraformStack) =>
  allOf(stack).flatMap(([type, resource]) => (type === MAIN[name] ? [resource] : []));

function refusalOf(build: () => unknown): string {
  try {
    build();
  } catch (error) {
    expect(error).not.toBeInstanceOf(TypeError);
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
}

describe.each(CONSTRUCTS)('%s', (name, build) => {
  it('uses the given provider for all its resources', () => {
    const stack = testStack();
    const provider = new AwsProvider(stack, 'us', { alias: 'us', region: 'us-east-1' });
    build(stack, { provider });
    const ofAws = allOf(stack).filter(([type]) => type.startsWith('aws_'));
    expect(ofAws.map(([, resource]) => resource.provider)).toEqual(ofAws.map(() => 'aws.us'));
  });

  it('depends on the given dependencies', () => {
    const stack = testStack();
    build(stack, { dependsOn: [new S3Bucket(stack, 'first', {}), new S3Bucket(stack, 'second', {})] });
    const [resource] = mainOf(name, stack);
    expect(resource!.depends_on).toEqual(expect.arrayContaining(['aws_s3_bucket.first', 'aws_s3_bucket.second']));
  });

  it('has the given lifecycle', () => {
    const stack = testStack();
    const bucket = new S3Bucket(stack, 'bucket', {});
    const lifecycle: TerraformResourceLifecycle = {
      preventDestroy: true,
      createBeforeDestroy: false,
      ignoreChanges: ['policy'],
      replaceTriggeredBy: [bucket, bucket.id, 'aws_s3_bucket.bucket.arn', `\${${bucket.friendlyUniqueId}}`],
      precondition: [{ condition: '${var.yes}', errorMessage: 'No.' }],
      postcondition: [{ condition: '${self.id != ""}', errorMessage: 'None.' }],
    };
    build(stack, { lifecycle });
    for (const resource of mainOf(name, stack)) {
      expect(resource.lifecycle).toEqual({
        prevent_destroy: true,
        create_before_destroy: false,
        ignore_changes: ['policy'],
        replace_triggered_by: ['aws_s3_bucket.bucket', 'aws_s3_bucket.bucket.id', 'aws_s3_bucket.bucket.arn', 'bucket'],
        precondition: [{ condition: '${var.yes}', error_message: 'No.' }],
        postcondition: [{ condition: '${self.id != ""}', error_message: 'None.' }],
      });
    }
  });

  it.each<[what: string, props: Props, message: RegExp]>([
    [
      'refuses createBeforeDestroy',
      { lifecycle: { createBeforeDestroy: true } },
      /^lifecycle\.createBeforeDestroy: (would|is not supported)/,
    ],
    [
      'refuses a provider that is not a construct',
      { provider: 'aws.us' },
      /^provider: "aws\.us" is not a provider; give an AwsProvider/,
    ],
    ['refuses null as the provider', { provider: null }, /^provider: null is not a provider/],
    [
      'refuses dependencies that are not a list',
      { dependsOn: 'aws_s3_bucket.a' },
      /^dependsOn: "aws_s3_bucket\.a" is not a list/,
    ],
    [
      'refuses an address as a dependency',
      { dependsOn: ['aws_s3_bucket.a'] },
      /^dependsOn\[0\]: "aws_s3_bucket\.a" is not something that Terraform can depend on; give the construct of a resource/,
    ],
    ['refuses a lifecycle that is not an object', { lifecycle: 'all' }, /^lifecycle: "all" is not a lifecycle/],
    [
      'refuses a misspelled member of the lifecycle',
      { lifecycle: { preventDestory: true } },
      /^lifecycle\.preventDestory: unknown property; did you mean "preventDestroy"\?/,
    ],
    [
      'refuses a string as a flag',
      { lifecycle: { preventDestroy: 'true' } },
      /^lifecycle\.preventDestroy: "true" is not true or false/,
    ],
    [
      'refuses a single attribute in place of a list',
      { lifecycle: { ignoreChanges: 'policy' } },
      /^lifecycle\.ignoreChanges: "policy" is not a list of attributes or "all"/,
    ],
    [
      'refuses a number as a trigger',
      { lifecycle: { replaceTriggeredBy: [1] } },
      /^lifecycle\.replaceTriggeredBy: \[1\] is not a list of resources/,
    ],
    [
      'refuses a condition that is not an object',
      { lifecycle: { precondition: [true] } },
      /^lifecycle\.precondition: \[true\] is not a list of conditions/,
    ],
    ['refuses count', { count: 2 }, /^count: is not supported: .*loop/],
    ['refuses provisioners', { provisioners: [] }, /^provisioners: is not supported/],
    ['refuses connection', { connection: {} }, /^connection: is not supported/],
    [
      'refuses forEach without an iterator',
      { forEach: ['a'] },
      /^forEach: (\["a"\] is not an iterator; write, for example, TerraformIterator|is not supported: )/,
    ],
  ])('%s', (_, props, message) => {
    const lines = refusalOf(() => build(testStack(), props)).split('\n');
    expect(lines.filter((line) => !line.startsWith('test/it: '))).toEqual([]);
    expect(lines[0]!.slice('test/it: '.length)).toMatch(message);
  });

  it.each<[what: string, provider: (stack: TerraformStack) => Construct, message: RegExp]>([
    [
      'of another service',
      (stack) => new OtherProvider(stack, 'other'),
      /^provider: the construct test\/other is a provider of other; give an AwsProvider/,
    ],
    [
      'of another stack',
      ({ node }) => new AwsProvider(new TerraformStack(node.root as Construct, 'elsewhere'), 'aws', {}),
      /^provider: the construct elsewhere\/aws belongs to the stack elsewhere; create a provider in the stack test/,
    ],
    [
      'that is not a provider but a resource',
      (stack) => new S3Bucket(stack, 'bucket', {}),
      /^provider: the construct test\/bucket is not a provider/,
    ],
  ])('refuses a provider %s', (_, provider, message) => {
    const stack = testStack();
    expect(refusalOf(() => build(stack, { provider: provider(stack) })).slice('test/it: '.length)).toMatch(message);
  });

  it('refuses a dependency that is a construct but not a resource', () => {
    const stack = testStack();
    const message = refusalOf(() => build(stack, { dependsOn: [new Construct(stack, 'group')] }));
    expect(message).toMatch(
      /^test\/it: dependsOn\[0\]: the construct test\/group is not something that Terraform can depend on/,
    );
  });

  it.each([undefined, null, 'acme', []])('is refused without props: %j', (props) => {
    const make = { ZencoderBucketAccess, ZencoderObjectGrants, ZencoderObjectCopy, ZencoderIamUser }[name] as new (
      ...args: unknown[]
    ) => unknown;
    expect(refusalOf(() => new make(testStack(), 'it', props))).toMatch(/^test\/it: the props are .*; give an object/);
  });
});

class OtherProvider extends TerraformProvider {
  public constructor(scope: Construct, id: string) {
    super(scope, id, { terraformResourceType: 'other', terraformProviderSource: 'acme/other' });
  }
}

it.each(CONSTRUCTS.slice(1))('%s refuses an iterator, and the error states what to write', (name, build) => {
  const forEach = TerraformIterator.fromList(['a']);
  expect(refusalOf(() => build(testStack(), { forEach }))).toMatch(
    new RegExp(`^test/it: forEach: is not supported: .*(one ${name} per|give all objects)`),
  );
});

describe("An access's own dependencies and conditions", () => {
  const build = (stack: TerraformStack, more: Props = {}) =>
    new ZencoderBucketAccess(stack, 'it', {
      bucket: new TerraformVariable(stack, 'bucket', { type: 'string' }).stringValue,
      grants: [{ role: INPUT }],
      ...OWNERSHIP,
      ...more,
    });
  const block = (stack: TerraformStack) => new S3BucketPublicAccessBlock(stack, 'block', { bucket: 'acme' });
  const BLOCK = 'aws_s3_bucket_public_access_block.block';
  const THEIRS = { condition: '${var.yes}', errorMessage: 'No.' };

  function policyOf(stack: TerraformStack) {
    const [policy] = mainOf('ZencoderBucketAccess', stack);
    const { depends_on, lifecycle } = policy as {
      depends_on: string[];
      lifecycle: Record<string, { error_message: string }[]>;
    };
    return {
      dependsOn: depends_on,
      lifecycle,
      messages: lifecycle.precondition!.map(({ error_message }) => error_message),
    };
  }

  it('are added to the given ones', () => {
    const stack = testStack();
    build(stack, { dependsOn: [block(stack)], lifecycle: { preventDestroy: true, precondition: [THEIRS] } });
    const { dependsOn, lifecycle, messages } = policyOf(stack);
    expect(dependsOn).toEqual([expect.stringMatching(/^aws_s3_bucket_ownership_controls\./), BLOCK]);
    expect(lifecycle.prevent_destroy).toBe(true);
    expect(messages).toEqual([expect.stringMatching(/^bucket is not a valid S3 bucket name/), 'No.']);
  });

  it.each([
    ['dependable', dependable],
    ['the name of a resource', ({ fqn }: S3BucketPublicAccessBlock) => fqn],
    ['the resource itself', (resource: S3BucketPublicAccessBlock) => resource as unknown as string],
  ])('stay if a program assigns more after it creates the access, by %s', (_, named) => {
    const stack = testStack();
    const access = build(stack);
    access.dependsOn = [named(block(stack))];
    access.lifecycle = { preventDestroy: true, precondition: [THEIRS] };
    const { dependsOn, lifecycle, messages } = policyOf(stack);
    expect(dependsOn).toEqual([expect.stringMatching(/^aws_s3_bucket_ownership_controls\./), BLOCK]);
    expect(lifecycle.prevent_destroy).toBe(true);
    expect(messages).toEqual([expect.stringMatching(/^bucket is not a valid S3 bucket name/), 'No.']);
  });

  it('exclude createBeforeDestroy, also if it is assigned after the access is created', () => {
    const stack = testStack();
    build(stack).lifecycle = { createBeforeDestroy: true };
    expect(refusalOf(() => configurationOf(stack))).toMatch(
      /^test\/it: lifecycle\.createBeforeDestroy: would leave the bucket without a policy: .*create the new one and then delete it/,
    );
  });

  it('include the given dependencies in the ownership controls', () => {
    const stack = testStack();
    build(stack, { dependsOn: [block(stack)] });
    const [, controls] = allOf(stack).find(([type]) => type === 'aws_s3_bucket_ownership_controls')!;
    expect(controls.depends_on).toEqual([BLOCK]);
  });
});

describe('The region of URLs', () => {
  const urlsWith = (add: (stack: TerraformStack) => TerraformProvider | undefined) => {
    const stack = testStack();
    const provider = add(stack);
    const access = new ZencoderBucketAccess(stack, 'a', {
      bucket: 'acme',
      grants: [{ role: ZencoderRole.INPUT_AND_OUTPUT }],
      provider,
    });
    const copy = new ZencoderObjectCopy(stack, 'c', { bucket: 'acme', key: 'a', provider });
    return [access.inputUrl('a'), access.outputUrl('b/'), copy.inputUrl()];
  };
  const urlsIn = (region: string) => {
    const at = region === '' ? 's3' : `s3+${region}`;
    return [`${at}://acme/a`, `${at}://acme/b/`, `${at}://acme/zencoder/a`];
  };

  it.each<[string, string, (stack: TerraformStack) => TerraformProvider | undefined]>([
    ['is that of the provider of the stack', 'eu-west-1', () => undefined],
    [
      'is that of the given provider',
      'us-west-2',
      (stack) => new AwsProvider(stack, 'us', { alias: 'us', region: 'us-west-2' }),
    ],
    ['is missing if the given provider has none', '', (stack) => new AwsProvider(stack, 'us', { alias: 'us' })],
  ])('%s', (_, region, add) => {
    expect(urlsWith(add)).toEqual(urlsIn(region));
  });

  it('is that of a provider inside another construct', () => {
    const stack = new TerraformStack(testStack().node.root as Construct, 'nested');
    new AwsProvider(new Construct(stack, 'group'), 'aws', { region: 'ap-south-1' });
    const access = new ZencoderBucketAccess(stack, 'a', { bucket: 'acme', grants: [{ role: INPUT }] });
    expect(access.inputUrl('a')).toBe('s3+ap-south-1://acme/a');
  });

  it('is that of a provider that is assigned later', () => {
    const stack = testStack();
    const access = new ZencoderBucketAccess(stack, 'a', { bucket: 'acme', grants: [{ role: INPUT }] });
    access.provider = new AwsProvider(stack, 'us', { alias: 'us', region: 'us-west-2' });
    expect(access.inputUrl('a')).toBe('s3+us-west-2://acme/a');
  });

  it('is in the import ID only if it differs from the region of the provider', () => {
    const stack = testStack();
    const provider = new AwsProvider(stack, 'us', { alias: 'us', region: 'us-west-2' });
    const bucket = (name: string, region: string) =>
      new ZencoderBucketAccess(stack, name, {
        bucket: name,
        region,
        provider,
        grants: [{ role: INPUT }],
        adoptExistingPolicy: true,
      });
    bucket('here', 'us-west-2');
    bucket('there', 'eu-west-1');
    expect(configurationOf(stack).import!.map(({ id }) => id)).toEqual(['here', 'there@eu-west-1']);
  });
});

it('The owner of copies is read once per provider', () => {
  const stack = testStack();
  const us = new AwsProvider(stack, 'us', { alias: 'us', region: 'us-east-1' });
  for (const [id, provider] of [
    ['a', undefined],
    ['b', us],
    ['c', us],
  ] as const) {
    new ZencoderObjectCopy(stack, id, { bucket: 'acme', key: id, provider });
  }
  expect(Object.values(configurationOf(stack).data!.aws_canonical_user_id!).map(({ provider }) => provider)).toEqual([
    undefined,
    'aws.us',
  ]);
});
