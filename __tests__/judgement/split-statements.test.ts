import { splitStatements, statementWords, withoutEquivalent } from '../../lib/judgement/split-statements';
import type { Json, JsonObject } from '../../lib/messages/json';
import { Zencoder } from '../../lib/zencoder/account-and-roles';

const NEXT = { accountId: '111122223333', canonicalUserId: 'c'.repeat(64) };
const ZENCODER = { accountId: Zencoder.ACCOUNT_ID, canonicalUserId: Zencoder.CANONICAL_USER_ID, also: [NEXT] };
const ROOT = 'arn:aws:iam::395540211253:root';
const USER = 'arn:aws:iam::395540211253:user/a';
const EDITORS = 'arn:aws:iam::444455556666:root';

const allow = (members: JsonObject): JsonObject => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::films/*',
  ...members,
});
const forAccounts = (operator: string, ...ids: string[]) =>
  allow({ Principal: '*', Condition: { [operator]: { 'aws:PrincipalAccount': ids } } });
const policy = (statements: Json, Version = '2012-10-17'): JsonObject => ({ Version, Statement: statements });

/** The parts of a statement: that for Zencoder, and that for others. */
function partsOf(statement: JsonObject) {
  const parts = splitStatements(policy([statement]), ZENCODER);
  const [own, ...more] = parts.filter(({ isForZencoder }) => isForZencoder).map((part) => part.statement);
  const [others, ...rest] = parts.filter(({ isForZencoder }) => !isForZencoder).map((part) => part.statement);
  expect([...more, ...rest]).toEqual([]);
  return { own, others };
}

describe('A statement of the current policy', () => {
  const NEXT_ROOT = 'arn:aws:iam::111122223333:root';
  const OURS = { Sid: 'ZencoderRead1a5e952a', Effect: 'Deny', Principal: '*' };

  it.each<[what: string, statement: JsonObject, own: JsonObject | undefined, others: JsonObject | undefined]>([
    ['with a Sid of this library is for Zencoder as a whole', OURS, OURS, undefined],
    [
      'for Zencoder is the part of Zencoder, with the name that AWS shows',
      allow({ Principal: { AWS: Zencoder.ACCOUNT_ID } }),
      allow({ Principal: { AWS: ROOT } }),
      undefined,
    ],
    [
      'for two accounts of Zencoder names both',
      allow({ Principal: { AWS: ROOT, CanonicalUser: NEXT.canonicalUserId } }),
      allow({ Principal: { AWS: [NEXT_ROOT, ROOT] } }),
      undefined,
    ],
    [
      'for a user of Zencoder remains a statement for that user',
      allow({ Principal: { AWS: [USER, EDITORS] } }),
      allow({ Principal: { AWS: [USER] } }),
      allow({ Principal: { AWS: [EDITORS] } }),
    ],
    [
      'for both is split',
      allow({ Principal: { AWS: [ROOT, EDITORS] } }),
      allow({ Principal: { AWS: ROOT } }),
      allow({ Principal: { AWS: [EDITORS] } }),
    ],
    ['for others is theirs', allow({ Principal: { AWS: EDITORS } }), undefined, allow({ Principal: { AWS: EDITORS } })],
    ['for nobody is left out', allow({ Principal: {} }), undefined, undefined],
    [
      'with NotPrincipal is for other principals',
      allow({ NotPrincipal: { AWS: ROOT } }),
      undefined,
      allow({ NotPrincipal: { AWS: ROOT } }),
    ],
    [
      'that denies is for other principals, even if it names Zencoder',
      { ...allow({ Principal: { AWS: ROOT } }), Effect: 'Deny' },
      undefined,
      { ...allow({ Principal: { AWS: ROOT } }), Effect: 'Deny' },
    ],
    [
      'for everybody of the account is for Zencoder',
      forAccounts('StringEquals', Zencoder.ACCOUNT_ID),
      allow({ Principal: { AWS: ROOT } }),
      undefined,
    ],
    [
      'for everybody of several accounts is split by its condition',
      forAccounts('StringEquals', Zencoder.ACCOUNT_ID, '444455556666'),
      allow({ Principal: { AWS: ROOT } }),
      forAccounts('StringEquals', '444455556666'),
    ],
    [
      'whose condition also allows requests without an account is for other principals',
      forAccounts('StringEqualsIfExists', Zencoder.ACCOUNT_ID),
      undefined,
      forAccounts('StringEqualsIfExists', Zencoder.ACCOUNT_ID),
    ],
    [
      'whose condition names a user of Zencoder does not change',
      allow({ Principal: '*', Condition: { ArnEquals: { 'aws:PrincipalArn': USER } } }),
      allow({ Principal: '*', Condition: { ArnEquals: { 'aws:PrincipalArn': USER } } }),
      undefined,
    ],
  ])('%s', (_, statement, own, others) => {
    expect(partsOf(statement)).toEqual({ own, others });
  });

  it('has its index, and members that are not statements are omitted', () => {
    const statements = splitStatements(
      policy([null, 'x', allow({ Sid: 'Both', Principal: { AWS: [ROOT, EDITORS] } })]),
      ZENCODER,
    );
    expect(statements.map(({ index, isForZencoder, words }) => [index, isForZencoder, words])).toEqual([
      [2, true, `Statement[2] (Sid "Both"): Allow s3:GetObject for ${ROOT}`],
      [2, false, `Statement[2] (Sid "Both"): Allow s3:GetObject for ${EDITORS}`],
    ]);
  });

  it('is converted to the current version of the language', () => {
    const Resource = 'arn:aws:s3:::films/${aws:username}';
    const [of2008, of2012] = ['2008-10-17', '2012-10-17'].map((version) =>
      splitStatements(policy(allow({ Principal: { AWS: EDITORS }, Resource }), version), ZENCODER).map(
        ({ statement }) => statement.Resource,
      ),
    );
    expect(of2008).toEqual(['arn:aws:s3:::films/${$}{aws:username}']);
    expect(of2012).toEqual([Resource]);
    const { Version: _, ...unversioned } = policy(allow({ Principal: { AWS: EDITORS }, Resource }));
    expect(splitStatements(unversioned, ZENCODER)[0]!.statement.Resource).toBe(of2008![0]);
  });

  it('is kept without deleted users, and is not kept if it names only these', () => {
    const keptOf = (AWS: Json) =>
      splitStatements(policy([allow({ Principal: { AWS } })]), ZENCODER).map(({ kept }) => kept?.Principal);
    expect(keptOf(['AIDAJQABLZS4A3QDU576Q', EDITORS])).toEqual([{ AWS: EDITORS }]);
    expect(keptOf('AIDAJQABLZS4A3QDU576Q')).toEqual([undefined]);
  });
});

