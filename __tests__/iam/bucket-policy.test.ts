import { BucketPolicy } from '../../lib/iam/bucket-policy';
import { BucketPolicyOutcome, BucketPolicyRole } from '../../lib/iam/decision';
import { identityOf } from '../../lib/zencoder/another-zencoder';

const READ = { ...identityOf(), action: 's3:GetObject', bucket: 'films', key: 'in/a.mp4' };
const ALLOW = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::films/*' };
const DENY = { ...ALLOW, Effect: 'Deny', Sid: 'No' };
const WITHOUT_TLS = { Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
const UNTIL = { Condition: { DateLessThan: { 'aws:CurrentTime': '2027-06-30T00:00:00Z' } } };

const parsed = (Statement: unknown, Version?: unknown) => BucketPolicy.parse(JSON.stringify({ Version, Statement }));

describe('what is no policy', () => {
  test.each([
    ['{', 'is not JSON; give a bucket policy document'],
    ['[]', 'is not a policy document: give a JSON object with Statement'],
    ['"Statement"', 'is not a policy document: give a JSON object with Statement'],
    ['{"Version":"2012-10-17"}', 'is not a policy document: give a JSON object with Statement'],
  ])('is refused: %s', (json, message) => {
    expect(() => BucketPolicy.parse(json)).toThrow(new Error(message));
  });
});

describe('a decision has the statements that led to it', () => {
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
  ])('such as %s', (_, statements, led) => {
    expect(parsed(statements, '2012-10-17').decide(READ).statements).toEqual(
      led.map((one) => expect.objectContaining(one)),
    );
  });

  test('with the conditions that made them apply', () => {
    const { statements } = parsed([{ ...ALLOW, ...UNTIL }]).decide({
      ...READ,
      context: { 'AWS:currenttime': ['2027-01-01T00:00:00Z'] },
    });
    expect(statements[0]!.because).toEqual(['aws:CurrentTime is before "2027-06-30T00:00:00Z"']);
  });
});

describe('the version', () => {
  const variable = { ...ALLOW, Resource: 'arn:aws:s3:::films/${aws:PrincipalAccount}/*' };

  test.each<[version: unknown, literally: boolean]>([
    ['2012-10-17', false],
    ['2008-10-17', true],
    [undefined, true],
  ])('%s takes ${…} for plain text: %s', (version, literally) => {
    const outcomeFor = (key: string) => parsed([variable], version).decide({ ...READ, key }).outcome;
    expect([outcomeFor('${aws:PrincipalAccount}/a'), outcomeFor('395540211253/a')]).toEqual(
      literally ? ['allowed', 'not-allowed'] : ['not-allowed', 'allowed'],
    );
  });

  test('of the future makes every statement doubtful', () => {
    const { outcome, statements } = parsed([ALLOW], '2030-01-01').decide(READ);
    expect(outcome).toBe(BucketPolicyOutcome.DEPENDS);
    expect(statements[0]!.words).toMatch(
      /only if the Version of the policy, which is not known here, changes nothing$/,
    );
  });
});

test('the words for a statement are one line that no terminal obeys, however odd the policy and the key', () => {
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
