import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { parse } from 'yaml';
import { type CheckContext, keyToJudge, Purpose, ROLES } from '../../lib/doctor/context';
import { grantFixes } from '../../lib/doctor/grant-fixes';
import { keyFault } from '../../lib/grants/grant';
import { BucketPolicy } from '../../lib/iam/bucket-policy';
import { ZencoderS3Url } from '../../lib/job-urls/s3-url';
import { withExemption } from '../../lib/judgement/exemption';
import { ZencoderPolicyDocument } from '../../lib/judgement/policy-document';
import type { BucketFacts } from '../../lib/live/facts';
import { observed, unavailable } from '../../lib/live/facts';
import type { JsonObject } from '../../lib/messages/json';
import { awsCommand } from '../../lib/report/shell';
import { ZencoderResourceType } from '../../lib/s3/actions';
import { Zencoder, type ZencoderAction } from '../../lib/zencoder/account-and-roles';

const ZENCODER = { accountId: Zencoder.ACCOUNT_ID, canonicalUserId: Zencoder.CANONICAL_USER_ID };

function caseOf(key: string, purpose: Purpose, policy: string | null = null): CheckContext {
  const unknown = unavailable('not looked at');
  const bucket: BucketFacts = {
    bucket: 'films',
    region: unknown,
    policy: observed(policy),
    acl: unknown,
    ownership: unknown,
    publicAccessBlock: unknown,
    isPolicyPublic: unknown,
    encryption: unknown,
    requesterPays: unknown,
  };
  return {
    url: new ZencoderS3Url({ bucket: 'films', key }),
    purpose,
    zencoder: ZENCODER,
    now: new Date(),
    given: {},
    bucket,
  };
}

const lacking = (actions: readonly ZencoderAction[]) => actions.map((action) => ({ action }));

