import { isObject, type Json, type JsonObject } from '../messages/json';
import { asList, mapMembers } from './policy';
import { isDeletedPrincipal } from './principal';

/** The unique IDs of deleted users and roles that a statement names. */
export function deletedPrincipalsIn({ Principal, NotPrincipal }: JsonObject): string[] {
  return [Principal, NotPrincipal].flatMap((principal) =>
    isObject(principal) ? asList(principal.AWS).filter(isDeleted) : [],
  );
}

/**
 * Removes deleted users and roles from a statement. The meaning of the statement stays the same for all existing
 * principals. Null if it names no other principal. A `NotPrincipal` without other principals becomes `"Principal":
 * "*"`.
 */
export function withoutDeletedPrincipals(statement: JsonObject): JsonObject | null {
  if (deletedPrincipalsIn(statement).length === 0) {
    return statement;
  }
  const left = mapMembers(statement, (name, value) =>
    name === 'Principal' || name === 'NotPrincipal' ? withoutDeleted(value) : value,
  );
  if (left.Principal === null) {
    return null;
  }
  const { NotPrincipal, ...otherMembers } = left;
  return NotPrincipal === null ? { ...otherMembers, Principal: '*' } : left;
}

/** Null if no other principal is left. */
function withoutDeleted(principal: Json): Json {
  if (!isObject(principal)) {
    return principal;
  }
  const { AWS, ...kinds } = principal;
  const left = asList(AWS).filter((name) => !isDeleted(name));
  const rest = left.length === 0 ? kinds : { AWS: left.length === 1 ? left[0]! : left, ...kinds };
  return Object.keys(rest).length === 0 ? null : rest;
}

function isDeleted(name: Json): name is string {
  return typeof name === 'string' && isDeletedPrincipal(name);
}
