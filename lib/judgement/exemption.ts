import { type Accounts, accountIdsOf, namesAccount, splitPrincipal } from '../iam/account';
import { asList } from '../iam/policy';
import { isObject, type Json, type JsonObject } from '../messages/json';

export const EXEMPTING_OPERATOR = 'StringNotEquals';
export const EXEMPTING_KEY = 'aws:PrincipalAccount';

/**
 * A statement that denies, changed so that it spares an account and nobody else; null where it is for nobody else, and so has to go.
 * Where it names the account, it no longer does; else a condition exempts it. A `NotPrincipal` would not do: AWS also looks for the
 * role or user that sends the request in it.
 */
export function withExemption(statement: JsonObject, account: Accounts): JsonObject | null {
  const { Principal } = statement;
  if (!namesAccount(Principal, account)) {
    return excepting(statement, account);
  }
  const { rest } = splitPrincipal(Principal!, account);
  return rest === undefined ? null : { ...statement, Principal: rest };
}

/** Conditions have to hold all of them, so that one more spares the account. */
function excepting(statement: JsonObject, account: Accounts): JsonObject {
  const conditions = isObject(statement.Condition) ? statement.Condition : {};
  return { ...statement, Condition: { ...conditions, [EXEMPTING_OPERATOR]: exemptingTests(statement, account) } };
}

/** The tests of the operator that exempts, with the accounts among the values that are. */
export function exemptingTests({ Condition }: JsonObject, account: Accounts): JsonObject {
  const tests = isObject(Condition) && isObject(Condition[EXEMPTING_OPERATOR]) ? Condition[EXEMPTING_OPERATOR] : {};
  const key = Object.keys(tests).find((name) => name.toLowerCase() === EXEMPTING_KEY.toLowerCase()) ?? EXEMPTING_KEY;
  const values = asList(tests[key]);
  const missing = accountIdsOf(account).filter((accountId) => !values.includes(accountId));
  const all = [...values, ...missing];
  const value: Json = all.length === 1 ? all[0]! : all;
  return { ...tests, [key]: value };
}
