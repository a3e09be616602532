import fc from 'fast-check';
import { Direction } from '../../../lib/explain/change-sentences';
import { isLoss } from '../../../lib/explain/plan/plan-change';
import { BucketPolicy } from '../../../lib/iam/bucket-policy';
import { BucketPolicyOutcome } from '../../../lib/iam/decision';
import type { JsonObject } from '../../../lib/messages/json';
import { Zencoder } from '../../../lib/zencoder/account-and-roles';
import { identityOf } from '../../../lib/zencoder/another-zencoder';
import { FILMS, plan, policyText, reviewed } from './review';

const some = <T>(...values: T[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 });
const statement = fc
  .record({
    Sid: fc.constantFrom('A', 'B', 'ZencoderRead01234567', undefined),
    Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
    Principal: fc.constantFrom<JsonObject | string>(
      { AWS: Zencoder.ACCOUNT_ID },
      { AWS: [`arn:aws:iam::${Zencoder.ACCOUNT_ID}:root`, '111122223333'] },
      { CanonicalUser: Zencoder.CANONICAL_USER_ID },
      { AWS: `arn:aws:iam::${Zencoder.ACCOUNT_ID}:user/jobs` },
      { AWS: '111122223333' },
      '*',
    ),
    actions: fc.tuple(
      fc.constantFrom('Action', 'Action', 'Action', 'NotAction'),
      some(
        's3:GetObject',
        's3:get*',
        's3:PutObject',
        's3:*',
        '*',
        's3:DeleteObject',
        's3:Delete*',
        's3:GetBucketLocation',
      ),
    ),
    resources: fc.tuple(
      fc.constantFrom('Resource', 'Resource', 'Resource', 'NotResource'),
      some(`${FILMS}/*`, `${FILMS}/in/*`, `${FILMS}/in/a`, `${FILMS}/*/a`, FILMS, `${FILMS}*`, '*'),
    ),
    Condition: fc.constantFrom<JsonObject | undefined>(
      undefined,
      undefined,
      { Bool: { 'aws:SecureTransport': 'true' } },
      { DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } },
      { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
    ),
  })
  .map(({ actions: [action, actions], resources: [resource, resources], ...members }) => ({
    ...members,
    [action]: actions,
    [resource]: resources,
  }));
const policy = fc.array(statement, { maxLength: 3 }).map((statements) => policyText(...statements));

const request = fc.record({
  action: fc.constantFrom('s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:GetBucketLocation', 's3:DeleteBucket'),
  key: fc.constantFrom('in/a', 'in/b', 'out/a', 'b'),
  context: fc.record({
    'aws:SecureTransport': fc.constantFrom('true', 'false').map((value) => [value]),
    'aws:CurrentTime': fc.constantFrom('2026-07-01T00:00:00Z', '2027-02-01T00:00:00Z').map((value) => [value]),
    'aws:SourceIp': fc.constantFrom('203.0.113.7', '192.0.2.1').map((value) => [value]),
  }),
});
type Request = typeof request extends fc.Arbitrary<infer Value> ? Value : never;

const { ALLOWED, DEPENDS } = BucketPolicyOutcome;

/** Whether a policy allows Zencoder a request, certainly or depending on the request. */
function outcome(text: string, { action, key, context }: Request) {
  const onBucket = /Bucket/.test(action);
  const asked = { ...identityOf(), action, bucket: 'acme-films', context, ...(onBucket ? {} : { key }) };
  return BucketPolicy.parse(text).decide(asked).outcome;
}

describe('explain --plan, for any two policies', () => {
  it('reports an opening for each request that becomes allowed, and a closing for each that becomes denied', () => {
    const counts = { opened: 0, closed: 0 };
    fc.assert(
      fc.property(policy, policy, fc.array(request, { minLength: 4, maxLength: 8 }), (before, after, requests) => {
        const sides = {
          before: { bucket: 'acme-films', policy: before },
          after: { bucket: 'acme-films', policy: after },
        };
        const { changes } = reviewed(plan([{ actions: ['update'], ...sides }]));
        const opens = changes.some(({ change }) => change.direction === Direction.OPENS);
        const closes = changes.some(({ change }) => change.direction === Direction.CLOSES || isLoss(change));
        for (const one of requests) {
          const [was, is] = [outcome(before, one), outcome(after, one)];
          const may = (it: BucketPolicyOutcome) => it === ALLOWED || it === DEPENDS;
          if (is === ALLOWED && !may(was)) {
            counts.opened += 1;
            expect({ opens, one }).toEqual({ opens: true, one });
          }
          if (was === ALLOWED && !may(is)) {
            counts.closed += 1;
            expect({ closes, one }).toEqual({ closes: true, one });
          }
        }
      }),
      { numRuns: 400 },
    );
    expect(Math.min(counts.opened, counts.closed)).toBeGreaterThan(30);
  });

  it('reports no change for a policy that stays the same', () => {
    fc.assert(
      fc.property(policy, (text) => {
        const side = { bucket: 'acme-films', policy: text };
        expect(reviewed(plan([{ actions: ['update'], before: side, after: side }])).changes).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
