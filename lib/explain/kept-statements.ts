import type { ResolvedBucket } from '../config/resolve';
import { expiresOf } from '../grants/access-window';
import { grantsOf } from '../grants/bucket-policy';
import type { ZencoderGrant } from '../grants/grant';
import { ZencoderObjectMethod } from '../grants/object-access';
import { type Accounts, accountsOf, namesEverybody, type OneAccount } from '../iam/account';
import { asList, labelOf, statementsOfText } from '../iam/policy';
import { type JudgedRefusal, judge, refusesAll } from '../judgement/judgement';
import { conditionWords, firstOf } from '../judgement/judgement-findings';
import { Extent } from '../judgement/refusals';
import { grouped } from '../messages/grouped';
import { isObject, type Json } from '../messages/json';
import type { ZencoderAction } from '../zencoder/account-and-roles';
import { identityOf } from '../zencoder/another-zencoder';
import type { Right } from './right';
import { inSentenceOrder } from './words';

/** The place of a kept statement. */
export interface KeptStatement {
  /** The index of the statement in `otherStatements`, from 0. */
  readonly statement: number;
  readonly sid?: string;
}

/** A kept statement that denies a right. */
export interface RefusedBy extends KeptStatement {
  /** Whether the file accepts the denial with `acceptedDenies`. */
  readonly accepted: boolean;
}

/** What a kept statement denies of a right. */
export interface RightRefusal extends JudgedRefusal {
  readonly right: Right;
  /** The accounts that the right is for, as statements name them. */
  readonly account: Accounts;
}

/** A right, and what kept statements deny of it. */
export interface JudgedRight {
  readonly right: Right;
  /** Statements that deny every request of the right; empty if some requests are allowed. */
  readonly refusals: readonly RightRefusal[];
  /** Statements that deny a part of the right, or deny it depending on the request. */
  readonly partialRefusals: readonly RightRefusal[];
}

/**
 * Evaluates each right of a file against the statements that the policy of its bucket keeps. The account of a user is not known,
 * so only a Deny of everybody without a Condition denies a user. A KMS key has its own policy, and is not evaluated.
 */
export function judgedRights(
  rights: readonly Right[],
  buckets: ReadonlyMap<string, ResolvedBucket>,
  now: Date,
): JudgedRight[] {
  const accountOf = ({ bucket, by, who }: Right): Accounts => {
    const isProductionByAcl = by !== ZencoderObjectMethod.POLICY && who.kind === 'account';
    if (who.kind === 'user' || isProductionByAcl) {
      return identityOf();
    }
    const zencoder = identityOf(buckets.get(bucket)?.zencoder);
    return accountsOf(zencoder).find((one) => isOf(who, one)) ?? zencoder;
  };
  const judged = grouped(rights, (right) => [right.bucket, right.who, accountOf(right)]).flatMap((group) => {
    const { bucket, who } = group[0]!;
    const account = accountOf(group[0]!);
    const kept = keptStatements(buckets.get(bucket));
    const statements = who.kind === 'user' ? kept.map((one) => (isForAll(one) ? one : null)) : kept;
    const { acceptedDenies } = buckets.get(bucket) ?? {};
    const { refusals } = judge({ bucket, account, grants: group.map(grantOf), statements, acceptedDenies }, now);
    const ofRights = group.map((right) => ({
      right,
      refusals: [] as RightRefusal[],
      partialRefusals: [] as RightRefusal[],
    }));
    for (const refusal of refusals) {
      const { right, ...lists } = ofRights[refusal.grant]!;
      lists[refusesAll(refusal) ? 'refusals' : 'partialRefusals'].push({ ...refusal, right, account });
    }
    return ofRights;
  });
  const byRight = new Map(judged.map((one) => [one.right, one]));
  return rights.map((right) => byRight.get(right)!);
}

function isOf(who: Exclude<Right['who'], { readonly kind: 'user' }>, { accountId, canonicalUserId }: OneAccount) {
  return who.kind === 'account' ? who.accountId === accountId : who.canonicalUserId === canonicalUserId;
}

/** A right as a grant on the bucket. A right on a KMS key is not on the bucket, and becomes a grant without actions. */
function grantOf({ action, scope, window }: Right): ZencoderGrant {
  const { prefix, key } = scope as { readonly prefix?: string; readonly key?: string };
  return {
    actions: scope.kind === 'kms-key' ? [] : [action as ZencoderAction],
    expires: expiresOf(window),
    prefixes: prefix ? [prefix] : undefined,
    keys: key === undefined ? undefined : [key],
  };
}

function isForAll(statement: Json): boolean {
  return isObject(statement) && namesEverybody(statement.Principal) && statement.Condition === undefined;
}

/** The statements of other principals that the policy of a bucket keeps. */
export function keptStatements(bucket: ResolvedBucket | undefined): Json[] {
  return statementsOfText(bucket?.document?.otherStatements ?? null);
}

