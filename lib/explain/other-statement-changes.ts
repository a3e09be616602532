import { type BucketPair, hasPolicy } from '../config/file-buckets';
import { meaningOf } from '../iam/meaning';
import { statementsOf } from '../iam/policy';
import { isObject, type Json, type JsonObject } from '../messages/json';
import type { OtherStatementChange } from './change';
import { Direction } from './window-changes';

/** The statements of others that a policy document holds. */
export function statementsIn(json: string | undefined): JsonObject[] {
  return json === undefined ? [] : statementsOf(JSON.parse(json) as Json).filter(isObject);
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
  const known = new Set(others.map(meaningOf));
  return some.filter((statement) => !known.has(meaningOf(statement)));
}

function isSuccessor(old: JsonObject, young: JsonObject): boolean {
  return old.Sid !== undefined && old.Sid === young.Sid && old.Effect === young.Effect;
}
