import { isObject, type Json, type JsonObject } from '../messages/json';
import { listed } from './policy';
import { isDeletedPrincipal } from './principal';

const ELEMENTS = ['Principal', 'NotPrincipal'] as const;

/** The unique IDs of deleted users and roles that a statement names. */
export function deletedPrincipalsIn(statement: JsonObject): string[] {
  return ELEMENTS.flatMap((element) => {
    const principal = statement[element];
    return isObject(principal) ? listed(principal.AWS).filter(isDeleted) : [];
  });
}

/**
 * What is left of a statement without the users and roles that were deleted: the same for everybody there is. Null where it is for
 * nobody else. One that excepts nobody else is for everybody.
 */
export function withoutDeletedPrincipals(statement: JsonObject): JsonObject | null {
  if (deletedPrincipalsIn(statement).length === 0) {
    return statement;
  }
  const { NotPrincipal, ...others } = statement;
  const named = withoutDeleted(statement.Principal);
  const excepted = withoutDeleted(NotPrincipal);
  if (named === null) {
    return null;
  }
  return {
    ...others,
    ...(named === undefined ? {} : { Principal: named }),
    ...(excepted === undefined ? {} : excepted === null ? { Principal: '*' } : { NotPrincipal: excepted }),
  };
}

/** Null where nobody is left. */
function withoutDeleted(principal: Json | undefined): Json | undefined {
  if (!isObject(principal) || principal.AWS === undefined) {
    return principal;
  }
  const { AWS, ...kinds } = principal;
  const left = listed(AWS).filter((name) => !isDeleted(name));
  const names: JsonObject = left.length === 0 ? {} : { AWS: left.length === 1 ? left[0]! : left };
  const rest = { ...names, ...kinds };
  return Object.keys(rest).length === 0 ? null : rest;
}

function isDeleted(name: Json): name is string {
  return typeof name === 'string' && isDeletedPrincipal(name);
}
