import fc from 'fast-check';
import { policyJson } from '../../lib/grants/bucket-policy';
import type { ZencoderGrant } from '../../lib/grants/grant';
import { grantedResources } from '../../lib/grants/scope';
import { BucketPolicy } from '../../lib/iam/bucket-policy';
import { BucketPolicyOutcome } from '../../lib/iam/decision';
import { VERSION } from '../../lib/iam/policy';
import { judge, refusesAll } from '../../lib/judgement/judgement';
import { Extent } from '../../lib/judgement/refusals';
import type { JsonObject } from '../../lib/messages/json';
import { bucketArn } from '../../lib/s3/escaped-arn';
import { Zencoder, type ZencoderAction, ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { identityOf } from '../../lib/zencoder/another-zencoder';

const NOW = new Date('2026-11-28T00:00:00Z');
const BUCKET = 'films';
const ARN = bucketArn(BUCKET);

const name = fc.constantFrom('in/', 'in/a', 'in/secret/', 'out/', 'b');
const grant: fc.Arbitrary<ZencoderGrant> = fc.record(
  {
    role: fc.constantFrom(...Object.values(ZencoderRole)),
    prefixes: fc.uniqueArray(name, { minLength: 1, maxLength: 2 }),
    keys: fc.uniqueArray(name, { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: ['role'] },
);

const condition = fc.constantFrom<JsonObject | undefined>(
  undefined,
  { StringNotEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } },
  { StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } },
  { StringNotEquals: { 'aws:PrincipalAccount': ['111122223333', Zencoder.ACCOUNT_ID] } },
  { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
  { Bool: { 'aws:SecureTransport': 'false' } },
);
const deny = fc
  .record({
    Principal: fc.constantFrom('*', { AWS: '*' }, { AWS: Zencoder.ACCOUNT_ID }, { AWS: '111122223333' }),
    Action: fc.uniqueArray(fc.constantFrom('*', 's3:*', 's3:get*', 's3:PutObject', 's3:GetBucketLocation'), {
      minLength: 1,
    }),
    Resource: fc.uniqueArray(
      fc.constantFrom('*', ARN, `${ARN}/*`, `${ARN}/in/*`, `${ARN}/in/secret/*`, `${ARN}/b`, `${ARN}/?*`),
      { minLength: 1 },
    ),
    condition,
  })
  .map(
    ({ condition: Condition, ...members }): JsonObject => ({
      Effect: 'Deny',
      ...members,
      ...(Condition === undefined ? {} : { Condition }),
    }),
  );

/** Requests as a judgement takes them. */
const CONTEXT = { 'aws:SecureTransport': ['true'], 'aws:PrincipalOrgID': ['o-zencoderzz'] };

function outcomeOf(grants: ZencoderGrant[], statements: JsonObject[], action: ZencoderAction, arn: string) {
  const otherStatements = JSON.stringify({ Version: VERSION, Statement: statements });
  const key = arn === ARN ? undefined : arn.slice(ARN.length + 1);
  return BucketPolicy.parse(policyJson({ bucket: BUCKET, grants, otherStatements })).decide({
    ...identityOf(),
    action,
    bucket: BUCKET,
    key,
    context: CONTEXT,
  }).outcome;
}

describe('A Deny in one policy with a grant', () => {
  it('refuses all of an action if each object of the grant is refused, and nothing if none is refused', () => {
    const seen = { whole: 0, none: 0, eachOfAllObjects: 0 };
    fc.assert(
      fc.property(grant, fc.array(deny, { minLength: 1, maxLength: 3 }), name, (one, statements, end) => {
        const { refusals } = judge({ bucket: BUCKET, account: identityOf(), grants: [one], statements }, NOW);
        for (const { action, resources } of grantedResources(one, BUCKET)) {
          const found = refusals.filter(({ actions }) => actions.includes(action));
          const outcomes = resources.map(({ arn, isPrefix }) =>
            outcomeOf([one], statements, action, isPrefix ? `${arn}${end}` : arn),
          );
          if (found.some(refusesAll)) {
            seen.whole += 1;
            expect(new Set(outcomes)).toEqual(new Set([BucketPolicyOutcome.DENIED]));
          }
          if (found.length === 0) {
            seen.none += 1;
            expect(new Set(outcomes)).toEqual(new Set([BucketPolicyOutcome.ALLOWED]));
          }
          if (found.every(({ extent }) => extent === Extent.ALL) && found.length > 0) {
            seen.eachOfAllObjects += 1;
            expect(outcomes).not.toContain(BucketPolicyOutcome.ALLOWED);
          }
        }
      }),
      { numRuns: 1000 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
  });
});
