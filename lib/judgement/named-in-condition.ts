import { type Account, accountOf, namesEverybody } from '../iam/named-account';
import { operatorNamed, readOperatorName } from '../iam/operators';
import { listed } from '../iam/policy';
import { isObject, type Json, type JsonObject } from '../policy/json';

/** A test of a condition that names an account, such as `aws:PrincipalAccount` with its number. */
export interface NamingTest {
  readonly operator: string;
  readonly key: string;
  /** The values that name the account or somebody in it. */
  readonly values: readonly Json[];
  /** One of them is the whole account. */
  readonly isWhole: boolean;
}

/** What tells who sends a request. Source: IAM's "AWS global condition context keys". */
const REQUESTER_KEYS = ['aws:PrincipalAccount', 'aws:PrincipalArn', 'aws:userid'].map((key) => key.toLowerCase());

/** The tests by which a statement that is for everybody is for an account all the same: of those that allow, as if it named it. */
export function namingTests(statement: JsonObject, account: Account): NamingTest[] {
  const { Effect, Principal, NotPrincipal, Condition } = statement;
  if (Effect !== 'Allow' || !(namesEverybody(Principal) || NotPrincipal !== undefined) || !isObject(Condition)) {
    return [];
  }
  return Object.entries(Condition).flatMap(([operator, tests]) =>
    isObject(tests) && operatorNamed(readOperatorName(operator).base)?.negated === false
      ? Object.entries(tests).flatMap(([key, value]) => namingTest(operator, key, listed(value), account))
      : [],
  );
}

function namingTest(operator: string, key: string, all: readonly Json[], account: Account): NamingTest[] {
  const values = all.filter((value) => typeof value === 'string' && names(value, key, account));
  return values.length === 0
    ? []
    : [{ operator, key, values, isWhole: values.some((value) => isWholeAccount(String(value), key, account)) }];
}

function names(value: string, key: string, { accountId, canonicalUserId }: Account): boolean {
  return (
    value === canonicalUserId ||
    (REQUESTER_KEYS.includes(key.toLowerCase()) &&
      (accountOf(value) === accountId || value.split(':')[0] === accountId))
  );
}

/** A user or role has an ARN of its own: that of the account itself is of its root user alone. */
function isWholeAccount(value: string, key: string, { accountId, canonicalUserId }: Account): boolean {
  return key.toLowerCase() === 'aws:principalarn'
    ? new RegExp(`^arn:aws:iam::${accountId}:\\*+$`).test(value)
    : value === accountId || value === canonicalUserId;
}

/** A statement with these values taken out and all else kept; null where a test would be left without a value. */
export function withoutValues(statement: JsonObject, tests: readonly NamingTest[]): JsonObject | null {
  let Condition = statement.Condition as JsonObject;
  for (const { operator, key, values } of tests) {
    const ofOperator = Condition[operator] as JsonObject;
    const left = listed(ofOperator[key]).filter((value) => !values.includes(value));
    if (left.length === 0) {
      return null;
    }
    Condition = { ...Condition, [operator]: { ...ofOperator, [key]: left } };
  }
  return { ...statement, Condition };
}

/** A statement without the tests themselves: what it says to those whom they name. */
export function withoutTests({ Condition, ...statement }: JsonObject, tests: readonly NamingTest[]): JsonObject {
  const isNaming = (operator: string, key: string) =>
    tests.some((test) => test.operator === operator && test.key === key);
  const left = Object.entries(Condition as JsonObject).flatMap(([operator, of]): [string, Json][] => {
    const others = Object.entries(of as JsonObject).filter(([key]) => !isNaming(operator, key));
    return others.length === 0 ? [] : [[operator, Object.fromEntries(others)]];
  });
  return left.length === 0 ? statement : { ...statement, Condition: Object.fromEntries(left) };
}
