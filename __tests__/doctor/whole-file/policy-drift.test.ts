import fc from 'fast-check';
import { resolve } from '../../../lib/config/resolve';
import { driftOf } from '../../../lib/doctor/whole-file/policy-drift';
import { policyJson } from '../../../lib/grants/bucket-policy';
import type { ZencoderGrant } from '../../../lib/grants/grant';
import { ZencoderRole } from '../../../lib/zencoder/account-and-roles';

const NOW = new Date('2026-06-01T12:00:00Z');

function bucketWith(grants: ZencoderGrant[], requireTls: boolean) {
  return resolve({ stacks: { live: { buckets: { films: { grants, requireTls } } } } }).buckets.get('films')!;
}

const GRANT = fc.record(
  {
    role: fc.constantFrom(...Object.values(ZencoderRole)),
    prefixes: fc.uniqueArray(fc.constantFrom('in/', 'in/a/', 'out/', 'b*'), { minLength: 1 }),
    keys: fc.uniqueArray(fc.constantFrom('in/x', 'y', '${z}'), { minLength: 1 }),
    expires: fc.constantFrom('2030-01-01T00:00:00Z', '2031-01-01T00:00:00Z'),
  },
  { requiredKeys: ['role'] },
);

interface Statement {
  readonly Action: string[];
  readonly Resource: string[];
}

/** Each action on each resource as a statement of its own, in another order. */
function split(policy: string, seed: number): string {
  const { Statement: statements, ...head } = JSON.parse(policy) as { Statement: Statement[] };
  const single = statements.flatMap((statement) =>
    [statement.Action]
      .flat()
      .flatMap((action) =>
        [statement.Resource]
          .flat()
          .map((resource) => ({ ...statement, Sid: undefined, Action: action, Resource: resource })),
      ),
  );
  const order = single.map((one, index) => ({ one, place: (index * 7919 + seed) % 101 }));
  return JSON.stringify({ ...head, Statement: order.sort((a, b) => a.place - b.place).map(({ one }) => one) });
}

describe('The policy of a bucket, compared with the file,', () => {
  it('has not drifted if its statements are split and ordered in another way', () => {
    fc.assert(
      fc.property(fc.array(GRANT, { minLength: 1, maxLength: 4 }), fc.boolean(), fc.nat(100), (grants, tls, seed) => {
        const planned = bucketWith(grants, tls);
        expect(driftOf(planned, JSON.parse(split(policyJson(planned.document!), seed)), NOW)).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });

  it('lacks a grant that was added to the file, and has access beyond a grant that was removed from it', () => {
    fc.assert(
      fc.property(fc.array(GRANT, { maxLength: 3 }), fc.boolean(), (grants, tls) => {
        const role = ZencoderRole.INPUT;
        const [fewer, more] = [
          [...grants, { role, keys: ['always'] }],
          [...grants, { role, keys: ['always'] }, { role, prefixes: ['nowhere/else/'] }],
        ].map((all) => bucketWith(all, tls));
        const coversAll = grants.some(({ prefixes, keys }) => prefixes === undefined && keys === undefined);
        const [wider, narrower] = [fewer, more].map((one) => JSON.parse(policyJson(one!.document!)));
        const lacking = driftOf(more!, wider, NOW)?.lacking.length ?? 0;
        const beyond = driftOf(fewer!, narrower, NOW)?.beyond.length ?? 0;
        expect({ lacking: lacking > 0, beyond: beyond > 0 }).toEqual({ lacking: beyond > 0, beyond: lacking > 0 });
        expect(lacking > 0 || coversAll).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
