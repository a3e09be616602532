import type { ResolvedBucket } from '../config/resolve';
import { expiresOf } from '../grants/access-window';
import { grantsOf } from '../grants/bucket-policy';
import type { ZencoderGrant } from '../grants/grant';
import { ZencoderObjectMethod } from '../grants/object-access';
import { type Accounts, accountsOf, namesEverybody, type OneAccount } from '../iam/account';
import { asList, labelOf, statementsOfText } from '../iam/policy';
import { type JudgedRefusal, judge, refusesAll } from '../judgement/judgement';
import { conditionWords, some } from '../judgement/judgement-findings';
import { Extent } from '../judgement/refusals';
import { grouped } from '../messages/grouped';
import { isObject, type Json } from '../messages/json';
import type { ZencoderAction } from '../zencoder/account-and-roles';
import { identityOf } from '../zencoder/another-zencoder';
import type { Right } from './right';
import { inTellingOrder } from './words';

/** A statement by its place in the policy that is kept, from 0. */
export interface KeptStatement {
  /** Its place. */
  readonly statement: number;
  readonly sid?: string;
}

/** A kept statement that refuses a right. */
export interface RefusedBy extends KeptStatement {
  /** The file accepts it, by `acceptedDenies`. */
  readonly accepted: boolean;
}

/** What one kept statement denies of a right. */
export interface RightRefusal extends JudgedRefusal {
  readonly right: Right;
  /** Whom the right is for, as statements name it. */
  readonly account: Accounts;
}

/** A right, and what kept statements deny of it. */
export interface JudgedRight {
  readonly right: Right;
  /** What denies each request of it; nothing where something of it is left. */
  readonly refusals: readonly RightRefusal[];
  /** What denies a part of it, or depends on the request. */
  readonly doubts: readonly RightRefusal[];
}

/**
 * Rights of a file, each judged by the statements that the policy of its bucket keeps. Of the account of a user nothing is known:
 * what denies everybody everything without a condition denies it too. A key of KMS has a policy of its own.
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
    const ofRights = group.map((right) => ({ right, refusals: [] as RightRefusal[], doubts: [] as RightRefusal[] }));
    for (const refusal of refusals) {
      const { right, ...lists } = ofRights[refusal.grant]!;
      lists[refusesAll(refusal) ? 'refusals' : 'doubts'].push({ ...refusal, right, account });
    }
    return ofRights;
  });
  const byRight = new Map(judged.map((one) => [one.right, one]));
  return rights.map((right) => byRight.get(right)!);
}

function isOf(who: Exclude<Right['who'], { readonly kind: 'user' }>, { accountId, canonicalUserId }: OneAccount) {
  return who.kind === 'account' ? who.accountId === accountId : who.canonicalUserId === canonicalUserId;
}

/** A right as a grant of its own; what is allowed on keys of KMS is none of a bucket. */
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

/** What every message calls the statement. */
export function labelOfKept({ statement, sid }: KeptStatement): string {
  return labelOf({ index: statement, sid });
}

/** Whether something is left of a right. */
export function isHeld({ refusals }: JudgedRight): boolean {
  return refusals.length === 0;
}

/** `grants[0], objects[1] allow`, of the entries that give what is refused. */
export function allowing(refusals: readonly RightRefusal[]): string {
  const entries = entriesOf(refusals);
  return `${some(entries)} ${entries.length > 1 ? 'allow' : 'allows'}`;
}

function entriesOf(refusals: readonly RightRefusal[]): string[] {
  return [...new Set(refusals.map(({ right }) => right.from))];
}

/** What a kept statement allows everybody, and so Zencoder, beyond the grants. */
export interface BeyondGrants extends KeptStatement {
  readonly who: 'everybody';
  /** The `NotPrincipal`, which excepts somebody. */
  readonly except?: Json;
  /** In the words of the statement; `all but` and a pattern for what it names by exceptions. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** What holds for each request of Zencoder, in words. */
  readonly conditions: readonly string[];
  /** What only a request can tell, in words. */
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

/** A part of grants that a kept statement denies, or what it denies on purpose in some requests. */
export interface Note extends RefusedBy {
  /** What it is, in a sentence. */
  readonly says: string;
  /** The entries that give what is denied: `grants[0]`. */
  readonly grants: readonly string[];
  readonly actions: readonly string[];
  /** What the statement is about, in its words. */
  readonly resources: readonly string[];
  /** What only a request can tell, in words. */
  readonly dependsOn: readonly string[];
}

/** What kept statements deny that is neither a whole right nor a warning of the file. */
export function notes(judged: readonly JudgedRight[]): Note[] {
  const doubtful = grouped(judged, ({ right: { from, action } }) => [from, action]).flatMap((rights) =>
    rights.flatMap(({ doubts }) => doubts.filter((doubt) => !isWarned(doubt, rights))),
  );
  return grouped(doubtful, ({ place, extent, dependsOn }) => [place.index, extent, dependsOn])
    .map(noteOf)
    .sort((a, b) => a.statement - b.statement);
}

/**
 * The file warns of a statement that can deny all of an action of an entry, whatever is accepted.
 * @param rights those of one action and entry
 */
function isWarned({ place, isAccepted }: RightRefusal, rights: readonly JudgedRight[]): boolean {
  const isWhole = ({ right, doubts }: JudgedRight) =>
    right.by === ZencoderObjectMethod.POLICY &&
    doubts.some((doubt) => doubt.place.index === place.index && doubt.extent === Extent.ALL);
  return !isAccepted && rights.every(isWhole);
}

function noteOf(doubts: readonly RightRefusal[]): Note {
  const { place, statement, isAccepted, extent, dependsOn } = doubts[0]!;
  const actions = inTellingOrder(doubts.map(({ right }) => right.action));
  const resources = [
    ...asList(statement.Resource).map(String),
    ...asList(statement.NotResource).map((value) => `all but ${String(value)}`),
  ];
  const conditions = dependsOn.length === 0 ? '' : `, ${conditionWords(dependsOn)}`;
  const denied =
    extent === Extent.PART
      ? `${actions.join(', ')} on ${some(resources)}, a part of what ${allowing(doubts)}${conditions}`
      : `${actions.join(', ')}, which ${allowing(doubts)}${conditions}${isAccepted ? '; that is on purpose (acceptedDenies)' : ''}`;
  return {
    says: `${labelOf(place)} denies Zencoder ${denied}`,
    ...refusedBy(doubts[0]!),
    grants: entriesOf(doubts),
    actions,
    resources,
    dependsOn: dependsOn.map(({ when }) => when),
  };
}
