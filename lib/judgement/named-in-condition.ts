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
  /** The values that name the account or somebody in it. */
  readonly values: readonly Json[];
  /** The test can hold for a request without the key too, which nobody has signed. */
  readonly holdsWithoutKey: boolean;
  /** The test is for the whole account, and by these values for nobody else. */
  readonly isWhole: boolean;
}

/** What tells who sends a request. Source: IAM's "AWS global condition context keys". */
export const REQUESTER_KEYS = ['aws:PrincipalAccount', 'aws:PrincipalArn', 'aws:userid'].map((key) =>
  key.toLowerCase(),
);

/** The tests by which a statement that is for everybody is for an account all the same: of those that allow, as if it named it. */
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

/** The accounts that values name. */
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

/** Whether a test holds for each request of the account, and for nobody else's. */
function holdsForAll(operator: string, key: string, values: readonly Json[], { accountId }: OneAccount): boolean {
  const context = new RequestContext(accountId, {});
  const [condition] = conditionsOf({ [operator]: { [key]: [...values] } }, { context, hasVariables: true });
  return condition?.verdict === true;
}

/** A statement with these values taken out and all else kept; null where a test would be left without a value. */
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

/** What a statement for everybody says to the accounts that all of the tests are for, as a statement that names them. */
export function forAccount(given: JsonObject, tests: readonly NamingTest[], account: Accounts): JsonObject {
  const { Condition, Principal: _, NotPrincipal: __, ...statement } = given;
  const isNaming = (operator: string, key: string) =>
    tests.some((test) => test.operator === operator && test.key === key);
  const left = Object.entries(Condition as JsonObject).flatMap(([operator, of]): [string, Json][] => {
    const others = Object.entries(of as JsonObject).filter(([key]) => !isNaming(operator, key));
    return others.length === 0 ? [] : [[operator, Object.fromEntries(others)]];
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
