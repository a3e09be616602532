import { isObject, type Json, type JsonObject } from '../messages/json';
import { asAccountArn } from './meaning';
import { asList, mapMembers, statementsOf } from './policy';

/**
 * Whether the AWS provider puts a policy in the place of another one. It takes less for the same than {@link meaningOf} does:
 * Sids, the Id, the version and the case of names count, the order of statements and of values does not.
 * Source: hashicorp/awspolicyequivalence, by which `aws_s3_bucket_policy` compares.
 */
export function providerReplaces(before: JsonObject, after: JsonObject): boolean {
  return textOf(before) !== textOf(after);
}

function textOf(policy: JsonObject): string {
  const { Version = '', Id = '' } = policy;
  return JSON.stringify([Version, Id, statementsOf(policy).map(statementText).sort()]);
}

function statementText(statement: Json): string {
  if (!isObject(statement)) {
    return JSON.stringify(statement);
  }
  const members = mapMembers(statement, (name, value) => (name === 'Sid' ? value : inOrder(value)));
  return JSON.stringify(sortedMembers({ Sid: '', ...members }));
}

/** One value is like a list of one, wherever it is. */
function inOrder(value: Json): Json {
  if (isObject(value)) {
    return sortedMembers(mapMembers(value, (_, member) => inOrder(member)));
  }
  return asList(value)
    .map((one) => JSON.stringify(asAccountArn(one)))
    .sort();
}

function sortedMembers(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}
