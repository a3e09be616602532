import { type IResolvable, Token, Tokenization } from 'cdktf';
import { Construct } from 'constructs';
import { holeFindings, MAX_PROP_DEPTH } from '../../messages/attributes';
import type { Diagnostic } from '../../messages/diagnostic';
import { quoted } from '../../messages/wording';

/** What a value of any type is called in a message. */
export function nameOf(value: unknown): string {
  if (Construct.isConstruct(value)) {
    return `the construct ${value.node.path}`;
  }
  return isToken(value) ? 'a token of no type' : quoted(value);
}

/**
 * The path of a construct that is yet to be made.
 * @throws an error where the scope is no construct, or the id no text
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

/** The attribute of a construct that a property takes. */
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

/** Properties of which no value is known only at plan time, and which are no text. */
const LITERALS = ['requireTls', 'adoptExistingPolicy', 'accessKey', 'grants', 'objects', 'also'];

/**
 * Constructs, and tokens that are no text, where text is expected: a bucket for its name, or the `value` of an iterator. Lists and
 * plain objects are searched; the meta-arguments are constructs by right.
 */
export function oddValueFindings(props: object): Diagnostic[] {
  if (typeof props !== 'object' || props === null || Array.isArray(props) || Construct.isConstruct(props)) {
    return [{ path: [], message: `${nameOf(props)} is given as the props; give an object with their names` }];
  }
  const { provider: _, dependsOn: __, lifecycle: ___, forEach: ____, ...given } = props as Record<string, unknown>;
  return [...holeFindings(given), ...search(given, [])];
}

function search(value: unknown, path: Diagnostic['path']): Diagnostic[] {
  const message = oddity(value, path);
  if (message !== undefined) {
    return [{ path, message }];
  }
  if (path.length === MAX_PROP_DEPTH) {
    return [];
  }
  if (Array.isArray(value)) {
    return value.flatMap((member, index) => search(member, [...path, index]));
  }
  return isPlain(value) ? Object.entries(value).flatMap(([name, member]) => search(member, [...path, name])) : [];
}

function isPlain(value: unknown): value is Record<string, unknown> {
  const prototype = typeof value === 'object' && value !== null ? Object.getPrototypeOf(value) : undefined;
  return prototype === Object.prototype || prototype === null;
}

function oddity(value: unknown, path: Diagnostic['path']): string | undefined {
  const property = String([...path].reverse().find((step) => typeof step === 'string') ?? '');
  if (Construct.isConstruct(value)) {
    const attribute = ATTRIBUTES.get(property) ?? '.id, or whichever attribute is meant';
    return `is the construct ${value.node.path}, and has to be text: give an attribute of it, such as ${value.node.id}${attribute}`;
  }
  if (!isToken(value) && !(typeof value === 'number' && Token.isUnresolved(value))) {
    return undefined;
  }
  return LITERALS.includes(property)
    ? 'is a token, whose value is known only at plan time: it has to be known at synth'
    : 'is a token that is no text, such as the value of an iterator: write Token.asString(iterator.value), or iterator.getString("NAME") for an attribute of the value';
}

/** Values that have to be true or false. From JavaScript the text "false" would be taken for true. */
export function flagFindings<Props extends object>(
  props: Props,
  names: readonly (keyof Props & string)[],
): Diagnostic[] {
  return names
    .filter((name) => props[name] !== undefined && typeof props[name] !== 'boolean')
    .map((name) => ({ path: [name], message: `${nameOf(props[name])} is not true or false` }));
}
