import { type Accounts, accountIdsOf, namesAccount, splitPrincipal } from '../iam/account';
import { asList } from '../iam/policy';
import { isObject, type Json, type JsonObject } from '../messages/json';

export const EXEMPTING_OPERATOR = 'StringNotEquals';
export const EXEMPTING_KEY = 'aws:PrincipalAccount';

/**
 * Changes a Deny statement so that it exempts only the account; null if it applies to nobody else, and so must be removed.
 * If the statement names the account, the account is removed from it; otherwise a condition exempts the account. A `NotPrincipal`
 * would not work: AWS also compares it with the role or user that sends the request.
 */
export function withExemption(statement: JsonObject, account: Accounts): JsonObject | null {
  const { Principal } = statement;
  if (!namesAccount(Principal, account)) {
    return withExemptingCondition(statement, account);
  }
  const { rest } = splitPrincipal(Principal!, account);
  return rest === undefined ? null : { ...statement, Principal: rest };
}

/** A statement applies only if all its conditions are met, so one more condition exempts the account. */
function withExemptingCondition(statement: JsonObject, account: Accounts): JsonObject {
  const conditions = isObject(statement.Condition) ? statement.Condition : {};
  return { ...statement, Condition: { ...conditions, [EXEMPTING_OPERATOR]: exemptingTests(statement, account) } };
}

/** The tests of the exempting operator, with the accounts added to the existing values. */
export function exemptingTests({ Condition }: JsonObject, account: Accounts): JsonObject {
  const tests = isObject(Condition) && isObject(Condition[EXEMPTING_OPERATOR]) ? Condition[EXEMPTING_OPERATOR] : {};
  const key = Object.keys(tests).find((name) => name.toLowerCase() === EXEMPTING_KEY.toLowerCase()) ?? EXEMPTING_KEY;
  const values = asList(tests[key]);
  const missing = accountIdsOf(account).filter((accountId) => !values.includes(accountId));
  const all = [...values, ...missing];
  const value: Json = all.length === 1 ? all[0]! : all;
  return { ...tests, [key]: value };
}
