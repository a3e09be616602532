import fc from 'fast-check';
import { BAD_POLICIES } from '../grants/cases/other-policies';
import { BAD_NAMES } from '../s3/cases/bucket-names';
import { GRANT_DAMAGES, type Grant, type Pick } from './grant-damages';
import { type PolicyInputs, policyInputs } from './policy-inputs';

/** Inputs with something wrong in them, and a part of what Terraform says. */
export interface Damaged {
  readonly what: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly named: string;
}

type Damage = (inputs: PolicyInputs, pick: Pick) => Omit<Damaged, 'what'>;

/** Documents that the variable refuses. Terraform sees no other form than NFC, and looks for Zencoder in the policy. */
export const BAD_DOCUMENTS = BAD_POLICIES.filter(
  ([, , , message]) => !/NFC|surrogate|(allows|access to) Zencoder's account/.test(message),
);

/** Each damage with the grant that it does it to, which is any of the grants. */
const toGrants = Object.entries(GRANT_DAMAGES).map(([what, damage]): [string, Damage] => [
  `a grant with ${what}`,
  (inputs, pick) => {
    const at = pick(inputs.grants.map((_, index) => index));
    const [damaged, named] = damage(inputs.grants[at] as unknown as Grant, pick);
    return { inputs: { ...inputs, grants: inputs.grants.with(at, damaged as never) }, named: `grants[${at}]${named}` };
  },
]);

const replaced = (name: string, values: readonly unknown[], named = `${name}: `): Damage => {
  return (inputs, pick) => ({ inputs: { ...inputs, [name]: pick(values) }, named });
};

export const DAMAGES: readonly [what: string, damage: Damage][] = [
  ...toGrants,
  ['grants that are no list, or none', replaced('grants', ['input', 7, true, { role: 'input' }, []])],
  [
    'a bad name of the bucket',
    replaced(
      'bucket',
      BAD_NAMES.map(([name]) => name),
    ),
  ],
  [
    'a bad account',
    replaced('account_id', ['', '39554021125', '3955402112530', '39554021125x', '٣٩٥٥٤٠٢١١٢٥٣', '395540211253\n']),
  ],
  [
    'a bad canonical user',
    replaced('canonical_user_id', ['', 'a'.repeat(63), 'a'.repeat(65), 'A'.repeat(64), `${'a'.repeat(63)}g`]),
  ],
  [
    'a bad source document',
    replaced(
      'source_policy_documents',
      BAD_DOCUMENTS.map(([, json]) => [json]),
      'source_policy_documents[0]',
    ),
  ],
];

/** Any of the damages, done to any inputs that are sound. */
export const damagedInputs: fc.Arbitrary<Damaged> = fc
  .tuple(policyInputs, fc.constantFrom(...DAMAGES), fc.gen())
  .map(([{ bucket, grants }, [what, damage], any]) => ({
    what,
    ...damage({ bucket, grants }, (of) => any(fc.constantFrom, ...of)),
  }));