export function refusedBy({ place: { index, sid }, isAccepted }: JudgedRefusal): RefusedBy {
  return { statement: index, sid, accepted: isAccepted };
}

/** The name of a statement in messages. */
export function labelOfKept({ statement, sid }: KeptStatement): string {
  return labelOf({ index: statement, sid });
}

/** Whether kept statements leave some requests of a right allowed. */
export function isHeld({ refusals }: JudgedRight): boolean {
  return refusals.length === 0;
}

/** The entries that give what is denied, with a verb: `grants[0], objects[1] allow`. */
function allowing(refusals: readonly RightRefusal[]): string {
  const entries = entriesOf(refusals);
  return `${firstOf(entries)} ${entries.length > 1 ? 'allow' : 'allows'}`;
}

/** The entries that give what is denied, to follow `allowed by`. */
export function allowedBy(refusals: readonly RightRefusal[]): string {
  return firstOf(entriesOf(refusals));
}

function entriesOf(refusals: readonly RightRefusal[]): string[] {
  return [...new Set(refusals.map(({ right }) => right.from))];
}

/** What a kept statement allows everybody, including Zencoder, beyond the grants. */
export interface BeyondGrants extends KeptStatement {
  readonly who: 'everybody';
  /** The `NotPrincipal` of the statement: the principals that it excludes. */
  readonly except?: Json;
  /** As the statement has them; `all but` and a pattern for `NotAction` and `NotResource`. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** The conditions that every request of Zencoder meets, in words. */
  readonly conditions: readonly string[];
  /** The conditions that depend on the request, in words. */
  readonly dependsOn: readonly string[];
}

export function beyondGrants(bucket: ResolvedBucket, now: Date): BeyondGrants[] {
  const statements = keptStatements(bucket);
  if (bucket.document === undefined || statements.length === 0) {
    return [];
  }
  const grants = grantsOf(bucket.document);
  const { beyond } = judge({ bucket: bucket.bucket, account: bucket.zencoder, grants, statements }, now);
  return beyond
    .filter((right) => right.beyond.actions.length > 0)
    .map(({ place: { index, sid }, statement, beyond: { actions, resources }, because, dependsOn }) => ({
      statement: index,
      sid,
      who: 'everybody',
      except: statement.NotPrincipal,
      actions,
      resources,
      conditions: because,
      dependsOn: dependsOn.map(({ when }) => when),
    }));
}

/** What a kept statement denies of grants: a part of them, or some requests on purpose. */
export interface Note extends RefusedBy {
  /** The note as a sentence. */
  readonly says: string;
  /** The entries that give what is denied: `grants[0]`. */
  readonly grants: readonly string[];
  readonly actions: readonly string[];
  /** The resources, as the statement has them. */
  readonly resources: readonly string[];
  /** The conditions that depend on the request, in words. */
  readonly dependsOn: readonly string[];
}

/** Notes about what kept statements deny, if it is neither a whole right nor a warning of the file. */
export function notes(judged: readonly JudgedRight[]): Note[] {
  const partial = grouped(judged, ({ right: { from, action } }) => [from, action]).flatMap((rights) =>
    rights.flatMap(({ partialRefusals }) => partialRefusals.filter((refusal) => !isWarned(refusal, rights))),
  );
  return grouped(partial, ({ place, extent, dependsOn }) => [place.index, extent, dependsOn])
    .map(noteOf)
    .sort((a, b) => a.statement - b.statement);
}

/**
 * Whether the check of the file already warns of a statement, because it can deny all of an action of an entry and is not accepted.
 * @param rights the rights of one action and entry
 */
function isWarned({ place, isAccepted }: RightRefusal, rights: readonly JudgedRight[]): boolean {
  const isWhole = ({ right, partialRefusals }: JudgedRight) =>
    right.by === ZencoderObjectMethod.POLICY &&
    partialRefusals.some((refusal) => refusal.place.index === place.index && refusal.extent === Extent.ALL);
  return !isAccepted && rights.every(isWhole);
}

function noteOf(refusals: readonly RightRefusal[]): Note {
  const { place, statement, isAccepted, extent, dependsOn } = refusals[0]!;
  const actions = inSentenceOrder(refusals.map(({ right }) => right.action));
  const resources = [
    ...asList(statement.Resource).map(String),
    ...asList(statement.NotResource).map((value) => `all but ${String(value)}`),
  ];
  const conditions = dependsOn.length === 0 ? '' : `, ${conditionWords(dependsOn)}`;
  const denied =
    extent === Extent.PART
      ? `${actions.join(', ')} on ${firstOf(resources)}, a part of what ${allowing(refusals)}${conditions}`
      : `${actions.join(', ')} (allowed by ${allowedBy(refusals)})${conditions}${isAccepted ? '; acceptedDenies accepts this' : ''}`;
  return {
    says: `${labelOf(place)} denies Zencoder ${denied}`,
    ...refusedBy(refusals[0]!),
    grants: entriesOf(refusals),
    actions,
    resources,
    dependsOn: dependsOn.map(({ when }) => when),
  };
}