const anyKey = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  fc.stringMatching(/^[a-z/*?$+{}'"#: -]{1,12}$/),
  fc.constantFrom('in/cafe\u0301.mov', 'cafe\u0301/in/a.mov', 'cafe\u0301', 'true', '12', 'a/b/', '- a', '# a', 'null'),
);

describe('The grant that doctor proposes', () => {
  it('is valid in a file, and allows Zencoder everything that it needs', () => {
    fc.assert(
      fc.property(anyKey, fc.constantFrom(...Object.values(Purpose)), (key, purpose) => {
        const facts = caseOf(key, purpose);
        const actions = Zencoder.roleActions(ROLES[purpose]);
        const entry = (parse(grantFixes(lacking(actions), facts)[0]!.yaml!) as { films: { grants: [] } }).films;
        const policy = BucketPolicy.parse(new ZencoderPolicyDocument({ bucket: 'films', ...entry }).toJson());
        const outcomes = actions.map((action) => {
          const isOnObject = Zencoder.resourceType(action) === ZencoderResourceType.OBJECT;
          return policy.decide({
            ...ZENCODER,
            action,
            bucket: 'films',
            key: isOnObject ? keyToJudge(facts) : undefined,
          }).outcome;
        });
        expect(new Set(outcomes)).toEqual(new Set(['allowed']));
      }),
    );
  });

  it.each([
    ['an input', 'in/a.mov', Purpose.INPUT, '{ role: input, keys: [in/a.mov] }'],
    ['an output in a folder', 'out/x/a.mp4', Purpose.OUTPUT, '{ role: output, prefixes: [out/x/] }'],
    ['an output without a folder', 'a.mp4', Purpose.OUTPUT, '{ role: output, keys: [a.mp4] }'],
    ['a folder of outputs', 'out/', Purpose.OUTPUT, '{ role: output, prefixes: [out/] }'],
    ['outputs in the whole bucket', '', Purpose.OUTPUT, '{ role: output }'],
    ['a key that cannot be granted', 'in/cafe\u0301.mov', Purpose.INPUT, '{ role: input, prefixes: [in/] }'],
    [
      'a key in a folder that cannot be granted',
      'in/e\u0301/a\u0301',
      Purpose.INPUT,
      '{ role: input, prefixes: [in/] }',
    ],
  ])('for %s is no wider than necessary', (_, key, purpose, grant) => {
    const [change] = grantFixes(lacking(Zencoder.roleActions(ROLES[purpose])), caseOf(key, purpose));
    expect(change!.yaml).toBe(`films:\n  grants:\n    - ${grant}`);
  });

  it('contains only the missing actions if the policy was made from a file', () => {
    const grants = [{ actions: [Zencoder.actions()[0]!] }];
    const made = new ZencoderPolicyDocument({ bucket: 'films', grants }).toJson();
    const location = Zencoder.actions().filter((action) => action === 's3:GetBucketLocation');
    expect(grantFixes(lacking(location), caseOf('a.mov', Purpose.INPUT, made))[0]!.yaml).toContain(
      '{ actions: [s3:GetBucketLocation] }',
    );
    expect(keyFault('a.mov')).toBeUndefined();
  });
});

const REQUEST = { action: 's3:GetObject', bucket: 'films', key: 'in/a.mov' };
const ALLOW_ALL = { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' };
const DENY = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' };

describe('A Deny that is changed to exempt Zencoder', () => {
  const cases: [name: string, statement: JsonObject, left: JsonObject | null][] = [
    [
      'for everybody',
      DENY,
      { ...DENY, Condition: { StringNotEquals: { 'aws:PrincipalAccount': ZENCODER.accountId } } },
    ],
    ['for Zencoder alone', { ...DENY, Principal: { AWS: ZENCODER.accountId } }, null],
    [
      'for Zencoder and another',
      { ...DENY, Principal: { AWS: [`arn:aws:iam::${ZENCODER.accountId}:root`, '111122223333'] } },
      { ...DENY, Principal: { AWS: ['111122223333'] } },
    ],
    [
      'for Zencoder and a service',
      { ...DENY, Principal: { AWS: ZENCODER.accountId, Service: 'ec2.amazonaws.com' } },
      { ...DENY, Principal: { Service: 'ec2.amazonaws.com' } },
    ],
    [
      'under conditions, some of the same operator and key',
      { ...DENY, Condition: { StringNotEquals: { 'AWS:PrincipalAccount': '111122223333' }, Bool: { a: 'true' } } },
      {
        ...DENY,
        Condition: {
          StringNotEquals: { 'AWS:PrincipalAccount': ['111122223333', ZENCODER.accountId] },
          Bool: { a: 'true' },
        },
      },
    ],
  ];

  it.each(cases)('still denies all other principals: %s', (_, statement, left) => {
    expect(withExemption(statement, ZENCODER)).toEqual(left);
    const others = (of: readonly object[]) =>
      BucketPolicy.parse(JSON.stringify({ Version: '2012-10-17', Statement: [ALLOW_ALL, ...of] }));
    const after = others(left === null ? [] : [left]);
    expect(after.decide({ ...ZENCODER, ...REQUEST }).outcome).toBe('allowed');
    for (const accountId of ['111122223333', '444455556666']) {
      expect(after.decide({ ...REQUEST, accountId }).outcome).toBe(
        others([statement]).decide({ ...REQUEST, accountId }).outcome,
      );
    }
  });
});

describe('A command in advice', () => {
  it('passes its values unchanged through a shell', () => {
    const value = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(value, (key) => {
        const script = `aws() { printf '%s\\0' "$@"; }; ${awsCommand('s3api', 'get-object', { bucket: 'films', key })}`;
        const words = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
        const given = key.startsWith('-') ? [`--key=${key}`] : ['--key', key];
        expect(words).toEqual(['s3api', 'get-object', '--bucket', 'films', ...given]);
      }),
      { numRuns: 30 },
    );
  });

  it.each(['file:///etc/passwd', 'https://a/b', 'fileb://x'])(
    'prevents the AWS CLI from reading %s as a file',
    (key) => {
      expect(awsCommand('s3api', 'head-object', { bucket: 'films', key, 'version-id': 'v' })).toBe(
        `aws s3api head-object --cli-input-json '{"Bucket":"films","Key":"${key}","VersionId":"v"}'`,
      );
      expect(awsCommand('s3api', 'restore-object', { key, 'restore-request': '{"Days":7}' })).toContain(
        `'{"Key":"${key}","RestoreRequest":{"Days":7}}'`,
      );
    },
  );
});
