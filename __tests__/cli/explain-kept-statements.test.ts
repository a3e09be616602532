import fc from 'fast-check';
import type { BucketConfig, StackConfig } from '../../lib/config/format';
import { sentence } from '../../lib/explain/change-sentences';
import { type ExplainedRight, explanation } from '../../lib/explain/explanation';
import { fileChanges } from '../../lib/explain/file-changes';
import { ZencoderObjectMethod, ZencoderPermission } from '../../lib/grants/object-access';
import { BucketPolicy } from '../../lib/iam/bucket-policy';
import { BucketPolicyOutcome } from '../../lib/iam/decision';
import { Zencoder, ZencoderAction, ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { BUCKET, deny, denyIf, OBJECTS, type Statement, ZENCODER } from '../judgement/cases/kept-case';
import { called } from '../support/cli';

const { OUTPUT, INPUT } = ZencoderRole;
const policyText = (...statements: readonly Statement[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
const keeping = (...statements: readonly Statement[]) => ({ otherStatements: policyText(...statements) });

function explainedBy(bucket: BucketConfig, more: Partial<StackConfig> = {}) {
  return explanation({ stacks: { live: { buckets: { films: bucket }, ...more } } });
}

describe('The warnings of explain about wide access', () => {
  const everywhere: BucketConfig = { grants: [{ role: OUTPUT }] };
  const wide = (...statements: readonly Statement[]) =>
    explainedBy({ ...everywhere, ...keeping(...statements) }).warnings.map(({ message }) => message);

  it('ignore access that a kept statement denies', () => {
    expect(wide()).toHaveLength(2);
    expect(wide(deny({ Action: ['s3:PutObject', 's3:PutObjectAcl'] }))).toEqual([]);
    expect(wide(deny({ Action: 's3:PutObjectAcl' }))).toEqual([
      'Zencoder can write to films, the whole bucket; to limit that, set prefixes or keys',
      'Zencoder can write to films without an end date; to set one, use expires',
    ]);
  });

  it('include access that a kept statement denies in part', () => {
    expect(wide(deny({ Action: 's3:Put*', Resource: `${BUCKET}/secret/*` }))).toHaveLength(2);
  });
});

describe('Access by an ACL that a kept statement denies', () => {
  const acl = (members: Partial<BucketConfig> = {}) =>
    explainedBy({
      grants: [{ role: INPUT, prefixes: ['in/'] }],
      objects: [
        { key: 'a.mp4', method: ZencoderObjectMethod.ACL, permissions: [ZencoderPermission.FULL_CONTROL] },
        { key: 'b.mp4', method: ZencoderObjectMethod.ACL_COPY },
      ],
      ...members,
    });

  it('is listed as refused with a warning, and not as a right', () => {
    const { buckets, warnings } = acl(keeping(deny({ Resource: `${BUCKET}/a.mp4` })));
    expect(buckets[0]!.refused).toMatchObject([
      { by: 'acl', actions: ['s3:GetObject'], permissions: ['READ'], refusedBy: [{ statement: 0, sid: 'Closed' }] },
    ]);
    expect(buckets[0]!.rights.find(({ by }) => by === 'acl')).toMatchObject({ permissions: ['READ_ACP', 'WRITE_ACP'] });
    expect(warnings).toEqual([
      {
        kind: 'refused',
        about: 'films',
        message: `Statement[0] (Sid "Closed") in the policy of films denies Zencoder every request for s3:GetObject (allowed by objects[0]); to exempt Zencoder, put "StringNotEquals": {"aws:PrincipalAccount":"${ZENCODER}"} into its Condition, or keep it on purpose: acceptedDenies: ["Closed"]`,
      },
    ]);
  });

  it('has no warning if the Deny is in acceptedDenies', () => {
    const { buckets, warnings } = acl({
      ...keeping(deny({ Resource: `${BUCKET}/a.mp4` })),
      acceptedDenies: ['Closed'],
    });
    expect(buckets[0]!.refused).toMatchObject([{ refusedBy: [{ accepted: true }] }]);
    expect(warnings).toEqual([]);
  });

  it('is checked for the account of the ACL, not for the account of the policy', () => {
    const other = { zencoder: { accountId: '123456789012' } };
    const statement = deny({ Principal: { AWS: '123456789012' }, Resource: `${BUCKET}/*.mp4` });
    expect(acl({ ...keeping(statement), ...other }).buckets[0]!.refused).toBeUndefined();
  });
});

describe('Access of a user in the file that a kept statement denies', () => {
  const users = { zencoder: { grants: [{ bucket: 'films', role: INPUT, prefixes: ['in/', 'more/'] }] } };
  const ofUser = (statement: Statement, members: Partial<BucketConfig> = {}) => {
    const bucket = { grants: [{ role: INPUT, prefixes: ['other/'] }], ...keeping(statement), ...members };
    const { users: explained, warnings } = explainedBy(bucket, { users });
    return { user: explained[0]!, warnings };
  };
  const inFolders = deny({ Resource: [`${BUCKET}/in/*`, `${BUCKET}/more/*`] });

  it('is listed as refused with a warning if the Deny is for everybody without a condition', () => {
    const { user, warnings } = ofUser(inFolders);
    expect(user.refused).toMatchObject([{ actions: ['s3:GetObject'], refusedBy: [{ statement: 0, sid: 'Closed' }] }]);
    expect(user.rights.map(({ actions }) => actions)).toEqual([
      ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'],
    ]);
    expect(warnings).toEqual([
      {
        kind: 'refused',
        about: 'user zencoder',
        message:
          'Statement[0] (Sid "Closed") in the policy of films denies the user zencoder every request for s3:GetObject (allowed by grants[0]); limit its Principal to the intended principals, or keep it on purpose: acceptedDenies: ["Closed"]',
      },
    ]);
  });

  it('is listed as refused without a warning if it is only a part or accepted', () => {
    const part = ofUser(deny({ Resource: `${BUCKET}/in/*` }));
    expect(part.user.refused).toMatchObject([{ where: [{ kind: 'prefix', prefix: 'in/' }] }]);
    expect(part.warnings).toEqual([]);
    expect(ofUser(inFolders, { acceptedDenies: ['Closed'] }).warnings).toEqual([]);
  });

  it.each([
    ['denies another account', deny({ Principal: { AWS: ZENCODER } })],
    [
      'has a condition, since nothing is known of the account',
      denyIf('StringNotEquals', 'aws:PrincipalAccount', '111122223333'),
    ],
  ])('is not reported if the statement %s', (_, statement) => {
    expect(ofUser(statement).user.refused).toBeUndefined();
  });
});

describe('In explain, a bucket with only refused access', () => {
  const files = {
    'zencoder.yaml':
      'stacks: { live: { buckets: { films: { grants: [ { role: input, expires: 2099-01-01T00:00:00Z } ], otherStatements: films.json } } } }',
    'films.json': policyText(deny({ Action: 's3:*', Resource: [BUCKET, OBJECTS] })),
  };

  it('has its title and no rows', async () => {
    const { exitCode, stdout } = await called(['explain'], { files });
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      [
        '  can  until  TLS  where',
        '',
        'films (live, region of the provider)',
        '  denied by Statement[0] (Sid "Closed"): read, the whole bucket (GetObject)',
        '  denied by Statement[0] (Sid "Closed"): ask for the region, list uploads, the bucket itself (GetBucketLocation, ListBucketMultipartUploads)',
        '  1 statement of other principals is kept, from films.json',
        '',
      ].join('\n'),
    );
  });

  it.each([60, 100])('fits into %d columns', async (columns) => {
    const { stdout } = await called(['explain'], { files, columns, environment: { NO_COLOR: '1' } });
    expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(columns);
    expect(stdout).toContain('denied by Statement[0] (Sid "Closed")');
  });
});

describe('explain --against, with kept statements,', () => {
  const changed = (before: BucketConfig, after: BucketConfig) =>
    fileChanges(
      { stacks: { live: { buckets: { films: before } } } },
      { stacks: { live: { buckets: { films: after } } } },
    );
  const reported = (before: BucketConfig, after: BucketConfig) =>
    changed(before, after).map((change) => [change.direction, sentence(change)]);
  const narrow: BucketConfig = { grants: [{ actions: [ZencoderAction.GET_OBJECT], prefixes: ['in/'] }] };
  const wider: BucketConfig = {
    grants: [{ actions: [ZencoderAction.GET_OBJECT], prefixes: ['in/', 'more/', 'out/'] }],
  };

  it.each([
    ['an action in another case', deny(), deny({ Action: 'S3:getobject' })],
    [
      'the number of an account in place of its ARN',
      deny({ Principal: { AWS: '111122223333' } }),
      deny({ Principal: { AWS: 'arn:aws:iam::111122223333:root' } }),
    ],
    ['a list of one', deny(), deny({ Resource: [OBJECTS] })],
    ['another Sid', deny(), deny({ Sid: 'Other' })],
  ])('reports nothing for %s', async (_, before, after) => {
    const file = (name: string) =>
      `stacks: { live: { buckets: { films: { grants: [ { role: input } ], otherStatements: ${name} } } } }`;
    const files = {
      'old.yaml': file('old.json'),
      'zencoder.yaml': file('new.json'),
      'old.json': policyText(before),
      'new.json': policyText(after),
    };
    const { exitCode, stdout } = await called(['explain', '--against', 'old.yaml', '--fail-on-widening'], { files });
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: 'Nothing changes: the file allows the same as old.yaml\n',
    });
  });

  it('reports a removed Deny once, as opening', () => {
    expect(reported({ ...narrow, ...keeping(deny()) }, narrow)).toEqual([
      ['opens', 'A statement of other principals is dropped: Deny Closed'],
    ]);
  });

  it('reports nothing if a Deny becomes accepted', () => {
    const before = { ...narrow, ...keeping(deny()) };
    expect(reported(before, { ...before, acceptedDenies: ['Closed'] })).toEqual([]);
  });

  it('marks as denied only the opened access that a kept statement denies', () => {
    const kept = keeping(deny({ Resource: `${BUCKET}/more/*` }));
    expect(reported({ ...narrow, ...kept }, { ...wider, ...kept })).toEqual([
      ['opens', 'Zencoder can now read from films below out/ (GetObject)'],
      [
        'opens',
        'Zencoder could now read from films below more/, but Statement[0] (Sid "Closed") denies it (GetObject)',
      ],
    ]);
    expect(changed({ ...narrow, ...kept }, { ...wider, ...kept })[1]).toMatchObject({
      refusedBy: [{ statement: 0, sid: 'Closed', accepted: false }],
    });
  });

  it('reports access of a user as denied if the bucket policy denies everybody', () => {
    const file = (prefixes: string[]) => ({
      stacks: {
        live: {
          buckets: {
            films: { grants: [{ role: INPUT, prefixes: ['a/'] }], ...keeping(deny({ Resource: `${BUCKET}/more/*` })) },
          },
          users: { zencoder: { grants: [{ bucket: 'films', actions: [ZencoderAction.GET_OBJECT], prefixes }] } },
        },
      },
    });
    expect(fileChanges(file(['in/']), file(['in/', 'more/'])).map((change) => sentence(change))).toEqual([
      'The user zencoder could now read from films below more/, but Statement[0] (Sid "Closed") denies it (GetObject)',
    ]);
  });
});

