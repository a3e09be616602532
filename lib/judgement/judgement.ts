import type { ZencoderGrant } from '../grants/grant';
import { type Accounts, accountsOf, type OneAccount } from '../iam/account';
import { asList } from '../iam/policy';
import { grouped } from '../messages/grouped';
import { isObject, type Json } from '../messages/json';
import { Extent, type Refusal, refusalsOf } from './refusals';
import { type RightBeyondGrants, rightsBeyondGrants } from './rights-beyond-grants';
import { zencoderRequests } from './zencoder-requests';

/** Grants and the statements that are to be kept beside them in one policy. */
export interface JudgedPolicy {
  /** Undefined where its name is known only at plan time. */
  readonly bucket: string | undefined;
  readonly account: Accounts;
  readonly grants: readonly ZencoderGrant[];
  readonly statements: readonly Json[];
  /** Sids of statements that deny on purpose. */
  readonly acceptedDenies?: readonly string[];
}

/** What a policy gives Zencoder that no grant says, and what it refuses although a grant says it. */
export interface Judgement {
  readonly beyond: readonly RightBeyondGrants[];
  /** For each action by itself; `isAccepted` where the file accepts the statement. */
  readonly refusals: readonly JudgedRefusal[];
}

export interface JudgedRefusal extends Refusal {
  readonly isAccepted: boolean;
  /** The accounts of Zencoder that are refused, where not all of them are. */
  readonly accounts?: readonly string[];
}

/** What one statement refuses of all grants in the same way. */
export interface StatementRefusal extends Omit<JudgedRefusal, 'grant' | 'resources'> {
  /** The places of the grants, in order. */
  readonly grants: readonly number[];
}

/** One for all grants and actions that a statement refuses alike. */
export function byStatement(refusals: readonly JudgedRefusal[]): StatementRefusal[] {
  return grouped(refusals, ({ place, extent, dependsOn, accounts }) => [place.index, extent, dependsOn, accounts])
    .map((alike) => ({
      ...alike.at(-1)!,
      actions: [...new Set(alike.flatMap(({ actions }) => actions))],
      grants: [...new Set(alike.map(({ grant }) => grant))],
    }))
    .sort((a, b) => a.place.index - b.place.index);
}

/** Whether nothing is left of an action of a grant. */
export function refusesAll({ extent, dependsOn }: Pick<Refusal, 'extent' | 'dependsOn'>): boolean {
  return extent === Extent.ALL && dependsOn.length === 0;
}

export function judge(
  { bucket, account, grants, statements, acceptedDenies = [] }: JudgedPolicy,
  now: Date,
): Judgement {
  const name = bucket ?? namedBucket(statements);
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

/** What is refused to several accounts alike, once. */
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

const NAMED_BUCKET = /^arn:[^:]*:s3:::([^/*?$]+)(?:\/|$)/;

/** S3 takes no policy that names another bucket than its own: so what the statements name is the bucket, whatever its name will be. */
function namedBucket(statements: readonly Json[]): string {
  const resources = statements.filter(isObject).flatMap(({ Resource, NotResource }) => asList(Resource ?? NotResource));
  return resources.flatMap((resource) => NAMED_BUCKET.exec(String(resource))?.[1] ?? [])[0] ?? 'bucket';
}
