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

describe('A warning of what is wide', () => {
  const everywhere: BucketConfig = { grants: [{ role: OUTPUT }] };
  const wide = (...statements: readonly Statement[]) =>
    explainedBy({ ...everywhere, ...keeping(...statements) }).warnings.map(({ message }) => message);

  it('does not count what a kept statement refuses', () => {
    expect(wide()).toHaveLength(2);
    expect(wide(deny({ Action: ['s3:PutObject', 's3:PutObjectAcl'] }))).toEqual([]);
    expect(wide(deny({ Action: 's3:PutObjectAcl' }))).toEqual([
      'Zencoder can write to films, the whole bucket; to limit that, set prefixes or keys',
      'Zencoder can write to films without an end date; to set one, use expires',
    ]);
  });

  it('counts what is refused in part only', () => {
    expect(wide(deny({ Action: 's3:Put*', Resource: `${BUCKET}/secret/*` }))).toHaveLength(2);
  });
});

describe('What a kept statement denies an ACL', () => {
  const acl = (members: Partial<BucketConfig> = {}) =>
    explainedBy({
      grants: [{ role: INPUT, prefixes: ['in/'] }],
      objects: [
        { key: 'a.mp4', method: ZencoderObjectMethod.ACL, permissions: [ZencoderPermission.FULL_CONTROL] },
        { key: 'b.mp4', method: ZencoderObjectMethod.ACL_COPY },
      ],
      ...members,
    });

  it('is refused, warned of and no right', () => {
    const { buckets, warnings } = acl(keeping(deny({ Resource: `${BUCKET}/a.mp4` })));
    expect(buckets[0]!.refused).toMatchObject([
      { by: 'acl', actions: ['s3:GetObject'], permissions: ['READ'], refusedBy: [{ statement: 0, sid: 'Closed' }] },
    ]);
    expect(buckets[0]!.rights.find(({ by }) => by === 'acl')).toMatchObject({ permissions: ['READ_ACP', 'WRITE_ACP'] });
    expect(warnings).toEqual([
      {
        kind: 'refused',
        about: 'films',
        message: `Statement[0] (Sid "Closed") in the policy of films denies Zencoder every request for s3:GetObject, which objects[0] allows; to exempt Zencoder, put "StringNotEquals": {"aws:PrincipalAccount":"${ZENCODER}"} into its Condition, or keep it on purpose: acceptedDenies: ["Closed"]`,
      },
    ]);
  });

  it('is no warning where it is accepted', () => {
    const { buckets, warnings } = acl({
      ...keeping(deny({ Resource: `${BUCKET}/a.mp4` })),
      acceptedDenies: ['Closed'],
    });
    expect(buckets[0]!.refused).toMatchObject([{ refusedBy: [{ accepted: true }] }]);
    expect(warnings).toEqual([]);
  });

  it('is that of the account of the ACL, whatever account the policy is for', () => {
    const other = { zencoder: { accountId: '123456789012' } };
    const statement = deny({ Principal: { AWS: '123456789012' }, Resource: `${BUCKET}/*.mp4` });
    expect(acl({ ...keeping(statement), ...other }).buckets[0]!.refused).toBeUndefined();
  });
});

describe('What a kept statement denies a user of the file', () => {
  const users = { zencoder: { grants: [{ bucket: 'films', role: INPUT, prefixes: ['in/', 'more/'] }] } };
  const ofUser = (statement: Statement, members: Partial<BucketConfig> = {}) => {
    const bucket = { grants: [{ role: INPUT, prefixes: ['other/'] }], ...keeping(statement), ...members };
    const { users: explained, warnings } = explainedBy(bucket, { users });
    return { user: explained[0]!, warnings };
  };
  const inFolders = deny({ Resource: [`${BUCKET}/in/*`, `${BUCKET}/more/*`] });

  it('is refused and warned of where it denies everybody without a condition', () => {
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
          'Statement[0] (Sid "Closed") in the policy of films denies the user zencoder every request for s3:GetObject, which grants[0] allows; limit its Principal to the intended principals, or keep it on purpose: acceptedDenies: ["Closed"]',
      },
    ]);
  });

  it('is refused without a warning where it is a part, or accepted', () => {
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
  ])('is not reported where it %s', (_, statement) => {
    expect(ofUser(statement).user.refused).toBeUndefined();
  });
});

describe('A bucket of which everything is refused', () => {
  const files = {
    'zencoder.yaml':
      'stacks: { live: { buckets: { films: { grants: [ { role: input, expires: 2099-01-01T00:00:00Z } ], otherStatements: films.json } } } }',
    'films.json': policyText(deny({ Action: 's3:*', Resource: [BUCKET, OBJECTS] })),
  };

  it('has its title, and no line that says what Zencoder can do', async () => {
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

describe('A change of the file beside kept statements', () => {
  const changed = (before: BucketConfig, after: BucketConfig) =>
    fileChanges(
      { stacks: { live: { buckets: { films: before } } } },
      { stacks: { live: { buckets: { films: after } } } },
    );
  const told = (before: BucketConfig, after: BucketConfig) =>
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
  ])('is nothing for %s', async (_, before, after) => {
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

  it('opens where a Deny goes, which is told once', () => {
    expect(told({ ...narrow, ...keeping(deny()) }, narrow)).toEqual([
      ['opens', 'A statement of other principals is dropped: Deny Closed'],
    ]);
  });

  it('is nothing where a Deny is accepted', () => {
    const before = { ...narrow, ...keeping(deny()) };
    expect(told(before, { ...before, acceptedDenies: ['Closed'] })).toEqual([]);
  });

  it('opens what is granted and refused too, and says so of that alone', () => {
    const kept = keeping(deny({ Resource: `${BUCKET}/more/*` }));
    expect(told({ ...narrow, ...kept }, { ...wider, ...kept })).toEqual([
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

  it('opens for a user what the policy of the bucket denies everybody', () => {
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

describe('Whatever statements deny beside a grant', () => {
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

  it('is refused where the policy denies it, and the rest are the rights that there were', () => {
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

/** Each action in each place. */
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
