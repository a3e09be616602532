import { code, inline, isObject, rows, step, text } from './expression';

/** Each statement of the documents as it is written, with its place; `source_documents` are of a policy each, or null. */
export function readStatements(documents: string): string {
  const place = inline('"${d.place}"');
  const alone = `[for s in [x] : {document = d.key, place = ${text`${place}.Statement`}, statement = s} if s != null && !startswith(json, "[")]`;
  const listed = `try([for j, s in x : {document = d.key, place = ${text`${place}.Statement[${code('j')}]`}, statement = s} if startswith(json, "[")], [])`;
  return `flatten([for d in ${documents} : [for x in [try(d.policy.Statement, null)] : [for json in [jsonencode(x)] : concat(${alone}, ${listed})]]])`;
}

/**
 * The statements that are objects, each read into its elements once: an element that is missing or of another form than IAM has
 * gives no rows, and the rows of a list have their places.
 */
export function readElements(statements: string): string {
  const element = {
    place: 'e.place',
    statement: 'e.statement',
    names: 'keys(e.statement)',
    effect: 'try(e.statement.Effect, null)',
    sid: 'try(trimsuffix(e.statement.Sid, ""), "")',
    condition: 'try(e.statement.Condition, null)',
    principals: principalRows(),
    actions: valueRows('Action', 'NotAction'),
    resources: valueRows('Resource', 'NotResource'),
    conditions: conditionRows(),
  };
  const members = Object.entries(element).map(([name, expression]) => `${name} = ${expression}`);
  return `[for e in ${statements} : {${members.join(', ')}} if ${isObject('e.statement')}]`;
}

const PLACE = inline('"${e.place}.${name}"');

/** Rows `{place, element, value}`, also of a value that is null. */
function valueRows(...names: readonly string[]): string {
  const row = rows('e.statement[name]', (at) => `{place = ${text`${PLACE}${at}`}, element = name, value = v}`);
  return `flatten([for name in ${JSON.stringify(names)} : ${row} if contains(keys(e.statement), name)])`;
}

/** Rows `{place, element, kind, value}`; what is no object of kinds is a row of the kind "". */
function principalRows(): string {
  const row = rows(
    'x[kind]',
    (at) => `{place = ${text`${PLACE}${step('kind')}${at}`}, element = name, kind = kind, value = v}`,
  );
  const named = `[for kind in try(keys(x), []) : ${row}]`;
  const other = `[for v in [x] : {place = "\${e.place}.\${name}", element = name, kind = "", value = v} if !${isObject('v')} || jsonencode(v) == "{}"]`;
  return `flatten([for name in ["Principal", "NotPrincipal"] : [for x in [e.statement[name]] : [${named}, ${other}]] if contains(keys(e.statement), name)])`;
}

/** Rows `{place, operator, key, value}`, keys in lower case as IAM compares them. */
function conditionRows(): string {
  const place = inline(text`${inline('"${e.place}"')}.Condition${step('operator')}${step('key')}`);
  const row = rows(
    'tests[key]',
    (at) => `{place = ${text`${place}${at}`}, operator = operator, key = lower(key), value = v}`,
  );
  return `flatten([for operator in try(keys(e.statement.Condition), []) : [for tests in [e.statement.Condition[operator]] : [for key in try(keys(tests), []) : ${row}]]])`;
}
