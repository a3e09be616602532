import fc from 'fast-check';
import { expiryFault } from '../../lib/grants/expiry';
import type { ZencoderGrant } from '../../lib/grants/grant';
import { ZencoderPolicyDocument } from '../../lib/judgement/policy-document';
import { Zencoder } from '../../lib/zencoder/account-and-roles';
import { EXPIRIES, grantNaming, reordered } from '../grants/cases/grants';
import { asGo } from '../support/as-go';
import { oddKey } from '../support/odd-text';
import { sourceDocument } from './source-documents';

/** The inputs of `modules/policy`, by the names of its variables. */
export interface PolicyInputs {
  readonly bucket: string;
  readonly grants: readonly ZencoderGrant[];
  readonly require_tls?: boolean;
  readonly source_policy_documents?: readonly string[];
  readonly account_id?: string;
  readonly canonical_user_id?: string;
  readonly also?: readonly { readonly account_id: string; readonly canonical_user_id?: string }[];
}

/** The policy as the TypeScript core has it, which throws where it refuses the inputs. */
export function documentOfCore(inputs: PolicyInputs): string {
  const otherStatements = together(inputs.source_policy_documents ?? []);
  return new ZencoderPolicyDocument({
    bucket: inputs.bucket,
    grants: inputs.grants as ZencoderGrant[],
    ...(inputs.require_tls === undefined ? {} : { requireTls: inputs.require_tls }),
    ...(otherStatements === undefined ? {} : { otherStatements }),
    ...(inputs.account_id === undefined ? {} : { accountId: inputs.account_id }),
    ...(inputs.canonical_user_id === undefined ? {} : { canonicalUserId: inputs.canonical_user_id }),
    ...(inputs.also === undefined
      ? {}
      : { also: inputs.also.map((one) => ({ accountId: one.account_id, canonicalUserId: one.canonical_user_id })) }),
  }).toJson();
}

/** The core takes one document. */
function together(documents: readonly string[]): string | undefined {
  return documents.length < 2
    ? documents[0]
    : JSON.stringify({
        Version: '2012-10-17',
        Statement: documents.flatMap((document) => JSON.parse(document).Statement),
      });
}

const digits = (count: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: count, maxLength: count });
const two = (most: number) => fc.nat(most).map((number) => String(number).padStart(2, '0'));

/** Any date that is taken, with any offset. */
const expiry: fc.Arbitrary<string> = fc
  .tuple(fc.integer({ min: 1970, max: 9999 }), two(12), two(31), two(23), two(59), two(59))
  .chain(([year, month, day, hour, minute, second]) =>
    fc
      .oneof(fc.constant('Z'), fc.tuple(fc.constantFrom('+', '-'), two(23), two(59)))
      .map((offset) => (typeof offset === 'string' ? offset : `${offset[0]}${offset[1]}:${offset[2]}`))
      .map((offset) => `${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`),
  )
  .filter((text) => expiryFault(text) === undefined);

/** Some with dates that others have too, in other spellings of them. */
const grant: fc.Arbitrary<ZencoderGrant> = fc
  .tuple(grantNaming(oddKey), fc.oneof(fc.constant(undefined), fc.constantFrom(...EXPIRIES), expiry))
  .map(([{ expires: _, ...what }, expires]) => (expires === undefined ? what : { ...what, expires }));

/** Some twice, with their lists in another order. */
const grants: fc.Arbitrary<ZencoderGrant[]> = fc
  .array(grant, { minLength: 1, maxLength: 3 })
  .chain((once) => fc.oneof({ weight: 2, arbitrary: fc.constant(once) }, reordered([...once, once[0]!])));

const bucket: fc.Arbitrary<string> = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}(\.[a-z0-9]{1,9}){0,3}[a-z0-9]{2}$/);

const documents = fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.array(sourceDocument, { maxLength: 2 }));

const canonicalUserId = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 });

/** Inputs that are taken, of every kind. */
export const policyInputs: fc.Arbitrary<PolicyInputs> = fc
  .record(
    {
      bucket,
      grants,
      require_tls: fc.boolean(),
      source_policy_documents: documents,
      account_id: fc.oneof(fc.constant(Zencoder.ACCOUNT_ID), digits(12)),
      canonical_user_id: canonicalUserId,
      also: fc.array(
        fc.record({ account_id: digits(12), canonical_user_id: canonicalUserId }, { requiredKeys: ['account_id'] }),
        { minLength: 1, maxLength: 2 },
      ),
    },
    { requiredKeys: ['bucket', 'grants'] },
  )
  .filter(isTaken);

/** Terraform writes some characters in JSON as escapes, so that a policy may be too long there and not here. */
function isTaken(inputs: PolicyInputs): boolean {
  try {
    return Buffer.byteLength(asGo(documentOfCore(inputs))) <= 20_480;
  } catch {
    return false;
  }
}