it.each<[members: JsonObject, words: string]>([
  [{ Principal: '*' }, 'Allow s3:GetObject for everybody'],
  [{ Principal: { AWS: '*' } }, 'Allow s3:GetObject for everybody'],
  [{ NotPrincipal: { AWS: ROOT } }, `Allow s3:GetObject for everybody except ${ROOT}`],
  [{ Principal: { AWS: ['a', 'b'], Service: 'c' } }, 'Allow s3:GetObject for a, b and 1 more'],
  [{ Principal: { AWS: ['a', 'b'] } }, 'Allow s3:GetObject for a, b'],
  [{ Principal: '*', Action: ['s3:A', 's3:B', 's3:C', 's3:D'] }, 'Allow s3:A, s3:B and 2 more for everybody'],
  [{ Principal: '*', Action: [7, { a: 1 }] }, 'Allow 7, {\\"a\\":1} for everybody'],
])('A statement with %j has this summary: %s', (members, words) => {
  expect(statementWords(allow(members), 0)).toBe(`Statement[0]: ${words}`);
});

it('The summary of a statement with NotAction names the excluded actions', () => {
  const { Action: _, ...statement } = allow({ Principal: '*', NotAction: 's3:GetObject' });
  expect(statementWords(statement, 1)).toBe('Statement[1]: Allow all actions except s3:GetObject for everybody');
});

it('A statement is missing if no other statement has the same meaning; deleted users are ignored', () => {
  const [one, deleted] = [
    allow({ Principal: { AWS: EDITORS } }),
    allow({ Principal: { AWS: [EDITORS, 'AIDAJQABLZS4A3QDU576Q'] } }),
  ];
  const onlyDeleted = allow({ Principal: { AWS: 'AIDAJQABLZS4A3QDU576Q' } });
  const left = (live: JsonObject, ...others: Json[]) =>
    withoutEquivalent(splitStatements(policy([live]), ZENCODER), others).map(({ statement }) => statement);
  expect(left(one, { ...one, Sid: 'A' }, 'x')).toEqual([]);
  expect(left(deleted, one)).toEqual([]);
  expect(left(one, deleted)).toEqual([]);
  expect(left(onlyDeleted, onlyDeleted)).toEqual([]);
  expect(left(onlyDeleted, one)).toEqual([onlyDeleted]);
  expect(left(one, allow({ Principal: '*' }), null)).toEqual([one]);
});
