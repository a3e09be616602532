import fc from 'fast-check';
import { grantFindings, type ZencoderGrant } from '../../../lib/grants/grant';
import { isWarning } from '../../../lib/messages/diagnostic';
import { Zencoder, ZencoderRole } from '../../../lib/zencoder/account-and-roles';

export const NOW = new Date('2026-06-01T12:00:00Z');

/** Two instants, the first of them in three spellings. */
export const EXPIRIES = [
  '2027-06-30T00:00:00Z',
  '2027-06-30T02:00:00+02:00',
  '2027-06-29T14:30:00-09:30',
  '2028-02-29T23:59:59Z',
];

/** Short names over few characters, so that prefixes often match, with all characters that a policy or JSON reads specially. */
export const objectName: fc.Arbitrary<string> = fc.string({
  unit: fc.constantFrom(...'aab/*?${}.+ "\\<&\né日🎬'),
  minLength: 1,
  maxLength: 5,
});

/** Grants that are taken, of every kind, with such names for prefixes and keys. */
export function grantNaming(name: fc.Arbitrary<string>): fc.Arbitrary<ZencoderGrant> {
  const names = fc.array(name, { minLength: 1, maxLength: 3 });
  return fc
    .tuple(
      fc.oneof(
        fc.record({ role: fc.constantFrom(...Object.values(ZencoderRole)) }),
        fc.record({ actions: fc.subarray(Zencoder.actions(), { minLength: 1 }) }),
      ),
      fc.record({ prefixes: names, keys: names, expires: fc.constantFrom(...EXPIRIES) }, { requiredKeys: [] }),
    )
    .map(([what, where]) => ({ ...what, ...where }))
    .filter((candidate) => grantFindings(candidate, NOW).every(isWarning));
}

export const grant: fc.Arbitrary<ZencoderGrant> = grantNaming(objectName);

export const grants: fc.Arbitrary<ZencoderGrant[]> = fc.array(grant, { minLength: 1, maxLength: 5 });

function shuffled<T>(list: T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray(list, { minLength: list.length });
}

/** The same grants in any order, their lists in any order and with members said twice. */
export function reordered(list: ZencoderGrant[]): fc.Arbitrary<ZencoderGrant[]> {
  const each = list.map((one) => {
    const members = Object.entries(one).map(([name, value]) => [
      name,
      Array.isArray(value) ? shuffled([...value, value[0]]) : fc.constant(value),
    ]);
    return fc.record(Object.fromEntries(members)) as fc.Arbitrary<ZencoderGrant>;
  });
  return fc.tuple(...each).chain(shuffled);
}
