import { accountIdsOf } from '../iam/account';
import { statementsOfText, VERSION } from '../iam/policy';
import { type Diagnostic, Severity } from '../messages/diagnostic';
import { ZencoderAction } from '../zencoder/account-and-roles';
import { identityOf, type ZencoderAccount } from '../zencoder/another-zencoder';
import type { ZencoderGrant } from './grant';
import type { ZencoderObject } from './object-access';
import { statementsOf } from './statements';

/** The contents of the policy of one bucket. */
export interface ZencoderPolicyDocumentProps {
  /** The name of the bucket. */
  readonly bucket: string;

  /**
   * What Zencoder can do; the order does not matter. Can be omitted if there are objects.
   * @default - only the objects
   */
  readonly grants?: ZencoderGrant[];

  /**
   * Objects that Zencoder can read in addition to the grants. Only the method `policy` is possible in a policy.
   * @default - none
   */
  readonly objects?: ZencoderObject[];

  /**
   * Allow Zencoder access over TLS only. Statements of other principals are not changed.
   * @default false
   */
  readonly requireTls?: boolean;

  /**
   * A bucket policy for other principals as JSON text. Its statements are kept after Zencoder's; its `Id` is not kept.
   * @default - none
   */
  readonly otherStatements?: string;

  /**
   * Sids of statements in `otherStatements` that intentionally deny Zencoder what a grant allows. They cause no warning, and still deny.
   * @default - each such statement causes a warning
   */
  readonly acceptedDenies?: string[];

  /**
   * Zencoder's AWS account, 12 digits. Set it only for a Zencoder environment other than production.
   * @default Zencoder.ACCOUNT_ID
   */
  readonly accountId?: string;

  /**
   * The canonical user ID of that account. Other statements must not allow it access.
   * @default Zencoder.CANONICAL_USER_ID
   */
  readonly canonicalUserId?: string;

  /**
   * More Zencoder accounts that get the same access, for example while Zencoder moves to another account. Each statement names all of
   * them, under the same Sid. Their order does not matter.
   * @default - none
   */
  readonly also?: ZencoderAccount[];
}

/** S3's limit for a bucket policy, in bytes. */
export const MAX_POLICY_BYTES = 20_480;
/** The error that Terraform reports for a policy above the limit. */
export const POLICY_TOO_LARGE = `The policy is larger than ${MAX_POLICY_BYTES} bytes, the limit of S3.`;
/** The remedy in that error. */
export const HOW_TO_SHRINK_POLICY = 'To make it smaller, use fewer or shorter keys, or prefixes instead of keys.';
export const LARGE_POLICY = MAX_POLICY_BYTES * 0.8;

/** A grant of a document with its name. */
export interface NamedGrant {
  /** For example `grants[0]` or `objects[2]`: each object becomes a grant. */
  readonly name: string;
  readonly grant: ZencoderGrant;
}

export function documentGrants({ grants = [], objects = [] }: ZencoderPolicyDocumentProps): NamedGrant[] {
  const named = (list: string, some: readonly ZencoderGrant[]) =>
    some.map((grant, index) => ({ name: `${list}[${index}]`, grant }));
  return [...named('grants', grants), ...named('objects', objects.map(grantOfObject))];
}

export function grantsOf({ grants = [], objects = [] }: ZencoderPolicyDocumentProps): readonly ZencoderGrant[] {
  return objects.length === 0 ? grants : [...grants, ...objects.map(grantOfObject)];
}

function grantOfObject({ key }: ZencoderObject): ZencoderGrant {
  return { actions: [ZencoderAction.GET_OBJECT], keys: [key] };
}

/** The first members of each policy that this library writes. */
export const POLICY_HEAD = { Version: VERSION, Id: 'ZencoderBucketPolicy' } as const;

/** The policy as text. The props must have no errors. */
export function policyJson(props: ZencoderPolicyDocumentProps): string {
  const { bucket, requireTls = false, otherStatements } = props;
  const context = { bucket, accountIds: accountIdsOf(identityOf(props)), requireTls };
  const granted: unknown[] = statementsOf(grantsOf(props), context);
  return JSON.stringify({
    ...POLICY_HEAD,
    Statement: granted.concat(otherStatements === undefined ? [] : statementsOfText(otherStatements)),
  });
}

const SHRINK =
  'to make it smaller, use fewer or shorter keys, use prefixes instead of keys, ' +
  'or write one grant instead of several that have the same role or actions and the same expires';

/** An error for a policy above the size limit, or a warning for one near it. */
export function sizeFindings(bytes: number): Diagnostic[] {
  if (bytes < LARGE_POLICY) {
    return [];
  }
  const [figure, limit] = [bytes, MAX_POLICY_BYTES].map((number) => number.toLocaleString('en-US'));
  const message = `the policy has ${figure} bytes, near the limit of ${limit} bytes; ${SHRINK}`;
  return bytes > MAX_POLICY_BYTES
    ? [{ path: [], message: `the policy has ${figure} bytes, the limit of S3 is ${limit}; ${SHRINK}` }]
    : [{ path: [], message, severity: Severity.WARNING }];
}
