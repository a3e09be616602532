import { type Diagnostic, findingsOfEach } from '../messages/diagnostic';
import { didYouMean, plain, quoted } from '../messages/wording';
import { FORMAT, type Schema } from './format';
import { asMap } from './untrusted';
import { describeValue, type YamlSource } from './yaml-source';

type Path = Diagnostic['path'];

/**
 * Returns the violations of the schema: unknown names, wrong types and missing settings. The rules check patterns, enumerations and
 * lengths, because their messages can give the reason.
 */
export function formatFindings(source: YamlSource): Diagnostic[] {
  const findings = (value: unknown, schema: Schema, path: Path): Diagnostic[] => {
    const types = [schema.type!].flat();
    if (!types.includes(typeOf(value))) {
      const isEmpty = value === null && isBucketsPath(path);
      return [{ path, ...(isEmpty && { isEmpty }), message: typeMessage(types[0]!, value, source.written(path)) }];
    }
    if (Array.isArray(value)) {
      return findingsOfEach(value, (member, index) => findings(member, schema.items!, [...path, index]));
    }
    return typeOf(value) === 'object' ? membersOf(asMap(value), schema, path) : [];
  };
  const membersOf = (value: Readonly<Record<string, unknown>>, schema: Schema, path: Path): Diagnostic[] => {
    const { properties = {}, required = [], additionalProperties = true, minProperties } = schema;
    const members = Object.entries(value);
    const message = `is empty; name at least one ${MEMBER_NAMES.get(String(path.at(-1))) ?? 'value'}`;
    return [
      ...(minProperties !== undefined && members.length === 0
        ? [{ path, ...(isBucketsPath(path) && { isEmpty: true }), message }]
        : []),
      ...required
        .filter((name) => value[name] === undefined)
        .map((name) => ({ path, about: [...path, name], message: `${name} is missing` })),
      ...findingsOfEach(members, ([name, member]) => {
        const known = Object.hasOwn(properties, name) ? properties[name]! : additionalProperties;
        return known === false
          ? [unknownName([...path, name], name, Object.keys(properties))]
          : known === true
            ? []
            : findings(member, known, [...path, name]);
      }),
    ];
  };
  return findings(source.value, FORMAT, []);
}

function isBucketsPath([, , name, ...more]: Path): boolean {
  return name === 'buckets' && more.length === 0;
}

/** The word for a member of each map that must not be empty. */
const MEMBER_NAMES: ReadonlyMap<string, string> = new Map([
  ['stacks', 'stack'],
  ['buckets', 'bucket'],
  ['users', 'user'],
  ['tags', 'tag'],
  ['defaultTags', 'tag'],
  ['endpoints', 'service'],
]);

function unknownName(path: Path, name: string, known: readonly string[]): Diagnostic {
  return { path, atName: true, message: `unknown name; expected one of ${known.join(', ')}${didYouMean(name, known)}` };
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
}

const EXPECTED_TYPES: Readonly<Record<string, string>> = {
  object: 'a map of names to values',
  array: 'a list',
  string: 'a string',
  boolean: 'true or false',
};

function typeMessage(expected: string, value: unknown, written: string | undefined): string {
  if (expected === 'string' && written && !Array.isArray(value)) {
    return `${plain(written)} is read as ${describeValue(value)}, but must be a string; quote it: ${quoted(written)}`;
  }
  const hint = expected === 'array' && typeof value === 'string' ? `; write [${quoted(value)}]` : '';
  return `is ${describeValue(value)}, must be ${EXPECTED_TYPES[expected]}${hint}`;
}
