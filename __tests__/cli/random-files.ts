import fc from 'fast-check';
import type { StackConfig, UserConfig, ZencoderConfig } from '../../lib/config/format';
import type { ZencoderGrant } from '../../lib/grants/grant';
import { type ZencoderObject, ZencoderObjectMethod, ZencoderPermission } from '../../lib/grants/object-access';
import { Zencoder, ZencoderRole } from '../../lib/zencoder/account-and-roles';

/** The time at which the files are compared. */
export const NOW = new Date('2026-06-01T12:00:00Z');

export const BUCKETS = ['films', 'trailers'];
export const OTHER_ACCOUNT = '123456789012';
export const KMS_KEYS = ['1', '2'].map(
  (digit) => `arn:aws:kms:eu-west-1:111122223333:key/${digit}234abcd-12ab-34cd-56ef-1234567890ab`,
);

/** Prefixes that are nested, separate, and equal to keys. */
export const PREFIXES = ['a', 'a/', 'a/b', 'a/b/', 'ab', 'b', '*', 'é'];
export const KEYS = ['a', 'a/', 'a/b', 'a/bc', 'ab', 'b', 'c', '*'];
/** The second and the third are equal. */
export const EXPIRIES = [
  '2020-01-01T00:00:00Z',
  '2027-06-30T00:00:00Z',
  '2027-06-30T02:00:00+02:00',
  '2028-01-01T00:00:00Z',
  '2026-06-01T12:00:00Z',
];

const some = <T>(members: readonly T[]) => fc.subarray([...members], { minLength: 1, maxLength: 2 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

const what = fc.oneof(
  fc.record({ role: fc.constantFrom(...Object.values(ZencoderRole)) }),
  fc.record({ actions: some(Zencoder.actions()) }),
);
const where = fc.record({ prefixes: maybe(some(PREFIXES)), keys: maybe(some(KEYS)) });
const grant: fc.Arbitrary<ZencoderGrant> = fc
  .tuple(what, where, fc.record({ expires: maybe(fc.constantFrom(...EXPIRIES)) }))
  .map((parts) => Object.assign({}, ...parts) as ZencoderGrant);

const object: fc.Arbitrary<ZencoderObject> = fc.oneof(
  fc.record({ key: fc.constantFrom(...KEYS) }),
  fc.record({
    key: fc.constantFrom(...KEYS),
    method: fc.constant(ZencoderObjectMethod.ACL),
    permissions: maybe(some(Object.values(ZencoderPermission))),
  }),
);

const bucket = fc.record({
  grants: maybe(fc.array(grant, { minLength: 1, maxLength: 3 })),
  objects: maybe(fc.array(object, { minLength: 1, maxLength: 2 })),
  requireTls: maybe(fc.boolean()),
  zencoder: maybe(fc.constant({ accountId: OTHER_ACCOUNT })),
  kmsKeyArn: maybe(fc.constantFrom(...KMS_KEYS)),
});

const user: fc.Arbitrary<UserConfig> = fc.record({
  grants: fc.array(
    fc
      .tuple(grant, fc.constantFrom(...BUCKETS), maybe(fc.constantFrom(...KMS_KEYS)))
      .map(([said, name, kmsKeyArn]) => ({ ...said, bucket: name, kmsKeyArn })),
    { minLength: 1, maxLength: 2 },
  ),
  requireTls: maybe(fc.boolean()),
});

/** Each bucket and user can be missing. Grants in place are revoked when their line is removed. */
const stack = (buckets: readonly string[], users: readonly string[]) =>
  fc.record({
    objectGrants: fc.constant(true),
    buckets: each(buckets, bucket),
    users: each(users, user),
  }) as fc.Arbitrary<StackConfig>;

const each = <T>(names: readonly string[], arbitrary: fc.Arbitrary<T>) =>
  fc.record(Object.fromEntries(names.map((name) => [name, arbitrary])), { requiredKeys: [] });

/** A file of two stacks. */
export const randomFile: fc.Arbitrary<ZencoderConfig> = fc
  .record({ one: stack(['films'], ['zencoder']), two: stack(['trailers'], []) })
  .map((stacks) => ({ stacks }));
