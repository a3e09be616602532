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

/** What one policy in the place of another opens and closes to Zencoder, and what it does to the statements of others. */
export function comparedPolicies(
  before: JsonObject,
  after: JsonObject,
  context: RightsContext,
  now: Date,
): PlanChange[] {
  return [...zencoderChanges(before, after, context, now), ...statementChanges(before, after, context)];
}

/** The same for the inline policy of a user, which is for nobody else. */
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

/** Those that the second list has and the first has not. */
export function unreadChanges(
  some: readonly UnreadStatement[],
  others: readonly UnreadStatement[],
  direction: Direction,
  { who, name }: Pick<RightsContext, 'who' | 'name'>,
): UnreadStatementChange[] {
  const known = new Set(some.map(({ statement }) => meaningOf(statement)));
  return others
    .filter(({ statement }) => !known.has(meaningOf(statement)))
    .map((unread) => ({ kind: 'unread-statement', direction, who, bucket: name, ...unread }));
}

/** What the statements that deny afterwards leave nothing of. */
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

/** What is no longer the same among the statements of other principals. Sids and the order do not count. */
function statementChanges(
  before: JsonObject,
  after: JsonObject,
  { account, name }: RightsContext,
): PlannedStatementChange[] {
  const [was, is] = [before, after].map((policy) => othersIn(policy, account)) as [SplitStatement[], SplitStatement[]];
  const [going, coming] = [without(was, is), without(is, was)];
  const successorOf = (old: SplitStatement) => coming.find((one) => isSuccessor(old.statement, one.statement));
  const isPredecessor = new Set(going.map(successorOf));
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
    ...going.map((old) => {
      const young = successorOf(old);
      return young === undefined
        ? change('goes', old, old.statement.Effect === 'Deny')
        : change('changes', young, true, differing(old.statement, young.statement));
    }),
    ...coming
      .filter((one) => !isPredecessor.has(one))
      .map((one) => change('comes', one, one.statement.Effect !== 'Deny')),
  ];
}

/** By its principals alone: a Sid like those that are made of grants does not make a statement Zencoder's. */
export function othersIn(policy: JsonObject, account: Account): SplitStatement[] {
  const Statement = statementsOf(policy).map((one) => {
    const { Sid, ...rest } = isObject(one) ? one : {};
    return typeof Sid === 'string' && OUR_SID.test(Sid) ? rest : one;
  });
  return splitStatements({ ...policy, Statement }, account).filter(({ isForZencoder }) => !isForZencoder);
}

function without(some: readonly SplitStatement[], others: readonly SplitStatement[]): SplitStatement[] {
  const known = new Set(others.map(({ statement }) => meaningOf(statement)));
  return some.filter(({ statement }) => !known.has(meaningOf(statement)));
}

function differing(old: JsonObject, young: JsonObject): string[] {
  const names = [...new Set([...Object.keys(old), ...Object.keys(young)])];
  const meaning = (statement: JsonObject, name: string) =>
    Object.hasOwn(statement, name) ? meaningOf({ [name]: statement[name]! }) : '';
  return names.filter((name) => meaning(old, name) !== meaning(young, name));
}
