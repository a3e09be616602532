import type { ResolvedBucket } from '../config/resolve';
import { grantsOf } from '../grants/bucket-policy';
import { ZencoderObjectMethod } from '../grants/object-access';
import { labelOf, listed } from '../iam/policy';
import { judge } from '../judgement/judgement';
import { conditionWords, some } from '../judgement/judgement-findings';
import { Extent } from '../judgement/refusals';
import { grouped } from '../messages/grouped';
import type { Json } from '../messages/json';
import {
  allowing,
  entriesOf,
  type JudgedRight,
  type KeptStatement,
  keptStatements,
  type RefusedBy,
  type RightRefusal,
  refusedBy,
} from './judged-right';
import { inTellingOrder } from './words';

/** What a kept statement allows everybody, and so Zencoder, beyond the grants. A type for JSON. */
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

/** A part of grants that a kept statement denies, or what it denies on purpose in some requests. A type for JSON. */
export interface Note extends RefusedBy {
  readonly says: string;
  /** The entries that give what is denied: `grants[0]`. */
  readonly grants: readonly string[];
  readonly actions: readonly string[];
  /** What the statement is about, in its words. */
  readonly resources: readonly string[];
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
    ...listed(statement.Resource).map(String),
    ...listed(statement.NotResource).map((value) => `all but ${String(value)}`),
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
