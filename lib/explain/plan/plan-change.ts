import { actionsAndResourcesOf } from '../../adopt/loss';
import { asList, labelOf, type StatementPlace } from '../../iam/policy';
import { statementWords } from '../../judgement/split-statements';
import { isObject, type JsonObject } from '../../messages/json';
import { counted, printable, shown } from '../../messages/wording';
import { aboutOf, type Change, Direction, type OtherStatementChange, sentence } from '../change-sentences';
import { nameOf, type Principal } from '../right';
import type { Show } from '../words';

/** Something that an apply opens or closes. */
export type PlanChange =
  | Exclude<Change, OtherStatementChange>
  | PlannedStatementChange
  | UnreadStatementChange
  | UndisclosedChange;

/** A statement of other principals, or a Deny, which is dropped, changed or added. */
export interface PlannedStatementChange extends OtherStatementChange {
  /** Its place in the policy that has it: the one before where it is dropped, else the one after. */
  readonly place: StatementPlace;
  /** The elements that are others than before. */
  readonly differs?: readonly string[];
  /** A Deny that is about Zencoder too. */
  readonly concernsZencoder: boolean;
}

/** A statement for Zencoder that is not compared with others: it has conditions or wildcards that grants do not have. */
export interface UnreadStatementChange {
  readonly kind: 'unread-statement';
  readonly direction: Direction;
  readonly who: Principal;
  readonly bucket: string;
  readonly place: StatementPlace;
  readonly statement: JsonObject;
}

/** Changes by what is sensitive, of which nothing but their number is told. */
export interface UndisclosedChange {
  readonly kind: 'undisclosed';
  readonly direction: Direction;
  readonly bucket: string;
  /** Where it is the policy of a user. */
  readonly user?: string;
  /** What they are about: what Zencoder may do, statements of others, or whether ACLs count. */
  readonly what: 'rights' | 'acls' | 'dropped' | 'changed' | 'added';
  readonly count: number;
}

export function aboutOfPlanned(change: PlanChange, show: Show = shown): string {
  if (change.kind === 'unread-statement' && change.who.kind === 'user') {
    return `user ${show(change.who.user)}`;
  }
  if (change.kind === 'undisclosed') {
    return change.user === undefined ? show(change.bucket) : `user ${show(change.user)}`;
  }
  return change.kind === 'unread-statement' ? show(change.bucket) : aboutOf(change, show);
}

const LOST: readonly UndisclosedChange['what'][] = ['dropped', 'changed'];

/** Whether other principals lose something by it. */
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

/** What a change opens or closes, in a sentence. */
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

const WHAT: Readonly<Record<OtherStatementChange['what'], string>> = {
  comes: 'A statement of other principals is added',
  goes: 'A statement of other principals is dropped',
  changes: 'A statement of other principals changes, and has to be read',
};

function statementSentence(change: PlannedStatementChange, text: (text: string) => string): string {
  const { what, statement, place, differs = [], concernsZencoder } = change;
  const others = differs.length === 0 ? '' : `; what differs: ${differs.join(', ')}`;
  const zencoder = concernsZencoder ? '; it is about Zencoder too' : '';
  return `${WHAT[what]}: ${text(statementWords(statement, place.index))}${others}${zencoder}`;
}

const LONGEST = 400;

function unreadSentence(
  { direction, who, place, statement }: UnreadStatementChange,
  show: Show,
  text: (text: string) => string,
): string {
  const { actions, resources } = actionsAndResourcesOf(statement);
  const condition = isObject(statement.Condition) ? `, under the condition ${JSON.stringify(statement.Condition)}` : '';
  const principal = asList(statement.NotPrincipal).length > 0 ? ', by its NotPrincipal' : '';
  const words = `${actions.join(', ')} on ${resources.join(', ')}${condition}${principal}`;
  const name = nameOf(who, show);
  const subject = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const opens = direction === Direction.OPENS;
  const verb = statement.Effect === 'Deny' ? 'denies' : 'allows';
  const short = words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words;
  return `${subject} ${opens ? 'may now' : 'may no longer'} do what ${text(`${labelOf(place)} ${verb}: ${short}`)}; this statement has to be read`;
}

function undisclosedSentence({ what, count, direction }: UndisclosedChange): string {
  const why = 'it is sensitive, and so not printed';
  const opens = direction === Direction.OPENS;
  switch (what) {
    case 'rights':
      return `Zencoder ${opens ? 'may now do more than before' : 'may no longer do all that it could'}; ${why}`;
    case 'acls':
      return `ACLs ${opens ? 'count' : 'count no longer'}, whatever grants they hold; ${why}`;
    default:
      return `${counted(count, 'statement')} of others ${count === 1 ? 'is' : 'are'} ${what}; ${why}`;
  }
}

/** The same changes without anything of what they say. */
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
