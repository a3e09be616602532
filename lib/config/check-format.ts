import { type Diagnostic, findingsOfEach } from '../messages/diagnostic';
import { didYouMean, plain, quoted } from '../messages/wording';
import { FORMAT, type Schema } from './format';
import { nameHint, type Surroundings, typeHint } from './format-hints';
import { asMap } from './untrusted';
import { describeValue, type YamlSource } from './yaml-source';

type Path = Diagnostic['path'];

/**
 * Returns the violations of the schema: unknown names, wrong types and missing settings. The rules check patterns, enumerations and
 * lengths, because their messages can give the reason.
 */
export function formatFindings(source: YamlSource): Diagnostic[] {
  const findings = (value: unknown, schema: Schema, path: Path, around: Surroundings = {}): Diagnostic[] => {
    const types = [schema.type!].flat();
    if (!types.includes(typeOf(value))) {
      const isEmpty = value === null && isBucketsPath(path);
      const [expected] = types as [string];
      const written = source.written(path);
      const message =
        expected === 'string' && written && !Array.isArray(value)
          ? unquotedMessage(value, written)
          : `is ${describeValue(value)}, must be ${EXPECTED_TYPES[expected]}${typeHint(schema, value, path, around, source)}`;
      return [{ path, ...(isEmpty && { isEmpty }), message }];
    }
    if (Array.isArray(value)) {
      return findingsOfEach(value, (member, index) => findings(member, schema.items!, [...path, index], around));
    }
    return typeOf(value) === 'object' ? membersOf(asMap(value), schema, path, around) : [];
  };
  const membersOf = (
    value: Readonly<Record<string, unknown>>,
    schema: Schema,
    path: Path,
    around: Surroundings,
  ): Diagnostic[] => {
    const { properties = {}, required = [], additionalProperties = true, minProperties } = schema;
    const members = Object.entries(value);
    const settings = Object.keys(properties);
    const message = `is empty; name at least one ${MEMBER_NAMES.get(String(path.at(-1))) ?? 'value'}`;
    return [
      ...(minProperties !== undefined && members.length === 0
        ? [{ path, ...(isBucketsPath(path) && { isEmpty: true }), message }]
        : []),
      ...required
        .filter((name) => value[name] === undefined)
        .map((name) => ({ path, about: [...path, name], message: `${name} is missing` })),
      ...findingsOfEach(members, ([name, member], index) => {
        const known = Object.hasOwn(properties, name) ? properties[name]! : additionalProperties;
        return known === false
          ? [unknownName([...path, name], name, settings, around)]
          : known === true
            ? []
            : findings(member, known, [...path, name], { next: members[index + 1]?.[0], outer: settings });
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

function unknownName(path: Path, name: string, known: readonly string[], around: Surroundings): Diagnostic {
  const hint = nameHint(name, path, known, around) || didYouMean(name, known);
  return { path, atName: true, message: `unknown name; expected one of ${known.join(', ')}${hint}` };
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

function unquotedMessage(value: unknown, written: string): string {
  return `${plain(written)} is read as ${describeValue(value)}, but must be a string; quote it: ${quoted(written)}`;
}
