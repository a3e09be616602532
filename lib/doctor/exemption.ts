import { isObject, type Json, type JsonObject } from '../policy/json';
import type { Change } from './finding';

const OPERATOR = 'StringNotEquals';
const CONDITION_KEY = 'aws:PrincipalAccount';

/**
 * How a statement that denies has to change so that it leaves out Zencoder: where it names Zencoder, it no longer does; else a
 * condition exempts the account. A NotPrincipal would not do: AWS also looks for the role or user that asks in it.
 */
export function exemption(statement: JsonObject, index: number, accountId: string): Change {
  const name = `Statement[${index}]${typeof statement.Sid === 'string' ? ` (Sid ${JSON.stringify(statement.Sid)})` : ''}`;
  const place = 'it stands in the file that otherStatements names, where zencoder.yaml has the bucket';
  const others = namesAmongOthers(statement, accountId);
  return others === 'none'
    ? { what: `Take ${name} out of the bucket's policy (${place})`, index, statement: null }
    : {
        what: `Change ${name} of the bucket's policy so that it spares Zencoder (${place})`,
        index,
        statement: others ?? excepting(statement, accountId),
      };
}

/** The statement without Zencoder, `none` where nobody else is left, undefined where it does not name Zencoder. */
function namesAmongOthers(statement: JsonObject, accountId: string): JsonObject | 'none' | undefined {
  const principal = statement.Principal;
  if (!isObject(principal)) {
    return undefined;
  }
  const named = [principal.AWS ?? []].flat() as Json[];
  const others = named.filter((name) => (String(name).split(':')[4] ?? String(name)) !== accountId);
  if (others.length === named.length) {
    return undefined;
  }
  const { AWS: _, ...rest } = principal;
  const left = others.length > 0 ? { ...rest, AWS: others } : rest;
  return Object.keys(left).length === 0 ? 'none' : { ...statement, Principal: left };
}

/** Conditions have to hold all of them, so that one more spares the account and nobody else. */
function excepting(statement: JsonObject, accountId: string): JsonObject {
  const conditions = isObject(statement.Condition) ? statement.Condition : {};
  const tests = isObject(conditions[OPERATOR]) ? conditions[OPERATOR] : {};
  const key = Object.keys(tests).find((name) => name.toLowerCase() === CONDITION_KEY.toLowerCase()) ?? CONDITION_KEY;
  const values = [tests[key] ?? []].flat() as Json[];
  const value = values.length === 0 ? accountId : [...values, accountId];
  return { ...statement, Condition: { ...conditions, [OPERATOR]: { ...tests, [key]: value } } };
}
