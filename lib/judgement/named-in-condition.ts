import {
  type Accounts,
  accountOf,
  accountsOf,
  accountsPrincipal,
  namesEverybody,
  type OneAccount,
} from '../iam/account';
import { conditionsOf } from '../iam/condition';
import { operatorNamed, readOperatorName } from '../iam/operators';
import { asList } from '../iam/policy';
import { RequestContext } from '../iam/request-context';
import { isObject, type Json, type JsonObject } from '../messages/json';

/** A test of a condition that names an account, such as `aws:PrincipalAccount` with its number. */
export interface NamingTest {
  readonly operator: string;
  readonly key: string;
  /** The values that name the account, or a principal in it. */
  readonly values: readonly Json[];
  /** Whether the test can be met by a request without the key, which is an unsigned request. */
  readonly holdsWithoutKey: boolean;
  /** Whether these values match all requests of the account, and of nobody else. */
  readonly isWhole: boolean;
}

/** The condition keys that identify the requester. Source: IAM's "AWS global condition context keys". */
export const REQUESTER_KEYS = ['aws:PrincipalAccount', 'aws:PrincipalArn', 'aws:userid'].map((key) =>
  key.toLowerCase(),
);

/** The tests that limit an Allow for everybody to an account, as if the statement named the account. */
export function namingTests(statement: JsonObject, account: Accounts): NamingTest[] {
  const { Effect, Principal, NotPrincipal, Condition } = statement;
  if (Effect !== 'Allow' || !(namesEverybody(Principal) || NotPrincipal !== undefined) || !isObject(Condition)) {
    return [];
  }
  return Object.entries(Condition).flatMap(([operator, tests]) =>
    isObject(tests) && operatorNamed(readOperatorName(operator).base)?.negated === false
      ? Object.entries(tests).flatMap(([key, value]) => namingTest(operator, key, asList(value), account))
      : [],
  );
}

function namingTest(operator: string, key: string, all: readonly Json[], account: Accounts): NamingTest[] {
  const values = all.filter((value) => accountsIn([value], key, account).length > 0);
  const { set, ifExists } = readOperatorName(operator);
  const holdsWithoutKey = set !== undefined || ifExists;
  const isWhole =
    !holdsWithoutKey && accountsIn(values, key, account).every((one) => holdsForAll(operator, key, values, one));
  return values.length === 0 ? [] : [{ operator, key, values, holdsWithoutKey, isWhole }];
}

/** The accounts that the values name. */
function accountsIn(values: readonly Json[], key: string, account: Accounts): OneAccount[] {
  return accountsOf(account).filter((one) =>
    values.some((value) => typeof value === 'string' && names(value, key, one)),
  );
}

function names(value: string, key: string, { accountId, canonicalUserId }: OneAccount): boolean {
  return (
    value === canonicalUserId ||
    (REQUESTER_KEYS.includes(key.toLowerCase()) &&
      (accountOf(value) === accountId || value.split(':')[0] === accountId))
  );
}

/** Whether every request of the account meets a test. */
function holdsForAll(operator: string, key: string, values: readonly Json[], { accountId }: OneAccount): boolean {
  const context = new RequestContext(accountId, {});
  const [condition] = conditionsOf({ [operator]: { [key]: [...values] } }, { context, hasVariables: true });
  return condition?.verdict === true;
}

/** A statement without these values; null if a test would have no values left. */
export function withoutValues(statement: JsonObject, tests: readonly NamingTest[]): JsonObject | null {
  let Condition = statement.Condition as JsonObject;
  for (const { operator, key, values } of tests) {
    const ofOperator = Condition[operator] as JsonObject;
    const left = asList(ofOperator[key]).filter((value) => !values.includes(value));
    if (left.length === 0) {
      return null;
    }
    Condition = { ...Condition, [operator]: { ...ofOperator, [key]: left } };
  }
  return { ...statement, Condition };
}

/** Rewrites a statement for everybody as one that names the accounts in all of the tests. */
export function forAccount(given: JsonObject, tests: readonly NamingTest[], account: Accounts): JsonObject {
  const { Condition, Principal: _, NotPrincipal: __, ...statement } = given;
  const isNaming = (operator: string, key: string) =>
    tests.some((test) => test.operator === operator && test.key === key);
  const left = Object.entries(Condition as JsonObject).flatMap(([operator, of]): [string, Json][] => {
    const remaining = Object.entries(of as JsonObject).filter(([key]) => !isNaming(operator, key));
    return remaining.length === 0 ? [] : [[operator, Object.fromEntries(remaining)]];
  });
  const named = accountsOf(account).filter((one) =>
    tests.every(({ values, key }) => accountsIn(values, key, one).length > 0),
  );
  return {
    ...statement,
    ...(left.length === 0 ? {} : { Condition: Object.fromEntries(left) }),
    Principal: accountsPrincipal(named.map(({ accountId }) => accountId)),
  };
}
