import { ALWAYS, expiresOf } from '../../grants/access-window';
import type { ZencoderGrant } from '../../grants/grant';
import { OUR_SID } from '../../grants/sid';
import type { Account } from '../../iam/account';
import { meaningOf } from '../../iam/meaning';
import { currentStatements, statementsOf } from '../../iam/policy';
import { coversRequester } from '../../iam/principal';
import { judge, refusesAll } from '../../judgement/judgement';
import { type SplitStatement, splitStatements } from '../../judgement/split-statements';
import { isObject, type JsonObject } from '../../messages/json';
import { Zencoder, type ZencoderAction } from '../../zencoder/account-and-roles';
import { Direction } from '../change-sentences';
import { isSuccessor } from '../file-changes';
import type { RightRefusal } from '../kept-statements';
import type { Right } from '../right';
import { rightChanges } from '../right-changes';
import type { PlanChange, PlannedStatementChange, UnreadStatementChange } from './plan-change';
import { type ReadRights, type RightsContext, readRights, rightsBy, type UnreadStatement } from './policy-rights';

const { OPENS, CLOSES } = Direction;

/** What replacing a policy opens and closes for Zencoder, and what it does to the statements of other principals. */
export function comparedPolicies(
  before: JsonObject,
  after: JsonObject,
  context: RightsContext,
  now: Date,
): PlanChange[] {
  return [...zencoderChanges(before, after, context, now), ...statementChanges(before, after, context)];
}

/** What replacing a policy opens and closes for Zencoder. The inline policy of a user has no other principals. */
export function zencoderChanges(
  before: JsonObject,
  after: JsonObject,
  context: RightsContext,
  now: Date,
): PlanChange[] {
  const [was, is] = [readRights(before, context), readRights(after, context)] as [ReadRights, ReadRights];
  const all = [...was.allows, ...is.allows];
  const sides = { before: rightsBy(was.allows, all, context), after: rightsBy(is.allows, all, context) };
  return [
    ...rightChanges(sides, (right) => refusalsOf(right, after, context, now), now),
    ...unreadChanges(was.unread, is.unread, OPENS, context),
    ...unreadChanges(is.unread, was.unread, CLOSES, context),
  ];
}

/** The statements of the second list that the first list does not have. */
export function unreadChanges(
  known: readonly UnreadStatement[],
  statements: readonly UnreadStatement[],
  direction: Direction,
  { who, name }: Pick<RightsContext, 'who' | 'name'>,
): UnreadStatementChange[] {
  const meanings = new Set(known.map(({ statement }) => meaningOf(statement)));
  return statements
    .filter(({ statement }) => !meanings.has(meaningOf(statement)))
    .map((unread) => ({ kind: 'unread-statement', direction, who, bucket: name, ...unread }));
}

/** The statements of the new policy that deny every request of a right. */
function refusalsOf(right: Right, policy: JsonObject, context: RightsContext, now: Date): RightRefusal[] {
  const { account, bucket } = context;
  const statements = currentStatements(policy).map((one) => (isObject(one) && one.Effect === 'Deny' ? one : null));
  const isKnown = Zencoder.actions().includes(right.action as ZencoderAction);
  if (context.who.kind === 'user' || !isKnown || statements.every((one) => one === null)) {
    return [];
  }
  const { refusals } = judge({ bucket, account, grants: [grantOf(right)], statements }, now);
  return refusals.filter(refusesAll).map((refusal) => ({ ...refusal, right, account }));
}

function grantOf({ action, scope }: Right): ZencoderGrant {
  const { prefix, key } = scope as { readonly prefix?: string; readonly key?: string };
  return {
    actions: [action as ZencoderAction],
    expires: expiresOf(ALWAYS),
    prefixes: prefix ? [prefix] : undefined,
    keys: key === undefined ? undefined : [key],
  };
}

/** The changes of the statements of other principals. Changes of Sids or of the order are ignored. */
function statementChanges(
  before: JsonObject,
  after: JsonObject,
  { account, name }: RightsContext,
): PlannedStatementChange[] {
  const [was, is] = [before, after].map((policy) => statementsOfOtherPrincipals(policy, account)) as [
    SplitStatement[],
    SplitStatement[],
  ];
  const [dropped, added] = [without(was, is), without(is, was)];
  const successorOf = (one: SplitStatement) => added.find((other) => isSuccessor(one.statement, other.statement));
  const successors = new Set(dropped.map(successorOf));
  const change = (
    what: PlannedStatementChange['what'],
    { statement, index }: SplitStatement,
    opens: boolean,
    differs?: readonly string[],
  ): PlannedStatementChange => {
    const { Sid } = statement;
    const place = { index, ...(typeof Sid === 'string' ? { sid: Sid } : {}) };
    const concernsZencoder = statement.Effect === 'Deny' && coversRequester(statement, account) !== false;
    const direction = opens ? OPENS : CLOSES;
    return { kind: 'other-statement', direction, bucket: name, what, statement, place, differs, concernsZencoder };
  };
  return [
    ...dropped.map((one) => {
      const successor = successorOf(one);
      return successor === undefined
        ? change('goes', one, one.statement.Effect === 'Deny')
        : change('changes', successor, true, differing(one.statement, successor.statement));
    }),
    ...added.filter((one) => !successors.has(one)).map((one) => change('comes', one, one.statement.Effect !== 'Deny')),
  ];
}

/**
 * The statements of other principals in a policy. Only the principals decide: a statement is not for Zencoder because its Sid looks
 * like one that this package writes.
 */
export function statementsOfOtherPrincipals(policy: JsonObject, account: Account): SplitStatement[] {
  const Statement = statementsOf(policy).map((one) => {
    const { Sid, ...rest } = isObject(one) ? one : {};
    return typeof Sid === 'string' && OUR_SID.test(Sid) ? rest : one;
  });
  return splitStatements({ ...policy, Statement }, account).filter(({ isForZencoder }) => !isForZencoder);
}

/** The statements that are not in the second list. They are compared by their meaning. */
function without(statements: readonly SplitStatement[], known: readonly SplitStatement[]): SplitStatement[] {
  const meanings = new Set(known.map(({ statement }) => meaningOf(statement)));
  return statements.filter(({ statement }) => !meanings.has(meaningOf(statement)));
}

/** The elements that have a different meaning in two statements. */
function differing(before: JsonObject, after: JsonObject): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const meaning = (statement: JsonObject, name: string) =>
    Object.hasOwn(statement, name) ? meaningOf({ [name]: statement[name]! }) : '';
  return names.filter((name) => meaning(before, name) !== meaning(after, name));
}
