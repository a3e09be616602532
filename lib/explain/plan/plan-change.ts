import { actionsAndResourcesOf } from '../../adopt/loss';
import { asList, labelOf, type StatementPlace } from '../../iam/policy';
import { statementWords } from '../../judgement/split-statements';
import { isObject, type JsonObject } from '../../messages/json';
import { counted, printable, shown } from '../../messages/wording';
import {
  type Change,
  Direction,
  type OtherStatementChange,
  STATEMENT_CHANGES,
  sentence,
  userOf,
} from '../change-sentences';
import { nameAtStart, type Principal } from '../right';
import type { Show } from '../words';
import { bucketSubject, type Subject } from './plan-finding';

/** Something that an apply opens or closes. */
export type PlanChange =
  | Exclude<Change, OtherStatementChange>
  | PlannedStatementChange
  | UnreadStatementChange
  | UndisclosedChange;

/** A statement of other principals, or a Deny, that is dropped, changed or added. */
export interface PlannedStatementChange extends OtherStatementChange {
  /** The place in the new policy, or in the previous policy if the statement is dropped. */
  readonly place: StatementPlace;
  /** The elements that are different from before. */
  readonly differs?: readonly string[];
  /** Whether it is a Deny that applies to Zencoder too. */
  readonly concernsZencoder: boolean;
}

/** A statement for Zencoder that cannot be compared, because it has conditions or wildcards that grants do not have. */
export interface UnreadStatementChange {
  readonly kind: 'unread-statement';
  readonly direction: Direction;
  readonly who: Principal;
  readonly bucket: string;
  readonly place: StatementPlace;
  readonly statement: JsonObject;
}

/** Changes in sensitive values: only their number is shown. */
export interface UndisclosedChange {
  readonly kind: 'undisclosed';
  readonly direction: Direction;
  readonly bucket: string;
  /** The user, if it is the policy of a user. */
  readonly user?: string;
  /** The rights of Zencoder, whether ACLs are enabled, or statements of other principals that are dropped, changed or added. */
  readonly what: 'rights' | 'acls' | 'dropped' | 'changed' | 'added';
  readonly count: number;
}

/** The bucket or user that a change is about. */
export function subjectOfPlanned(change: PlanChange): Subject {
  const user = change.kind === 'undisclosed' ? change.user : userOf(change);
  return user === undefined && 'bucket' in change ? bucketSubject(change.bucket) : { kind: 'user', name: user! };
}

const LOST: readonly UndisclosedChange['what'][] = ['dropped', 'changed'];

/** Whether other principals can lose access by a change. */
export function isLoss(change: PlanChange): boolean {
  switch (change.kind) {
    case 'other-statement':
      return change.what !== 'comes';
    case 'undisclosed':
      return LOST.includes(change.what) || (change.what === 'acls' && change.direction === Direction.CLOSES);
    case 'acls':
      return change.direction === Direction.CLOSES;
    default:
      return false;
  }
}

/** A sentence about what a change opens or closes. */
export function planSentence(
  change: PlanChange,
  show: Show = shown,
  text: (text: string) => string = printable,
): string {
  switch (change.kind) {
    case 'other-statement':
      return statementSentence(change, text);
    case 'unread-statement':
      return unreadSentence(change, show, text);
    case 'undisclosed':
      return undisclosedSentence(change);
    default:
      return sentence(change, show);
  }
}

function statementSentence(change: PlannedStatementChange, text: (text: string) => string): string {
  const { what, statement, place, differs = [], concernsZencoder } = change;
  const difference = differs.length === 0 ? '' : `; differences: ${differs.join(', ')}`;
  const zencoder = concernsZencoder ? '; it applies to Zencoder too' : '';
  return `${STATEMENT_CHANGES[what]}: ${text(statementWords(statement, place.index))}${difference}${zencoder}`;
}

const MAX_LENGTH = 400;

function unreadSentence(
  { direction, who, place, statement }: UnreadStatementChange,
  show: Show,
  text: (text: string) => string,
): string {
  const { actions, resources } = actionsAndResourcesOf(statement);
  const condition = isObject(statement.Condition) ? `, under the condition ${JSON.stringify(statement.Condition)}` : '';
  const principal = asList(statement.NotPrincipal).length > 0 ? ', through NotPrincipal' : '';
  const words = `${actions.join(', ')} on ${resources.join(', ')}${condition}${principal}`;
  const can = direction === Direction.OPENS ? 'can now' : 'can no longer';
  const verb = statement.Effect === 'Deny' ? 'denies' : 'allows';
  const short = words.length > MAX_LENGTH ? `${words.slice(0, MAX_LENGTH)}…` : words;
  return `${nameAtStart(who, show)} ${can} do what ${text(`${labelOf(place)} ${verb}: ${short}`)}; review this statement`;
}

function undisclosedSentence({ what, count, direction }: UndisclosedChange): string {
  const why = 'the plan marks the values as sensitive, so they are not shown; "terraform show -json" shows them';
  const opens = direction === Direction.OPENS;
  switch (what) {
    case 'rights':
      return `Zencoder can ${opens ? 'now do more than before' : 'no longer do everything that it could'}; ${why}`;
    case 'acls':
      return `ACLs are ${opens ? 'enabled, and grants in them take effect' : 'disabled, and grants in them have no effect'}; ${why}`;
    default:
      return `${counted(count, 'statement')} of other principals ${count === 1 ? 'is' : 'are'} ${what}; ${why}`;
  }
}

/** The number of changes of each kind, without any sensitive value. */
export function undisclosed(changes: readonly PlanChange[], subject: Pick<UndisclosedChange, 'bucket' | 'user'>) {
  const hidden = new Map<string, UndisclosedChange>();
  for (const { direction, ...change } of changes) {
    const what =
      change.kind === 'acls'
        ? 'acls'
        : change.kind === 'other-statement'
          ? STATEMENTS[change.what]
          : ('rights' as const);
    const key = `${what} ${direction}`;
    hidden.set(key, { kind: 'undisclosed', direction, ...subject, what, count: (hidden.get(key)?.count ?? 0) + 1 });
  }
  return [...hidden.values()];
}

const STATEMENTS = { comes: 'added', goes: 'dropped', changes: 'changed' } as const;
