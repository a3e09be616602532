import { BucketPolicy } from '../../lib/iam/bucket-policy';
import { BucketPolicyOutcome, BucketPolicyRole } from '../../lib/iam/decision';
import { identityOf } from '../../lib/zencoder/another-zencoder';

const READ = { ...identityOf(), action: 's3:GetObject', bucket: 'films', key: 'in/a.mp4' };
const ALLOW = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::films/*' };
const DENY = { ...ALLOW, Effect: 'Deny', Sid: 'No' };
const WITHOUT_TLS = { Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
const UNTIL = { Condition: { DateLessThan: { 'aws:CurrentTime': '2027-06-30T00:00:00Z' } } };

const parsed = (Statement: unknown, Version?: unknown) => BucketPolicy.parse(JSON.stringify({ Version, Statement }));

describe('A text that is not a policy', () => {
  test.each([
    ['{', 'is not JSON; give a bucket policy document'],
    ['[]', 'is not a policy document: give a JSON object with Statement'],
    ['"Statement"', 'is not a policy document: give a JSON object with Statement'],
    ['{"Version":"2012-10-17"}', 'is not a policy document: give a JSON object with Statement'],
  ])('is refused: %s', (json, message) => {
    expect(() => BucketPolicy.parse(json)).toThrow(new Error(message));
  });
});

describe('A decision lists its statements', () => {
  const { ALLOWS, DENIES, MAY_ALLOW, MAY_DENY, MAY_ALLOW_OR_DENY, NEARLY_ALLOWS } = BucketPolicyRole;

  test.each<[name: string, statements: object[], led: object[]]>([
    [
      'all that allow',
      [ALLOW, { ...ALLOW, ...UNTIL }, ALLOW],
      [
        { index: 0, role: ALLOWS },
        { index: 2, role: ALLOWS },
      ],
    ],
    ['all that deny', [ALLOW, DENY, { ...DENY, ...WITHOUT_TLS }], [{ index: 1, sid: 'No', role: DENIES }]],
    [
      'those that allow and that may deny',
      [{ ...DENY, ...WITHOUT_TLS }, ALLOW, { ...ALLOW, ...UNTIL }],
      [
        { index: 0, role: MAY_DENY, dependsOn: [expect.objectContaining({ when: 'aws:SecureTransport is "false"' })] },
        { index: 1, role: ALLOWS },
      ],
    ],
    [
      'those that may allow',
      [
        { ...ALLOW, ...UNTIL },
        { ...ALLOW, Action: 's3:PutObject' },
      ],
      [
        {
          index: 0,
          role: MAY_ALLOW,
          dependsOn: [expect.objectContaining({ when: 'aws:CurrentTime is before "2027-06-30T00:00:00Z"' })],
        },
      ],
    ],
    [
      'one without an effect',
      [{ ...ALLOW, Effect: undefined }],
      [{ index: 0, role: MAY_ALLOW_OR_DENY, dependsOn: [] }],
    ],
    [
      'those that nearly allow',
      [
        { ...DENY, ...WITHOUT_TLS },
        { ...ALLOW, Action: 's3:PutObject' },
      ],
      [{ index: 1, role: NEARLY_ALLOWS, against: [expect.objectContaining({ element: 'Action' })] }],
    ],
    ['none', [{ ...ALLOW, Action: 's3:PutObject', Principal: { AWS: '111122223333' } }], []],
  ])('for example %s', (_, statements, led) => {
    expect(parsed(statements, '2012-10-17').decide(READ).statements).toEqual(
      led.map((one) => expect.objectContaining(one)),
    );
  });

  test('with the conditions that are met', () => {
    const { statements } = parsed([{ ...ALLOW, ...UNTIL }]).decide({
      ...READ,
      context: { 'AWS:currenttime': ['2027-01-01T00:00:00Z'] },
    });
    expect(statements[0]!.because).toEqual(['aws:CurrentTime is before "2027-06-30T00:00:00Z"']);
  });
});

describe('The description of a statement', () => {
  const WRITTEN = 's3:GetObject on arn:aws:s3:::films/in/a.mp4';
  const UNLESS = { StringNotEquals: { 'aws:Referer': 'a' } };
  const BOTH = { ...UNLESS, Bool: { 'aws:SecureTransport': 'false' } };

  test.each<[name: string, statement: Readonly<Record<string, unknown>>, words: string]>([
    ['an Allow', ALLOW, `Statement[0] allows ${WRITTEN}`],
    ['a Deny', DENY, `Statement[0] (Sid "No") denies ${WRITTEN}`],
    [
      'an Allow with a condition',
      { ...ALLOW, Condition: UNLESS },
      `Statement[0] allows ${WRITTEN} only if aws:Referer is not "a"`,
    ],
    [
      'a Deny with a condition',
      { ...DENY, Condition: UNLESS },
      `Statement[0] (Sid "No") denies ${WRITTEN} unless aws:Referer is "a"`,
    ],
    [
      'an Allow with two conditions',
      { ...ALLOW, Condition: BOTH },
      `Statement[0] allows ${WRITTEN} only if aws:Referer is not "a", and if aws:SecureTransport is "false"`,
    ],
    [
      'a Deny with two conditions',
      { ...DENY, Condition: BOTH },
      `Statement[0] (Sid "No") denies ${WRITTEN} if aws:Referer is not "a", and if aws:SecureTransport is "false"`,
    ],
    [
      'one without an effect',
      { ...ALLOW, Effect: undefined },
      `Statement[0] may allow or deny ${WRITTEN}; its Effect is missing`,
    ],
    [
      'one with another effect, and a condition',
      { ...ALLOW, Effect: 'Maybe', Condition: UNLESS },
      `Statement[0] may allow or deny ${WRITTEN} if aws:Referer is not "a"; its Effect "Maybe" is not understood`,
    ],
    ['one that nearly allows', { ...ALLOW, Action: 's3:PutObject' }, `Statement[0] allows ${WRITTEN}`],
  ])('%s', (_, statement, words) => {
    const beside = statement.Effect === 'Deny' ? [ALLOW] : [];
    expect(parsed([statement, ...beside], '2012-10-17').decide(READ).statements[0]!.words).toBe(words);
  });

  test.each<[name: string, statement: object]>([
    ['a Deny of something else', { ...DENY, Action: 's3:PutObject' }],
    [
      'an Allow of something else to somebody else',
      { ...ALLOW, Action: 's3:PutObject', Principal: { AWS: '111122223333' } },
    ],
    ['one with another effect, of something else', { ...ALLOW, Effect: 'Maybe', Action: 's3:PutObject' }],
  ])('are none for %s', (_, statement) => {
    expect(parsed([statement], '2012-10-17').decide(READ).statements).toEqual([]);
  });

  test.each<[name: string, members: object, when: string, unless?: string]>([
    [
      'neither Action nor NotAction',
      { Action: undefined },
      'it covers the request, which is unknown: a statement needs either Action or NotAction',
    ],
    [
      'both Resource and NotResource',
      { NotResource: '*' },
      'it covers the request, which is unknown: a statement needs either Resource or NotResource',
    ],
    ['an action without a service', { Action: 'GetObject' }, 'its Action covers it: "GetObject" is not understood'],
    [
      'all but an action without a service',
      { Action: undefined, NotAction: 'GetObject' },
      'its NotAction does not cover it',
      'its NotAction covers it: "GetObject" is not understood',
    ],
    ['no resource', { Resource: [] }, 'its Resource covers it: [] is not understood'],
    ['a number as a resource', { Resource: [7] }, 'its Resource covers it: 7 is not understood'],
    [
      'a resource with variables',
      { Resource: 'arn:aws:s3:::films/${aws:username}/${aws:userid}*' },
      'its Resource covers it: "arn:aws:s3:::films/${aws:username}/${aws:userid}*", depending on ${aws:username} and ${aws:userid}',
    ],
    [
      'neither Principal nor NotPrincipal',
      { Principal: undefined },
      'it covers the requester, which is unknown: a statement needs either Principal or NotPrincipal',
    ],
    ['an invalid principal', { Principal: 7 }, 'its Principal 7, which is not understood, names the requester'],
    ['an empty principal', { Principal: {} }, 'its Principal {}, which is not understood, names the requester'],
    [
      'an unknown principal type',
      { Principal: { Somebody: 'a' } },
      'its Principal "a", which is not understood, names the requester',
    ],
    [
      'a number of 13 digits',
      { Principal: { AWS: '3955402112531' } },
      'its Principal "3955402112531", which is not understood, names the requester',
    ],
    [
      'a number after a letter',
      { Principal: { AWS: 'x395540211253' } },
      'its Principal "x395540211253", which is not understood, names the requester',
    ],
    ['no name at all', { Principal: { AWS: [] } }, 'its Principal [], which is not understood, names the requester'],
    [
      'a role of the account',
      { Principal: { AWS: 'arn:aws:iam::395540211253:role/a' } },
      'the requester is "arn:aws:iam::395540211253:role/a"',
    ],
    [
      'a session named root',
      { Principal: { AWS: 'arn:aws:sts::395540211253:root' } },
      'the requester is "arn:aws:sts::395540211253:root"',
    ],
    [
      'a provider of the account',
      { Principal: { Federated: 'arn:aws:iam::395540211253:saml-provider/a' } },
      'the requester is federated by "arn:aws:iam::395540211253:saml-provider/a"',
    ],
    [
      'a provider of all',
      { Principal: { Federated: 'www.amazon.com' } },
      'the requester is federated by "www.amazon.com"',
    ],
    [
      'an invalid canonical user ID',
      { Principal: { CanonicalUser: 'xyz' } },
      'its Principal "xyz", which is not understood, names the requester',
    ],
    [
      'a canonical user ID with additional characters',
      { Principal: { CanonicalUser: 'abcx' } },
      'its Principal "abcx", which is not understood, names the requester',
    ],
    [
      'a canonical user with more before it',
      { Principal: { CanonicalUser: 'xabc' } },
      'its Principal "xabc", which is not understood, names the requester',
    ],
    [
      'an Allow for all but somebody',
      { Principal: undefined, NotPrincipal: { AWS: '111122223333' } },
      'AWS applies its NotPrincipal, which AWS does not support with Allow',
    ],
    ['an element that IAM does not have', { Sids: 'a' }, 'its element "Sids", which is not known here, has no effect'],
    [
      'two names that are not understood',
      { Principal: { AWS: [7, 'x'] } },
      'its Principal 7, which is not understood, names the requester, or its Principal "x", which is not understood, names the requester',
    ],
  ])('tell what it depends on: %s', (_, members, ...[when, unless]) => {
    const { statements } = parsed([{ ...ALLOW, ...members }], '2012-10-17').decide(READ);
    expect(statements.map(({ dependsOn }) => dependsOn)).toEqual([
      [unless === undefined ? { when } : { when, unless }],
    ]);
  });

  test.each<[name: string, members: object, when: string, unless: string]>([
    [
      'a Deny for all but the account',
      { Principal: undefined, NotPrincipal: { AWS: '395540211253' } },
      'its NotPrincipal {"AWS":"395540211253"} does not exempt the requester',
      'its NotPrincipal {"AWS":"395540211253"} exempts the requester',
    ],
    [
      'a Deny for all but what is not understood',
      { Principal: undefined, NotPrincipal: 7 },
      'its NotPrincipal 7 does not exempt the requester',
      'its NotPrincipal 7 exempts the requester',
    ],
  ])('tell what it depends on: %s', (_, members, when, unless) => {
    const { statements } = parsed([{ ...DENY, ...members }, ALLOW], '2012-10-17').decide(READ);
    expect(statements[0]!.dependsOn).toEqual([{ when, unless }]);
  });

  test('is certain for a canonical user only if its ID is known', () => {
    const statement = { ...ALLOW, Principal: { CanonicalUser: 'abc' } };
    const dependsOn = (canonicalUserId?: string) =>
      parsed([statement], '2012-10-17')
        .decide({ ...READ, canonicalUserId })
        .statements.map((one) => one.dependsOn);
    expect(dependsOn()).toEqual([[{ when: '"abc" is the canonical user ID of the requester' }]]);
    expect(dependsOn('abc')).toEqual([[]]);
  });
});

describe('The version of a policy', () => {
  const variable = { ...ALLOW, Resource: 'arn:aws:s3:::films/${aws:PrincipalAccount}/*' };

  test.each<[version: unknown, literally: boolean]>([
    ['2012-10-17', false],
    ['2008-10-17', true],
    [undefined, true],
  ])('%s treats ${…} as plain text: %s', (version, literally) => {
    const outcomeFor = (key: string) => parsed([variable], version).decide({ ...READ, key }).outcome;
    expect([outcomeFor('${aws:PrincipalAccount}/a'), outcomeFor('395540211253/a')]).toEqual(
      literally ? ['allowed', 'not-allowed'] : ['not-allowed', 'allowed'],
    );
  });

  test('makes every statement uncertain if it is unknown', () => {
    const { outcome, statements } = parsed([ALLOW], '2030-01-01').decide(READ);
    expect(outcome).toBe(BucketPolicyOutcome.DEPENDS);
    expect(statements[0]!.words).toMatch(/only if the Version of the policy, which is not known here, has no effect$/);
  });
});

test('the description of a statement is one line without control characters for any policy and key', () => {
  const odd = '\u001b[31m\n\u2028'.repeat(50);
  const statement = {
    ...DENY,
    Sid: odd,
    Effect: odd,
    Condition: { [odd]: { [odd]: odd }, StringLike: { [odd]: odd } },
  };
  const { statements } = parsed([statement, { ...ALLOW, [odd]: 1 }]).decide({ ...READ, key: odd });
  const words = statements.map((one) => one.words).join('; ');
  expect(statements).toHaveLength(2);
  expect(words).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
  expect(words.length).toBeLessThan(1500);
});
