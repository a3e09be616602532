import type { ZencoderGrant } from '../grants/grant';
import { type Accounts, accountsOf, type OneAccount } from '../iam/account';
import { asList } from '../iam/policy';
import { grouped } from '../messages/grouped';
import { asText, isObject, type Json } from '../messages/json';
import { Extent, type Refusal, refusalsOf } from './refusals';
import { type RightBeyondGrants, rightsBeyondGrants } from './rights-beyond-grants';
import { zencoderRequests } from './zencoder-requests';

/** The grants and the kept statements of one policy. */
export interface JudgedPolicy {
  /** Undefined if the name is known only at plan time. */
  readonly bucket: string | undefined;
  readonly account: Accounts;
  readonly grants: readonly ZencoderGrant[];
  readonly statements: readonly Json[];
  /** Sids of statements that deny intentionally. */
  readonly acceptedDenies?: readonly string[];
}

/** The access that kept statements allow Zencoder beyond the grants, and the granted access that they deny. */
export interface Judgement {
  readonly beyond: readonly RightBeyondGrants[];
  /** One for each action. `isAccepted` is set if `acceptedDenies` names the statement. */
  readonly refusals: readonly JudgedRefusal[];
}

export interface JudgedRefusal extends Refusal {
  readonly isAccepted: boolean;
  /** The Zencoder accounts that are refused; undefined if all are. */
  readonly accounts?: readonly string[];
}

/** Everything that one statement refuses in the same way, for all grants. */
export interface StatementRefusal extends Omit<JudgedRefusal, 'grant' | 'resources'> {
  /** The indexes of the grants, in order. */
  readonly grants: readonly number[];
}

/** Merges the refusals of a statement that differ only in grant and action. */
export function byStatement(refusals: readonly JudgedRefusal[]): StatementRefusal[] {
  return grouped(refusals, ({ place, extent, dependsOn, accounts }) => [place.index, extent, dependsOn, accounts])
    .map((alike) => ({
      ...alike.at(-1)!,
      actions: [...new Set(alike.flatMap(({ actions }) => actions))],
      grants: [...new Set(alike.map(({ grant }) => grant))],
    }))
    .sort((a, b) => a.place.index - b.place.index);
}

/** Whether every request of the action is refused. */
export function refusesAll({ extent, dependsOn }: Pick<Refusal, 'extent' | 'dependsOn'>): boolean {
  return extent === Extent.ALL && dependsOn.length === 0;
}

/** Compares the kept statements of a policy with its grants. */
export function judge(
  { bucket, account, grants, statements, acceptedDenies = [] }: JudgedPolicy,
  now: Date,
): Judgement {
  const name = bucket ?? bucketInResources(statements);
  const allows = ({ expires }: ZencoderGrant) => expires === undefined || Date.parse(expires) > now.getTime();
  const each = accountsOf(account).map((requester) => {
    const requests = zencoderRequests(requester, now);
    const beyond = rightsBeyondGrants(grants, statements, name, { requester, account }, requests);
    return { requester, beyond, refusals: refusalsOf(grants, statements, name, requests) };
  });
  return {
    beyond: grouped(
      each.flatMap(({ beyond }) => beyond),
      (right) => right,
    ).map(([right]) => right!),
    refusals: refusalsOfAll(each)
      .filter(({ grant }) => allows(grants[grant]!))
      .map((refusal) => ({
        ...refusal,
        isAccepted: refusal.place.sid !== undefined && acceptedDenies.includes(refusal.place.sid),
      })),
  };
}

/** Merges the refusals that are equal for several accounts. */
function refusalsOfAll(each: readonly { readonly requester: OneAccount; readonly refusals: readonly Refusal[] }[]) {
  if (each.length === 1) {
    return each[0]!.refusals;
  }
  const found = each.flatMap(({ requester, refusals }) => refusals.map((refusal) => ({ requester, refusal })));
  return grouped(found, ({ refusal }) => refusal).map((alike) => {
    const { refusal } = alike[0]!;
    const accounts = alike.map(({ requester }) => requester.accountId);
    return accounts.length === each.length ? refusal : { ...refusal, accounts };
  });
}

const BUCKET_IN_ARN = /^arn:[^:]*:s3:::([^/*?$]+)(?:\/|$)/;

/** The bucket in the resources of the statements. S3 refuses a policy that names another bucket, so it is the bucket of the policy. */
function bucketInResources(statements: readonly Json[]): string {
  const resources = statements.filter(isObject).flatMap(({ Resource, NotResource }) => asList(Resource ?? NotResource));
  return resources.flatMap((resource) => BUCKET_IN_ARN.exec(asText(resource))?.[1] ?? [])[0] ?? 'bucket';
}
