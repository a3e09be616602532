import { isObject, type Json, type JsonObject } from '../messages/json';
import { quoted } from '../messages/wording';

/** The current version of the policy language, in which this package writes policies. */
export const VERSION = '2012-10-17';
/** The previous version, which is the default of a policy without Version. `${` is plain text in it. */
export const VERSION_2008 = '2008-10-17';

const VARIABLES_BY_VERSION = new Map<Json, boolean>([
  [VERSION, true],
  [VERSION_2008, false],
]);

/** Whether `${…}` is a variable in a policy; undefined if the version is unknown. */
export function hasVariables({ Version = VERSION_2008 }: JsonObject): boolean | undefined {
  return VARIABLES_BY_VERSION.get(Version);
}

export const POLICY_MEMBERS = ['Version', 'Id', 'Statement'];

/** Pairs of elements. A statement has exactly one of each pair. */
export const CHOICES = [
  ['Principal', 'NotPrincipal'],
  ['Action', 'NotAction'],
  ['Resource', 'NotResource'],
] as const;

export const STATEMENT_MEMBERS = ['Sid', 'Effect', 'Condition', ...CHOICES.flat()];

/**
 * The name of an action or of a condition key in lower case, for comparison: these names are not case-sensitive.
 * Sources: IAM's "IAM JSON policy elements: Action" and "IAM JSON policy elements: Condition".
 */
export function comparable(name: string): string {
  return name.toLowerCase();
}

export function isSameName(one: string, other: string): boolean {
  return comparable(one) === comparable(other);
}

/** The values of an element. A single value is the same as a list with one value. */
export function asList(value: Json | undefined): Json[] {
  return value === undefined ? [] : [value].flat();
}

/** The statements of a document as they are written, including any that are not objects. */
export function statementsOf(policy: Json | undefined): Json[] {
  return isObject(policy) ? asList(policy.Statement) : [];
}

/** The text of a policy without statements, for a bucket without a policy. */
export const NO_POLICY = JSON.stringify({ Version: VERSION, Statement: [] });

/** The statements of a policy, as S3 returns it; `null` if the bucket has no policy. */
export function statementsOfText(json: string | null): Json[] {
  return statementsOf(JSON.parse(json ?? NO_POLICY) as Json);
}

/** The path of a statement in its document. A statement that is not in a list has no index. */
export function statementPath(policy: JsonObject, index: number): (string | number)[] {
  return Array.isArray(policy.Statement) ? ['Statement', index] : ['Statement'];
}

/** The place of a statement in its document, and its Sid if it has one. */
export interface StatementPlace {
  /** The index, which begins at 0. */
  readonly index: number;
  readonly sid?: string;
}

export function placeOf(statement: Json, index: number): StatementPlace {
  const sid = isObject(statement) ? statement.Sid : undefined;
  return typeof sid === 'string' && sid !== '' ? { index, sid } : { index };
}

/** The name of a statement in every message, such as `Statement[2] (Sid "Logs")`. */
export function labelOf({ index, sid }: StatementPlace): string {
  return `Statement[${index}]${sid === undefined ? '' : ` (Sid ${quoted(sid)})`}`;
}

/** Elements in which `${…}` is a variable. */
const WITH_VARIABLES = ['Resource', 'NotResource', 'Condition'];

/** Converts a statement from version 2008-10-17 to the current version. The meaning stays the same. */
export function inCurrentVersion(statement: Json): Json {
  return isObject(statement)
    ? mapMembers(statement, (name, value) => (WITH_VARIABLES.includes(name) ? withoutVariables(value) : value))
    : statement;
}

/** The statements of a policy, converted to the current version, including any that are not objects. */
export function currentStatements(policy: JsonObject): Json[] {
  const { Version = VERSION_2008 } = policy;
  return Version === VERSION_2008 ? statementsOf(policy).map(inCurrentVersion) : statementsOf(policy);
}

function withoutVariables(value: Json): Json {
  if (typeof value === 'string') {
    return value.replace(/\$\{/g, '${$}{');
  }
  if (Array.isArray(value)) {
    return value.map(withoutVariables);
  }
  return isObject(value) ? mapMembers(value, (_, member) => withoutVariables(member)) : value;
}

export function mapMembers(object: JsonObject, change: (name: string, value: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(name, value)]));
}
