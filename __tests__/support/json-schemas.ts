import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import { ROOT } from './run';

const FOLDER = join(ROOT, 'schemas');

/** The names of all schemas in `schemas/`: `doctor` of `doctor.schema.json`. */
export const SCHEMA_NAMES = readdirSync(FOLDER).map((file) => file.replace(/\.schema\.json$/, ''));

const compiled = new Map<string, ValidateFunction>();

export function schemaOf(name: string) {
  return JSON.parse(readFileSync(join(FOLDER, `${name}.schema.json`), 'utf8'));
}

/** What the schema has against a value. */
export function complaints(name: string, value: unknown): string[] {
  const validate = compiled.get(name) ?? new Ajv({ allowUnionTypes: true }).compile(schemaOf(name));
  compiled.set(name, validate);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    return `${instancePath} ${message} ${JSON.stringify(params)}`;
  });
}

/** The schema of what a call prints. A `doctor` without a URL prints no list. */
export function schemaNameOf([command = '', ...options]: readonly string[], value: unknown): string {
  const has = (name: string) => options.some((option) => option === name || option.startsWith(`${name}=`));
  switch (command) {
    case 'explain':
      return has('--plan') ? 'explain-plan' : has('--against') ? 'explain-against' : 'explain';
    case 'doctor':
      return Array.isArray(value) ? 'doctor' : 'doctor-whole-file';
    default:
      return command;
  }
}

/** Of what a call has printed with `--json`; what was ended before it was complete is no JSON. */
export function expectByItsSchema(args: readonly string[], stdout: string): void {
  const value = args.includes('--json') ? parsed(stdout) : undefined;
  if (value !== undefined) {
    const schema = schemaNameOf(args, value);
    expect({ schema, complaints: complaints(schema, value) }).toEqual({ schema, complaints: [] });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
