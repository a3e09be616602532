import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import type { Diagnostic } from '../messages/diagnostic';
import { didYouMean, plain, quoted } from '../messages/wording';
import { CONFIG_SCHEMA, type Schema } from './schema';
import { kind, type YamlSource } from './yaml-source';

/** A finding in the file. */
export interface FileFinding extends Diagnostic {
  /** It is about the name, not the value behind it. */
  readonly atName?: boolean;
  /** What it is about, where that has no place of its own since it is missing. */
  readonly about?: Diagnostic['path'];
  /** Where it is, if that is in another file: `FILE:LINE:COLUMN`. */
  readonly place?: string;
}

/** Compiled once, and not before a file is read: that is a third of the time of a small command. */
let validate: ValidateFunction | undefined;

function compiled(): ValidateFunction {
  const ajv = new Ajv({ allErrors: true, verbose: true, strict: false, meta: false, validateSchema: false });
  return ajv.compile({ ...CONFIG_SCHEMA, $schema: undefined });
}

/** Where the file is not of the form that the schema has: unknown names, wrong types, what is missing. */
export function shapeFindings(source: YamlSource): FileFinding[] {
  validate ??= compiled();
  validate(source.value);
  return (validate.errors ?? []).flatMap((error) => {
    const finding = shapeFinding(error, source);
    return finding ? [finding] : [];
  });
}

/** Undefined for what the rules say better, since they know the reason: patterns, enumerations, lengths. */
function shapeFinding(error: ErrorObject, source: YamlSource): FileFinding | undefined {
  const path = pathOf(error.instancePath, source.value);
  const schema = error.parentSchema as Schema;
  switch (error.keyword) {
    case 'additionalProperties': {
      const name = String(error.params.additionalProperty);
      const known = Object.keys(schema.properties ?? {});
      return {
        path: [...path, name],
        atName: true,
        message: `unknown name, known here are ${known.join(', ')}${didYouMean(name, known)}`,
      };
    }
    case 'required':
      return {
        path,
        about: [...path, String(error.params.missingProperty)],
        message: `${error.params.missingProperty} is missing`,
      };
    case 'minProperties':
      return { path, message: `is empty; name at least one ${path.at(-1) === 'stacks' ? 'stack' : 'bucket'}` };
    case 'type':
      return { path, message: typeMessage(error, source.written(path)) };
    default:
      return undefined;
  }
}

const WANTED: Readonly<Record<string, string>> = {
  object: 'a map of names to values',
  array: 'a list',
  string: 'a string',
  boolean: 'true or false',
};

function typeMessage({ data, params }: ErrorObject, written: string | undefined): string {
  const wanted = String(params.type);
  if (wanted === 'string' && written && !Array.isArray(data)) {
    return `${plain(written)} is read as ${kind(data)} where a string belongs; quote it: ${quoted(written)}`;
  }
  const hint = wanted === 'array' && typeof data === 'string' ? `; write [${quoted(data)}]` : '';
  return `is ${kind(data)}, must be ${WANTED[wanted] ?? wanted}${hint}`;
}

/** A JSON pointer as a path; only steps into lists are numbers. */
function pathOf(pointer: string, root: unknown): (string | number)[] {
  let value = root;
  return pointer
    .split('/')
    .slice(1)
    .map((step) => {
      const name = step.replace(/~1/g, '/').replace(/~0/g, '~');
      const key = Array.isArray(value) ? Number(name) : name;
      value = (value as Record<string | number, unknown>)[key];
      return key;
    });
}
