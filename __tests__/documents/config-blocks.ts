import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import { parse } from 'yaml';
import { ZencoderStack } from '../../lib/app/stack';
import { FORMAT, type Schema } from '../../lib/config/format';
import { resolve } from '../../lib/config/resolve';
import { readConfig } from '../../lib/files/read-config';
import { NOW } from '../app/folder';
import { ROOT } from '../support/run';
import { inFolderWith } from '../support/workspace';

/** The result of a file: its warnings, and the configuration of each stack. */
export interface Made {
  readonly warnings: readonly string[];
  readonly buckets: readonly MadeBucket[];
  /** The policies of users, by name. */
  readonly users: Readonly<Record<string, string>>;
}

export interface MadeBucket {
  readonly name: string;
  readonly region: string | undefined;
  readonly objectOwnership: string | undefined;
  /** Undefined if it does not exist. */
  readonly policy: string | undefined;
}

const STACK = member(FORMAT, 'stacks');
const BUCKET = member(STACK, 'buckets');

function member(schema: Schema, name: string): Schema {
  return (schema.properties as Record<string, Schema>)[name]!.additionalProperties as Schema;
}

/** Completes a part of a file, so that its settings are at the right level. */
export function wholeFile(piece: string): string {
  const names = Object.keys(parse(piece) as object);
  if (names.includes('stacks')) {
    return piece;
  }
  const allOf = (schema: Schema) => names.every((name) => name in (schema.properties as object));
  if (allOf(STACK)) {
    const isWhole = names.includes('buckets') || names.includes('users');
    const region = names.includes('region') ? '' : '    region: eu-west-1\n';
    const bucket = '    buckets: { films: { grants: [{ role: input }] } }\n';
    return `stacks:\n  live:\n${region}${indented(piece, 4)}${isWhole ? '' : bucket}`;
  }
  const buckets = allOf(BUCKET) ? `films:\n${indented(piece, 2)}` : piece;
  return `stacks:\n  live:\n    region: eu-west-1\n    buckets:\n${indented(buckets, 6)}`;
}

function indented(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by));
}

/** The policy files that a `zencoder.yaml` in the documents can name. */
const POLICIES = Object.fromEntries(
  readdirSync(join(ROOT, 'policies')).map((name) => [
    `policies/${name}`,
    readFileSync(join(ROOT, 'policies', name), 'utf8'),
  ]),
);

interface Configuration {
  readonly resource: Readonly<Record<string, Readonly<Record<string, { readonly policy: string; bucket: string }>>>>;
}

/** @throws if the file is refused */
export function made(yaml: string): Made {
  return inFolderWith({ ...POLICIES, 'zencoder.yaml': yaml }, (outdir) => {
    const { config, warnings } = readConfig('zencoder.yaml', { now: NOW });
    const app = new App({ outdir, stackTraces: false });
    const made = Object.entries(config.stacks).map(([name, stack]) => {
      const configuration = new ZencoderStack(app, name, resolve(config)).toTerraform() as Configuration;
      const resources = (type: string) => Object.values(configuration.resource?.[type] ?? {});
      const buckets = Object.entries(stack.buckets ?? {}).map(([bucket, { region, objectOwnership }]) => ({
        name: bucket,
        region: region ?? stack.region,
        objectOwnership,
        policy: resources('aws_s3_bucket_policy').find((policy) => policy.bucket === bucket)?.policy,
      }));
      const policies = resources('aws_iam_user_policy').map(({ policy }) => policy);
      const users = Object.keys(stack.users ?? {}).sort();
      return { buckets, users: users.map((user, index) => [user, policies[index]!]) };
    });
    return {
      warnings,
      buckets: made.flatMap(({ buckets }) => buckets),
      users: Object.fromEntries(made.flatMap(({ users }) => users)),
    };
  });
}
