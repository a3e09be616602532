import { isObject, type Json, type JsonObject } from '../messages/json';
import { asAccountArn } from './meaning';
import { asList, mapMembers, statementsOf } from './policy';

/**
 * Whether the AWS provider of Terraform replaces a policy with another one. Unlike {@link meaningOf}, it compares Sids,
 * the Id, the version and the case of names. It ignores the order of statements and of values.
 * Source: hashicorp/awspolicyequivalence, with which `aws_s3_bucket_policy` compares policies.
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

/** A single value is the same as a list with one value, at every level. */
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
