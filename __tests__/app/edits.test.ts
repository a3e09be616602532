import fc from 'fast-check';
import { BEFORE, EDITS, type Edit } from '../config/cases/edits';
import { type Arguments, resourcesOf } from '../support/resources';

/** The arguments that AWS cannot change: another value destroys the resource and creates a new one. */
const FIXED: Readonly<Record<string, readonly string[]>> = {
  aws_s3_bucket_policy: ['bucket', 'region'],
  aws_s3_bucket_ownership_controls: ['bucket', 'region'],
  aws_s3_object_copy: ['bucket', 'region', 'key'],
  aws_iam_user: [],
  aws_iam_user_policy: ['name', 'user'],
};

/** The resource types that the app writes. Only the type for copies can delete an object, and only copies. */
const HARMLESS = [
  'aws_iam_access_key',
  'aws_iam_user',
  'aws_iam_user_policy',
  'aws_s3_bucket_ownership_controls',
  'aws_s3_bucket_policy',
  'terraform_data',
];

const before = resourcesOf(BEFORE);

function difference(
  after: Record<string, Arguments>,
): Required<Pick<Edit, 'changed' | 'added' | 'removed' | 'replaced'>> {
  const same = Object.keys(before).filter((address) => address in after);
  const fixed = (address: string) => FIXED[address.split(/[ .]/)[1]!] ?? [];
  const text = (value: unknown) => JSON.stringify(value);
  const replaced = same.filter((address) =>
    fixed(address).some((name) => text(before[address]![name]) !== text(after[address]![name])),
  );
  return {
    changed: same
      .filter((address) => text(before[address]) !== text(after[address]) && !replaced.includes(address))
      .sort(),
    added: Object.keys(after)
      .filter((address) => !(address in before))
      .sort(),
    removed: Object.keys(before)
      .filter((address) => !(address in after))
      .sort(),
    replaced,
  };
}

describe('Every other resource stays the same', () => {
  it.each(EDITS)('when $name', ({ from, to, changed = [], added = [], removed = [], replaced = [] }) => {
    const edited = BEFORE.replace(from, () => to);
    expect(edited).not.toBe(BEFORE);
    const sorted = (addresses: readonly string[]) => [...addresses].sort();
    expect(difference(resourcesOf(edited))).toEqual({
      changed: sorted(changed),
      added: sorted(added),
      removed: sorted(removed),
      replaced: sorted(replaced),
    });
  });

  it('when any buckets are added and removed, in any order', () => {
    const names = ['a.b', 'ab', 'acme', 'backend', '007', 'x-1'].map((name) => name.padEnd(3, '0'));
    const yaml = (buckets: readonly string[]) =>
      `stacks:\n  live:\n    buckets:\n${buckets.map((name) => `      "${name}": { grants: [{ role: input, prefixes: ["${name}/"] }] }\n`).join('')}`;
    const sets = fc.shuffledSubarray(names, { minLength: 1 });
    fc.assert(
      fc.property(sets, sets, (some, others) => {
        const [one, other] = [resourcesOf(yaml(some)), resourcesOf(yaml(others))];
        const both = some.filter((name) => others.includes(name)).length;
        const shared = Object.keys(one).filter((address) => address in other);
        expect(shared).toHaveLength(both);
        expect(shared.map((address) => one[address])).toEqual(shared.map((address) => other[address]));
      }),
      { numRuns: 60 },
    );
  });
});

describe('No resource can delete an object of the customer', () => {
  it.each([
    ['the file with every resource', BEFORE],
    ...EDITS.map(({ name, from, to }) => [name, BEFORE.replace(from, () => to)]),
  ])('in %s', (_, yaml) => {
    const originals = ['masters/one.mov', 'masters/two.mov', 'masters/three.mov', 'trailers/one.mp4'];
    for (const [address, resource] of Object.entries(resourcesOf(yaml!))) {
      const type = address.split(/[ .]/)[1]!;
      if (type === 'aws_s3_object_copy') {
        expect(originals).not.toContain(resource.key);
      } else {
        expect(HARMLESS).toContain(type);
      }
    }
  });
});