describe('For random Deny statements and grants, explain', () => {
  const name = fc.constantFrom('in/', 'in/a', 'in/secret/', 'out/', 'b');
  const grant = fc.record(
    {
      role: fc.constantFrom(...Object.values(ZencoderRole)),
      prefixes: fc.uniqueArray(name, { minLength: 1, maxLength: 2 }),
      keys: fc.uniqueArray(name, { minLength: 1, maxLength: 2 }),
    },
    { requiredKeys: ['role'] },
  );
  const condition = fc.constantFrom(
    {},
    { StringNotEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } },
    { StringNotEquals: { 'aws:PrincipalAccount': ['111122223333', ZENCODER] } },
    { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
    { Bool: { 'aws:SecureTransport': 'false' } },
  );
  const statement = fc.record({
    Effect: fc.constant('Deny'),
    Principal: fc.constantFrom('*', { AWS: ZENCODER }, { AWS: '111122223333' }),
    Action: fc.constantFrom('*', 's3:*', 's3:get*', 's3:PutObject', 's3:GetBucketLocation'),
    Resource: fc.constantFrom('*', BUCKET, OBJECTS, `${BUCKET}/in/*`, `${BUCKET}/in/secret/*`, `${BUCKET}/b`),
    Condition: condition,
  });

  it('lists as refused what the policy denies, and everything else as a right', () => {
    fc.assert(
      fc.property(grant, fc.array(statement, { minLength: 1, maxLength: 3 }), (one, statements) => {
        const bucket = { grants: [one], ...keeping(...statements) };
        const { rights, refused = [] } = explainedBy(bucket).buckets[0]!;
        expect(pieces([...rights, ...refused])).toEqual(pieces(explainedBy({ grants: [one] }).buckets[0]!.rights));
        const policy = BucketPolicy.parse(bucket.otherStatements);
        for (const piece of pieces(refused)) {
          expect(outcomesOf(policy, piece)).toEqual([BucketPolicyOutcome.DENIED, BucketPolicyOutcome.DENIED]);
        }
        for (const piece of pieces(rights)) {
          expect(outcomesOf(policy, piece)).not.toEqual([BucketPolicyOutcome.DENIED, BucketPolicyOutcome.DENIED]);
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** The pairs of an action and a place. */
function pieces(rights: readonly ExplainedRight[]): string[] {
  return rights
    .flatMap(({ actions, where }) => actions.flatMap((action) => where.map((scope) => JSON.stringify([action, scope]))))
    .sort();
}

/** What a policy says to Zencoder of two objects of a place; of the bucket twice. */
function outcomesOf(policy: BucketPolicy, piece: string): BucketPolicyOutcome[] {
  const [action, { kind, prefix, key }] = JSON.parse(piece) as [
    string,
    { kind: string; prefix?: string; key?: string },
  ];
  return ['zz', 'yy/z'].map((end) => {
    const object = kind === 'prefix' ? `${prefix}${end}` : key;
    return policy.decide({
      action,
      bucket: 'films',
      ...(kind === 'bucket' ? {} : { key: object }),
      context: { 'aws:SecureTransport': ['true'], 'aws:PrincipalOrgID': ['o-zencoderzz'] },
      accountId: Zencoder.ACCOUNT_ID,
    }).outcome;
  });
}
