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

/** The schema errors of a value. */
export function schemaErrors(name: string, value: unknown): string[] {
  const validate = compiled.get(name) ?? new Ajv({ allowUnionTypes: true }).compile(schemaOf(name));
  compiled.set(name, validate);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    return `${instancePath} ${message} ${JSON.stringify(params)}`;
  });
}

/** The name of the schema for the output of a call. `doctor` without a URL does not print a list. */
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

/** Expects that the `--json` output of a call matches its schema. Incomplete output is not JSON and is ignored. */
export function expectSchema(args: readonly string[], stdout: string): void {
  const value = args.includes('--json') ? parsed(stdout) : undefined;
  if (value !== undefined) {
    const schema = schemaNameOf(args, value);
    expect({ schema, schemaErrors: schemaErrors(schema, value) }).toEqual({ schema, schemaErrors: [] });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
