import type { Finding } from './finding';
import { isObject, type Json, type JsonObject } from './json';

/** That a statement allows everybody something, and so Zencoder too; seen from the statement. */
export function everybodyDoubts({ Effect, Principal, NotPrincipal, Condition }: JsonObject): Finding[] {
  if (Effect !== 'Allow' || (Condition !== undefined && !isEmpty(Condition))) {
    return [];
  }
  const everybody = Principal === '*' || (isObject(Principal) && [Principal.AWS ?? []].flat().includes('*'));
  return [
    ...(everybody
      ? [{ path: ['Principal'], message: 'lets in everybody, Zencoder included, whatever the grants say' }]
      : []),
    ...(NotPrincipal === undefined
      ? []
      : [{ path: ['NotPrincipal'], message: 'lets in everybody else, Zencoder included, whatever the grants say' }]),
  ].map((finding) => ({ ...finding, warning: true }));
}

function isEmpty(condition: Json): boolean {
  return isObject(condition) && Object.keys(condition).length === 0;
}
