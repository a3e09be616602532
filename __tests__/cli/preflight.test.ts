import {
  type Answers,
  AwsServer,
  encryption,
  ownership,
  policy,
  RECOMMENDED,
  refusal,
  VERSIONED,
} from '../doctor/aws-server';
import { withCredentials } from '../doctor/credentials';
import { called, calledHere, calledIn, type Outcome } from '../support/cli';

withCredentials();
jest.setTimeout(20_000);

let aws: AwsServer;
beforeAll(async () => {
  aws = await AwsServer.start();
});
beforeEach(() => aws.reset());
afterAll(() => aws.stop());

const OTHERS = {
  Sid: 'Cdn',
  Effect: 'Allow',
  Principal: { Service: 'cloudfront.amazonaws.com' },
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::films/*',
  Condition: { StringEquals: { 'AWS:SourceArn': 'arn:aws:cloudfront::111122223333:distribution/E1' } },
};

/** A file with the bucket `films`, and its policy files. */
function files(bucket: string, others: readonly object[] = []) {
  return {
    'zencoder.yaml': `stacks: { live: { region: eu-central-1, objectGrants: true, buckets: { films: ${bucket} } } }`,
    'others.json': JSON.stringify({ Version: '2012-10-17', Statement: others }),
  };
}

const ALL = '{ grants: [{ role: input-and-output }] }';
const ALL_AND_OTHERS = '{ grants: [{ role: input-and-output }], otherStatements: others.json }';

function preflight(args: readonly string[], bucket: string, others: readonly object[] = []): Promise<Outcome> {
  return called(['preflight', '--endpoint-url', aws.endpoint, ...args], { files: files(bucket, others) });
}

interface Row {
  readonly findings: readonly { readonly check: string; readonly level: string; readonly seen: string }[];
  readonly unknown: readonly { readonly what: string }[];
}

async function looked(
  answers: Answers,
  bucket: string,
  others: readonly object[] = [],
): Promise<Row & { exitCode: number }> {
  aws.reset(answers);
  aws.objects = OBJECTS;
  const { exitCode, stdout } = await preflight(['--json'], bucket, others);
  return { exitCode, ...(JSON.parse(stdout) as [Row])[0] };
}

/** The objects that exist. */
const OBJECTS = { 'a.mov': {}, 'b.mov': {} };

interface Case {
  readonly name: string;
  readonly answers: Answers;
  readonly bucket?: string;
  /** The statements in `otherStatements`. */
  readonly others?: readonly object[];
  readonly finds?: readonly (readonly [check: string, level: string, seen: string])[];
  readonly exitCode?: number;
}

const [ON_OBJECTS, ON_BUCKET] = RECOMMENDED as [(typeof RECOMMENDED)[0], (typeof RECOMMENDED)[0]];

const ofAccounts = (...accounts: string[]) => ({ Condition: { StringEquals: { 'aws:PrincipalAccount': accounts } } });
const IF_EXISTS = { Condition: { StringEqualsIfExists: { 'aws:PrincipalAccount': '395540211253' } } };

const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const WITH_ACLS: Answers = {
  GetBucketOwnershipControls: ownership('BucketOwnerPreferred'),
  GetBucketPolicy: policy(OTHERS),
};
const LOCATION = { ...ON_BUCKET, Action: 's3:GetBucketLocation' };

const CASES: readonly Case[] = [
  { name: 'a bucket without a policy', answers: { GetBucketPolicy: refusal(404, 'NoSuchBucketPolicy') } },
  { name: "a policy that says what the file says, as on Zencoder's page", answers: {} },
  {
    name: 'an existing statement that the file does not keep',
    answers: { GetBucketPolicy: policy(...RECOMMENDED, OTHERS) },
    finds: [
      [
        'other-statements',
        'problem',
        'The apply would drop 1 existing statement: Statement[2] (Sid "Cdn"): Allow s3:GetObject for cloudfront.amazonaws.com.',
      ],
    ],
    exitCode: 1,
  },
  {
    name: 'the same, but the file keeps it in an equivalent form',
    answers: { GetBucketPolicy: policy(...RECOMMENDED, OTHERS) },
    bucket: ALL_AND_OTHERS,
    others: [
      {
        Effect: 'Allow',
        Condition: { StringEquals: { 'aws:sourcearn': ['arn:aws:cloudfront::111122223333:distribution/E1'] } },
        Resource: ['arn:aws:s3:::films/*'],
        Action: ['s3:getobject'],
        Principal: { Service: ['cloudfront.amazonaws.com'] },
      },
    ],
  },
  {
    name: 'a statement for Zencoder and for other principals',
    answers: {
      GetBucketPolicy: policy(
        { ...ON_OBJECTS, Principal: { AWS: ['395540211253', 'arn:aws:iam::111122223333:root'] } },
        ON_BUCKET,
      ),
    },
    finds: [['other-statements', 'problem', 'for arn:aws:iam::111122223333:root.']],
    exitCode: 1,
  },
  {
    name: 'a Deny, also one that names Zencoder',
    answers: { GetBucketPolicy: policy(...RECOMMENDED, { ...ON_OBJECTS, Effect: 'Deny', Action: 's3:DeleteObject' }) },
    finds: [['other-statements', 'problem', 'Statement[2]: Deny s3:DeleteObject']],
    exitCode: 1,
  },
  {
    name: 'a statement for Zencoder that is wider than the file',
    answers: { GetBucketPolicy: policy({ ...ON_OBJECTS, Action: 's3:*' }, ON_BUCKET) },
    finds: [
      [
        'zencoder-statements',
        'warning',
        'The apply would replace 1 statement for Zencoder: Statement[0]: Allow s3:* for',
      ],
    ],
  },
  {
    name: 'a policy in the old version of the language, where "${" is plain text',
    answers: {
      GetBucketPolicy: {
        body: JSON.stringify({ Statement: [...RECOMMENDED, { ...OTHERS, Resource: 'arn:aws:s3:::films/${a}/*' }] }),
      },
    },
    bucket: ALL_AND_OTHERS,
    others: [{ ...OTHERS, Resource: 'arn:aws:s3:::films/${$}{a}/*' }],
  },
  {
    name: 'a statement for everybody whose condition names Zencoder, which a grant in the file replaces',
    answers: { GetBucketPolicy: policy({ ...ON_OBJECTS, Principal: '*', ...ofAccounts('395540211253') }, ON_BUCKET) },
  },
  {
    name: 'the same for another account too',
    answers: {
      GetBucketPolicy: policy(
        { ...ON_OBJECTS, Principal: '*', ...ofAccounts('395540211253', '111122223333') },
        ON_BUCKET,
      ),
    },
    finds: [['other-statements', 'problem', 'The apply would drop 1 existing statement: Statement[0]: Allow']],
    exitCode: 1,
  },
  {
    name: 'the same for anonymous requests too',
    answers: {
      GetBucketPolicy: policy({ ...ON_OBJECTS, Principal: '*', ...IF_EXISTS }, ON_BUCKET, ON_OBJECTS),
    },
    finds: [['other-statements', 'problem', 'The apply would drop 1 existing statement: Statement[0]: Allow']],
    exitCode: 1,
  },
  {
    name: 'a statement only for a deleted role, which can be dropped',
    answers: { GetBucketPolicy: policy(...RECOMMENDED, { ...OTHERS, Principal: { AWS: 'AROACKCEVSQ6C2EXAMPLE' } }) },
    finds: [['deleted-principals', 'warning', 'would drop 1 existing statement for deleted users and roles only']],
  },
  {
    name: 'a statement that S3 accepts but the file does not',
    answers: { GetBucketPolicy: policy(...RECOMMENDED, { ...OTHERS, Effect: 'deny' }) },
    finds: [
      ['other-statements', 'problem', 'Statement[2] (Sid "Cdn"): deny s3:GetObject for cloudfront.amazonaws.com.'],
      [
        'grammar',
        'warning',
        'Statement[2] (Sid "Cdn") of the current policy is not valid in a policy file: "deny" is not a valid Effect',
      ],
    ],
    exitCode: 1,
  },
  {
    name: 'the same for a statement for Zencoder, which is not kept',
    answers: { GetBucketPolicy: policy({ ...ON_OBJECTS, Sids: 'x' }, ON_BUCKET) },
    finds: [['zencoder-statements', 'warning', 'The apply would replace 1 statement for Zencoder: Statement[0]']],
  },
  {
    name: 'values that are not statements',
    answers: { GetBucketPolicy: { body: JSON.stringify({ Statement: [...RECOMMENDED, 'Allow all', [ON_BUCKET]] }) } },
    finds: [
      ['grammar', 'warning', 'Statement[2] of the current policy is not a statement: "Allow all".'],
      ['grammar', 'warning', 'Statement[3] of the current policy is not a statement: [{'],
    ],
  },
  {
    name: 'a missing bucket',
    answers: { HeadBucket: refusal(404, 'NoSuchBucket') },
    finds: [['bucket', 'problem', 'There is no bucket "films".']],
    exitCode: 1,
  },
  {
    name: 'a bucket in another region',
    answers: { HeadBucket: refusal(301, 'PermanentRedirect', { 'x-amz-bucket-region': 'us-west-2' }) },
    finds: [['region', 'problem', 'The bucket is in us-west-2, but zencoder.yaml says eu-central-1.']],
    exitCode: 1,
  },
  {
    name: 'a missing policy to adopt',
    answers: { GetBucketPolicy: refusal(404, 'NoSuchBucketPolicy') },
    bucket: '{ grants: [{ role: input }], adoptExistingPolicy: true }',
    finds: [['adoption', 'problem', 'The bucket has no policy, but zencoder.yaml says adoptExistingPolicy.']],
    exitCode: 1,
  },
  {
    name: 'grants in ACLs if ACLs are disabled',
    answers: {},
    bucket: '{ objects: [{ key: a.mov, method: acl-copy }, { key: b.mov, method: acl-copy }] }',
    finds: [
      ['acls', 'problem', 'ACLs are disabled in the bucket (BucketOwnerEnforced), but 2 objects in zencoder.yaml get'],
    ],
    exitCode: 1,
  },
  {
    name: 'the same, but the file enables them',
    answers: {},
    bucket: '{ objects: [{ key: a.mov, method: acl-copy }], objectOwnership: BucketOwnerPreferred }',
  },
  {
    name: 'the same, but ACLs are enabled, and a policy that the file does not change',
    answers: { GetBucketOwnershipControls: ownership('ObjectWriter'), GetBucketPolicy: policy(OTHERS) },
    bucket: '{ objects: [{ key: a.mov, method: acl-copy }] }',
  },
  {
    name: 'missing objects, by acl and as originals of copies',
    answers: WITH_ACLS,
    bucket:
      '{ objects: [{ key: z.mov, method: acl, versionId: v1 }, { key: a.mov, method: acl }, { key: y.mov, method: acl-copy }] }',
    finds: [
      [
        'object',
        'problem',
        'There is no object z.mov in version v1 in the bucket, but zencoder.yaml sets a grant in its ACL.',
      ],
      ['object', 'problem', 'There is no object y.mov in the bucket, but zencoder.yaml copies it.'],
    ],
    exitCode: 1,
  },
  {
    name: 'objects by acl without a version in a versioned bucket',
    answers: { ...WITH_ACLS, GetBucketVersioning: VERSIONED },
    bucket: '{ objects: [{ key: a.mov, method: acl, versionId: v1 }, { key: b.mov, method: acl }] }',
    finds: [
      ['versions', 'warning', 'The bucket keeps versions, but 1 object with method acl has no versionId: b.mov.'],
    ],
  },
  {
    name: 'the same, but all have a version',
    answers: { ...WITH_ACLS, GetBucketVersioning: VERSIONED },
    bucket: '{ objects: [{ key: a.mov, method: acl, versionId: v1 }] }',
  },
  {
    name: 'a bucket with a customer managed key',
    answers: { GetBucketEncryption: encryption('aws:kms', KEY) },
    finds: [
      [
        'encryption',
        'warning',
        `The bucket encrypts by default with the KMS key ${KEY}, but zencoder.yaml has no kmsKeyArn.`,
      ],
    ],
  },
  {
    name: 'the same, but the file names the key by ARN or by ID',
    answers: { GetBucketEncryption: encryption('aws:kms', KEY.split('/')[1]) },
    bucket: `{ grants: [{ role: input-and-output }], kmsKeyArn: "${KEY}" }`,
  },
  {
    name: 'the same, but the file names another key',
    answers: { GetBucketEncryption: encryption('aws:kms', KEY) },
    bucket: `{ grants: [{ role: input-and-output }], kmsKeyArn: "${KEY.replace(/^(.*)1234abcd/, '$1abcdabcd')}" }`,
    finds: [['encryption', 'warning', 'but zencoder.yaml says arn:aws:kms:eu-central-1:111122223333:key/abcdabcd']],
  },
  {
    name: 'a customer managed key if Zencoder has no access to objects',
    answers: { GetBucketEncryption: encryption('aws:kms', KEY), GetBucketPolicy: policy(LOCATION) },
    bucket: '{ grants: [{ actions: [s3:GetBucketLocation] }] }',
  },
  {
    name: 'the AWS managed key, which is the default if no key is set',
    answers: { GetBucketEncryption: encryption('aws:kms') },
    finds: [['encryption', 'problem', 'The bucket encrypts by default with the AWS-managed key aws/s3.']],
    exitCode: 1,
  },
  {
    name: 'the AWS managed key by its alias, with objects by acl only',
    answers: {
      ...WITH_ACLS,
      GetBucketEncryption: encryption('aws:kms:dsse', 'arn:aws:kms:eu-central-1:111122223333:alias/aws/s3'),
    },
    bucket: '{ objects: [{ key: a.mov, method: acl }] }',
    finds: [['encryption', 'problem', 'AWS-managed key']],
    exitCode: 1,
  },
];

describe('Preflight', () => {
  it.each(CASES)('judges $name', async ({ answers, bucket = ALL, others = [OTHERS], finds = [], exitCode = 0 }) => {
    const row = await looked(answers, bucket, others);
    expect(row.findings.map(({ check, level, seen }) => [check, level, seen])).toEqual(
      finds.map(([check, level, seen]) => [check, level, expect.stringContaining(seen)]),
    );
    expect({ exitCode: row.exitCode, unknown: row.unknown }).toEqual({ exitCode, unknown: [] });
  });

  it('exits with 1 for warnings with --strict', async () => {
    aws.reset({ GetBucketPolicy: policy({ ...ON_OBJECTS, Action: 's3:*' }, ON_BUCKET) });
    expect((await preflight([], ALL)).exitCode).toBe(0);
    expect((await preflight(['--strict'], ALL)).exitCode).toBe(1);
  });

  it('exits with 3 if it cannot read any deciding fact, and names the missing permission', async () => {
    aws.reset({ GetBucketPolicy: refusal(403, 'AccessDenied') });
    const { exitCode, stdout } = await preflight([], ALL);
    expect(exitCode).toBe(3);
    expect(stdout).toContain('unknown: the policy of films (S3 answers 403 AccessDenied; needs s3:GetBucketPolicy)');
  });

  it('proposes the kmsKeyArn for the file, or the command that prints the ARN', async () => {
    const advice = async (key: string) => {
      aws.reset({ GetBucketEncryption: encryption('aws:kms', key) });
      const { stdout } = await preflight(['--json'], ALL);
      const [{ findings }] = JSON.parse(stdout) as [{ findings: [{ changes: [{ yaml?: string; command?: string }] }] }];
      return findings[0].changes[0];
    };
    expect(await advice(KEY)).toMatchObject({ yaml: `films:\n  kmsKeyArn: ${KEY}` });
    expect(await advice('alias/films')).toMatchObject({
      command: 'aws kms describe-key --key-id alias/films --query KeyMetadata.Arn --output text',
    });
  });

  it('does not guess whether an alias is the key in the file', async () => {
    const bucket = `{ grants: [{ role: input-and-output }], kmsKeyArn: "${KEY}" }`;
    const { findings, unknown } = await looked({ GetBucketEncryption: encryption('aws:kms', 'alias/films') }, bucket);
    expect({ findings, unknown }).toEqual({
      findings: [],
      unknown: [
        expect.objectContaining({ what: `whether alias/films is an alias of ${KEY}, the key in zencoder.yaml` }),
      ],
    });
  });

  it.each([
    ['GetObjectAcl', 'whether there is an object a.mov in films (GetObjectAcl)', 's3:GetObjectAcl'],
    ['HeadObject', 'whether there is an object b.mov in films (HeadObject)', 's3:GetObject'],
    ['GetBucketVersioning', 'whether films keeps versions (GetBucketVersioning)', 's3:GetBucketVersioning'],
    [
      'GetBucketEncryption',
      'whether films is encrypted with a KMS key (GetBucketEncryption)',
      's3:GetEncryptionConfiguration',
    ],
  ])('reports as unknown what it cannot read with %s', async (question, what, permission) => {
    const bucket = '{ objects: [{ key: a.mov, method: acl }, { key: b.mov, method: acl-copy }] }';
    const { findings, unknown, exitCode } = await looked(
      { ...WITH_ACLS, [question]: refusal(403, 'AccessDenied') },
      bucket,
    );
    expect({ findings, unknown, exitCode }).toEqual({
      findings: [],
      unknown: [expect.objectContaining({ what, permission })],
      exitCode: 0,
    });
  });

  it('reports what an organization can deny once for all buckets', async () => {
    const { stdout } = await preflight([], ALL);
    expect(stdout.match(/resource control policy/g)).toHaveLength(1);
    expect(stdout.match(/service control policy/g)).toHaveLength(1);
    const { stderr } = await preflight(['--json'], ALL);
    expect(stderr).toMatch(
      /^zencoder-s3: unknown: whether a resource control policy .*\n.* service control policy .*\n$/,
    );
  });

  it('reports no findings about facts that it cannot read', async () => {
    const denied = refusal(403, 'AccessDenied');
    const bucket = '{ grants: [{ role: input-and-output }], objects: [{ key: a.mov, method: acl-copy }] }';
    const row = await looked(
      { HeadBucket: denied, GetBucketLocation: denied, GetBucketOwnershipControls: denied },
      bucket,
    );
    expect(row.unknown.map(({ what }) => what)).toEqual([
      'the region of films',
      'whether ACLs are enabled in films, for the grants of 1 object in zencoder.yaml',
    ]);
    expect({ exitCode: row.exitCode, findings: row.findings }).toEqual({ exitCode: 0, findings: [] });
  });

  it('prints a table and the fixes below', async () => {
    aws.reset({ GetBucketPolicy: policy(...RECOMMENDED, OTHERS) });
    const setting = { files: files(ALL), columns: 80, environment: { NO_COLOR: '1' } };
    const { stdout, stderr } = await called(['preflight', '--endpoint-url', aws.endpoint], setting);
    expect(stderr).toBe('');
    expect(stdout.replaceAll(aws.endpoint, 'http://S3')).toMatchInlineSnapshot(`
      "bucket  stack  region        findings
      films   live   eu-central-1  1 problem

      films
        1. The apply would drop 1 existing statement: Statement[2] (Sid "Cdn"): Allow
           s3:GetObject for cloudfront.amazonaws.com.
           A bucket has one policy, and the new one replaces it without a warning.
           -> Keep what would be dropped: this command writes it to
              policies/films.json, and adds that file to zencoder.yaml:
                zencoder-s3 adopt films --stack live --endpoint-url http://S3
           Or: Write policies/films.json by hand with the statements below, and name
              that file in zencoder.yaml:
                films:
                  otherStatements: policies/films.json
           -> Add this statement to policies/films.json:
                {
                  "Sid": "Cdn",
                  "Effect": "Allow",
                  "Principal": { "Service": "cloudfront.amazonaws.com" },
                  "Action": "s3:GetObject",
                  "Resource": "arn:aws:s3:::films/*",
                  "Condition": { "StringEquals": { "AWS:SourceArn": "arn:aws:cloudfront::111122223333:distribution/E1" } }
                }

        unknown: whether a resource control policy of your AWS organization denies
           Zencoder access (only the management account or a delegated administrator
           can read these policies; needs organizations:ListPolicies)
           -> If you use AWS Organizations, list these policies with the credentials
              of such an account, and read each with DescribePolicy:
                aws organizations list-policies --filter RESOURCE_CONTROL_POLICY
        unknown: whether a service control policy of your AWS organization denies the
           principal that runs the apply (only the management account or a delegated
           administrator can read these policies; needs organizations:ListPolicies)
           -> If you use AWS Organizations, list these policies with the credentials
              of such an account, and read each with DescribePolicy:
                aws organizations list-policies --filter SERVICE_CONTROL_POLICY
      "
    `);
  });

  it('proposes lines that keep the existing statements', async () => {
    aws.reset({ GetBucketPolicy: policy(...RECOMMENDED, OTHERS) });
    const { stdout } = await preflight(['--json'], ALL);
    const [{ findings }] = JSON.parse(stdout) as [{ findings: [{ changes: { yaml?: string; statement?: object }[] }] }];
    const [, named, kept] = findings[0].changes;
    expect(named!.yaml).toBe('films:\n  otherStatements: policies/films.json');
    expect(await looked(aws.answers, ALL_AND_OTHERS, [kept!.statement!])).toMatchObject({ exitCode: 0, findings: [] });
  });

  it('proposes no statements with deleted users and roles', async () => {
    const deleted = { ...OTHERS, Principal: { AWS: ['AIDACKCEVSQ6C2EXAMPLE', '111122223333'] } };
    aws.reset({ GetBucketPolicy: policy(...RECOMMENDED, deleted) });
    const { stdout } = await preflight(['--json'], ALL);
    const [{ findings }] = JSON.parse(stdout) as [{ findings: [{ changes: [{ what: string; statement?: object }] }] }];
    expect(findings[0].changes.at(-1)).toEqual({
      what: 'Add this statement to policies/films.json; the deleted users and roles are left out',
      statement: { ...OTHERS, Principal: { AWS: '111122223333' } },
    });
  });

  it('reports a policy that is nested too deeply as unknown', async () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    const body = `{"Statement": [{"Effect": "Deny", "Principal": ${deep}, "Action": "*", "Resource": "*"}]}`;
    const { unknown, exitCode } = await looked({ GetBucketPolicy: { body } }, ALL);
    expect(unknown).toEqual([
      expect.objectContaining({
        why: 'the policy that the server returns is nested more than 100 levels deep',
        decides: true,
      }),
    ]);
    expect(exitCode).toBe(3);
  });

  it('checks only the given buckets, and rejects unknown ones', async () => {
    expect((await preflight(['films'], ALL)).exitCode).toBe(0);
    const { exitCode, stderr } = await preflight(['film'], ALL);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: 'zencoder-s3: zencoder.yaml: there is no bucket "film"; the file has films; did you mean "films"?\n',
    });
    expect(aws.asked.filter(({ bucket }) => bucket === 'film')).toEqual([]);
  });

  it('proposes a command that keeps the existing statements too', async () => {
    aws.reset({ GetBucketPolicy: policy(...RECOMMENDED, OTHERS) });
    const preflightOfFile = ['preflight', '--file', 'my zencoder.yaml', '--endpoint-url', aws.endpoint];
    await calledIn(
      { 'my zencoder.yaml': files(ALL)['zencoder.yaml'] },
      [...preflightOfFile, '--json'],
      async (outcome) => {
        const [{ findings }] = JSON.parse(outcome.stdout) as [{ findings: [{ changes: [{ command: string }] }] }];
        const { command } = findings[0].changes[0];
        expect(command).toBe(
          `zencoder-s3 adopt films --stack live --file 'my zencoder.yaml' --endpoint-url ${aws.endpoint}`,
        );
        const args = command.replace("'my zencoder.yaml'", 'my_zencoder.yaml').split(' ').slice(1);
        const adopted = await calledHere(args.map((word) => word.replace('my_', 'my ')));
        expect(adopted).toMatchObject({ exitCode: 0 });
        expect(await calledHere(preflightOfFile)).toMatchObject({ exitCode: 0 });
      },
    );
  });

  it('exits with 2 if the file does not exist', async () => {
    expect(await called(['preflight', '--file', 'none.yaml'])).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: 'zencoder-s3: none.yaml: there is no such file\n',
    });
  });

  it('reports all errors of the file before it sends a request', async () => {
    const { exitCode, stderr } = await preflight([], '{ grants: [{ role: inptu }] }');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('unknown role "inptu"');
    expect(aws.asked).toEqual([]);
  });
});
