import { isObject, type Json, type JsonObject } from '../policy/json';
import { byCodePoint } from '../policy/text';
import type { OtherStatementChange } from './change';
import { type BucketPair, hasPolicy } from './file-buckets';
import { Direction } from './reach-changes';

/** The statements of others that a policy document holds. */
export function statementsIn(json: string | undefined): JsonObject[] {
  const policy = json === undefined ? {} : (JSON.parse(json) as Json);
  return isObject(policy) ? ([policy.Statement ?? []].flat() as Json[]).filter(isObject) : [];
}

/**
 * What is no longer the same among the statements of others. Those of a bucket whose policy comes into the file are taken for
 * what it has already; those of a policy that leaves it are deleted with the policy.
 */
export function otherStatementChanges({ name, before, after }: BucketPair): OtherStatementChange[] {
  if (!hasPolicy(before)) {
    return [];
  }
  const [old, young] = [statementsIn(before.otherStatements), statementsIn(after?.otherStatements)];
  const going = without(old, young);
  const coming = without(young, old);
  const isChanged = (statement: JsonObject) => coming.some((other) => isSuccessor(statement, other));
  const change = { kind: 'other-statement' as const, bucket: name };
  return [
    ...going.map((statement): OtherStatementChange => {
      const changed = isChanged(statement);
      const opens = changed || statement.Effect === 'Deny';
      return { ...change, direction: direction(opens), what: changed ? 'changes' : 'goes', statement };
    }),
    ...coming
      .filter((statement) => !going.some((other) => isSuccessor(other, statement)))
      .map((statement): OtherStatementChange => {
        return { ...change, direction: direction(statement.Effect === 'Allow'), what: 'comes', statement };
      }),
  ];
}

function direction(opens: boolean): Direction {
  return opens ? Direction.OPENS : Direction.CLOSES;
}

function without(some: readonly JsonObject[], others: readonly JsonObject[]): JsonObject[] {
  const known = new Set(others.map(meaning));
  return some.filter((statement) => !known.has(meaning(statement)));
}

function isSuccessor(old: JsonObject, young: JsonObject): boolean {
  return old.Sid !== undefined && old.Sid === young.Sid && old.Effect === young.Effect;
}

/** The same for statements that differ in their Sid, in the order of what they list, or in a list of one. */
function meaning({ Sid: _, ...statement }: JsonObject): string {
  return JSON.stringify(inOrder(statement));
}

function inOrder(value: Json): Json {
  if (Array.isArray(value)) {
    const members = value.map(inOrder).sort((a, b) => byCodePoint(JSON.stringify(a), JSON.stringify(b)));
    return members.length === 1 ? members[0]! : members;
  }
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => byCodePoint(a, b))
          .map(([name, member]) => [name, inOrder(member)]),
      )
    : value;
}
