import { accountIdsOf } from '../iam/account';
import { statementsOfText, VERSION } from '../iam/policy';
import { type Diagnostic, Severity } from '../messages/diagnostic';
import { ZencoderAction } from '../zencoder/account-and-roles';
import { identityOf, type ZencoderAccount } from '../zencoder/another-zencoder';
import type { ZencoderGrant } from './grant';
import type { ZencoderObject } from './object-access';
import { statementsOf } from './statements';

/** What goes into the policy of one bucket. */
export interface ZencoderPolicyDocumentProps {
  /** The name of the bucket. */
  readonly bucket: string;

  /**
   * What Zencoder may do; the order does not matter. May be absent where there are objects.
   * @default - nothing beside the objects
   */
  readonly grants?: ZencoderGrant[];

  /**
   * Objects that Zencoder may read, whatever the grants say. Only the method `policy` is part of a policy.
   * @default - none
   */
  readonly objects?: ZencoderObject[];

  /**
   * Let Zencoder in over TLS only. Statements of others are not touched.
   * @default false
   */
  readonly requireTls?: boolean;

  /**
   * The bucket policy of others as JSON text, whose statements stand beside Zencoder's. Its `Id` is not kept.
   * @default - none
   */
  readonly otherStatements?: string;

  /**
   * Sids of statements of `otherStatements` that deny Zencoder on purpose what a grant allows: no warning for them. They still deny.
   * @default - each such statement is warned of
   */
  readonly acceptedDenies?: string[];

  /**
   * Zencoder's AWS account, 12 digits: another one only for environments of Zencoder that are not its production.
   * @default Zencoder.ACCOUNT_ID
   */
  readonly accountId?: string;

  /**
   * The canonical user ID of that account, which other statements must not let in.
   * @default Zencoder.CANONICAL_USER_ID
   */
  readonly canonicalUserId?: string;

  /**
   * Accounts of Zencoder that get the same access beside it, such as the one before and the one after a change-over: each statement
   * names all of them, under the same Sid. Their order does not matter.
   * @default - none
   */
  readonly also?: ZencoderAccount[];
}

/** S3's limit for a bucket policy, in bytes. */
export const MAX_POLICY_BYTES = 20_480;
/** The same as Terraform says it. */
export const POLICY_TOO_LARGE = `The policy is over ${MAX_POLICY_BYTES} bytes, which is what S3 takes at most.`;
/** What helps then, as Terraform says it. */
export const HOW_TO_SHRINK_POLICY = 'Fewer or shorter keys, or prefixes in place of keys, make it smaller.';
export const LARGE_POLICY = MAX_POLICY_BYTES * 0.8;

/** A grant of a document, and what it is called. */
export interface NamedGrant {
  /** Such as `grants[0]`, or `objects[2]`: each object is a grant of its own. */
  readonly name: string;
  readonly grant: ZencoderGrant;
}

export function documentGrants({ grants = [], objects = [] }: ZencoderPolicyDocumentProps): NamedGrant[] {
  const ofObjects = objects.map(({ key }) => ({ actions: [ZencoderAction.GET_OBJECT], keys: [key] }));
  const named = (list: string, some: readonly ZencoderGrant[]) =>
    some.map((grant, index) => ({ name: `${list}[${index}]`, grant }));
  return [...named('grants', grants), ...named('objects', ofObjects)];
}

export function grantsOf(props: ZencoderPolicyDocumentProps): readonly ZencoderGrant[] {
  return documentGrants(props).map(({ grant }) => grant);
}

/** What a policy of ours begins with. */
export const POLICY_HEAD = { Version: VERSION, Id: 'ZencoderBucketPolicy' } as const;

/** The policy as text, of props that have no findings. */
export function policyJson(props: ZencoderPolicyDocumentProps): string {
  const { bucket, requireTls = false, otherStatements } = props;
  return JSON.stringify({
    ...POLICY_HEAD,
    Statement: [
      ...statementsOf(grantsOf(props), { bucket, accountIds: accountIdsOf(identityOf(props)), requireTls }),
      ...(otherStatements === undefined ? [] : statementsOfText(otherStatements)),
    ],
  });
}

const SHRINK =
  'fewer or shorter keys, prefixes in place of keys, or grants with the same actions and dates put together make it smaller';

/** Whether a policy of so many bytes is too large or soon will be. */
export function sizeFindings(bytes: number): Diagnostic[] {
  if (bytes < LARGE_POLICY) {
    return [];
  }
  const [figure, limit] = [bytes, MAX_POLICY_BYTES].map((number) => number.toLocaleString('en-US'));
  const message = `the policy has ${figure} of at most ${limit} bytes; ${SHRINK}`;
  return bytes > MAX_POLICY_BYTES
    ? [{ path: [], message: `the policy has ${figure} bytes, S3 takes at most ${limit}; ${SHRINK}` }]
    : [{ path: [], message, severity: Severity.WARNING }];
}
