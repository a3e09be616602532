import { type IResolvable, Token, Tokenization } from 'cdktf';
import { Construct } from 'constructs';
import { entriesOf, holeFindings, isPlain, MAX_PROP_DEPTH } from '../../messages/attributes';
import type { Diagnostic } from '../../messages/diagnostic';
import { quoted } from '../../messages/wording';

/** How a message shows a value of any type. */
export function nameOf(value: unknown): string {
  if (Construct.isConstruct(value)) {
    return `the construct ${value.node.path}`;
  }
  return isToken(value) ? 'an untyped token' : quoted(value);
}

/**
 * The path of a construct before it is created.
 * @throws an error if the scope is not a construct, or the id is not a string
 */
export function pathBelow(scope: Construct, id: string): string {
  if (!Construct.isConstruct(scope)) {
    throw new Error(`scope: ${nameOf(scope)} is not a construct; give the stack as the first argument`);
  }
  if (typeof id !== 'string') {
    throw new Error(`${scope.node.path}: id: ${nameOf(id)} is not a string; give the id as the second argument`);
  }
  return `${scope.node.path}/${id}`;
}

function isToken(value: unknown): value is IResolvable {
  return typeof value === 'object' && value !== null && Tokenization.isResolvable(value);
}

/** For each property, the attribute of a construct to use as its value. */
const ATTRIBUTES: ReadonlyMap<string, string> = new Map([
  ['bucket', '.id, the name of the bucket'],
  ['kmsKeyArn', '.arn'],
  ['permissionsBoundary', '.arn'],
  ['userName', '.name'],
  ['canonicalUserId', '.id'],
  ['accountId', '.accountId'],
  ['otherStatements', '.json'],
  ['sourcePolicyDocuments', '.json'],
]);

/** Properties that are not strings and whose value must be known at synth. */
const LITERALS = ['requireTls', 'adoptExistingPolicy', 'accessKey', 'grants', 'objects', 'also'];

/**
 * Errors for constructs and for tokens that are not strings, where a string is expected: for example a bucket construct
 * instead of its name, or the `value` of an iterator. Searches lists and plain objects, but not the meta-arguments,
 * whose values are constructs.
 */
export function oddValueFindings(props: object): Diagnostic[] {
  if (typeof props !== 'object' || props === null || Array.isArray(props) || Construct.isConstruct(props)) {
    return [
      { path: [], message: `the props are ${nameOf(props)}; give an object with the properties of the construct` },
    ];
  }
  const values = props as Readonly<Record<string, unknown>>;
  const names = Object.keys(props).filter((name) => !META_ARGUMENTS.has(name) && !isOrdinary(values[name], 1));
  const holes = names.flatMap((name) => holeFindings(values[name], [name]));
  return holes.concat(names.flatMap((name) => search(values[name], [name])));
}

const META_ARGUMENTS: ReadonlySet<string> = new Set(['provider', 'dependsOn', 'lifecycle', 'forEach']);

/** Whether there is nothing to search for: almost always, so the search and its paths are needed only to describe what is odd. */
function isOrdinary(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) {
    return typeof value !== 'number';
  }
  if (depth > MAX_PROP_DEPTH) {
    return false;
  }
  if (!Array.isArray(value)) {
    return (
      isPlain(value) &&
      Object.values(value).every((member) => typeof member !== 'function' && isOrdinary(member, depth + 1))
    );
  }
  for (let index = 0; index < value.length; index++) {
    if (!(index in value) || !isOrdinary(value[index], depth + 1)) {
      return false;
    }
  }
  return true;
}

/** Only these can be a construct or a token that is not a string. */
const CAN_BE_ODD: ReadonlySet<string> = new Set(['object', 'number']);

function search(value: unknown, path: Diagnostic['path']): Diagnostic[] {
  const message = oddity(value, path);
  if (message !== undefined) {
    return [{ path, message }];
  }
  if (path.length === MAX_PROP_DEPTH) {
    return [];
  }
  const findings: Diagnostic[] = [];
  for (const [step, member] of entriesOf(value)) {
    if (CAN_BE_ODD.has(typeof member)) {
      findings.push(...search(member, [...path, step]));
    }
  }
  return findings;
}

function oddity(value: unknown, path: Diagnostic['path']): string | undefined {
  const property = () => String([...path].reverse().find((step) => typeof step === 'string') ?? '');
  if (Construct.isConstruct(value)) {
    const attribute = ATTRIBUTES.get(property()) ?? '.id or another attribute';
    return `is the construct ${value.node.path}, but must be a string; give an attribute of the construct, such as ${value.node.id}${attribute}`;
  }
  if (!isToken(value) && !(typeof value === 'number' && Token.isUnresolved(value))) {
    return undefined;
  }
  return LITERALS.includes(property())
    ? 'is a token, whose value is known only at plan time; the value must be known at synth'
    : 'is a token that is not a string, such as the value of an iterator; write Token.asString(iterator.value), or iterator.getString("NAME") for an attribute of the value';
}

/** Errors for values that must be true or false. In a JavaScript program, the string "false" would count as true. */
export function flagFindings<Props extends object>(
  props: Props,
  names: readonly (keyof Props & string)[],
): Diagnostic[] {
  return names
    .filter((name) => props[name] !== undefined && typeof props[name] !== 'boolean')
    .map((name) => ({ path: [name], message: `${nameOf(props[name])} is not true or false` }));
}
