import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { differenceOf } from '../../adopt/policy-difference';
import { type AdoptedBucket, newConfigText, withBucket } from '../../config/edit';
import { resolve } from '../../config/resolve';
import { PendingFiles } from '../../files/pending-files';
import { ConfigError, type ReadConfig, readConfig } from '../../files/read-config';
import { readText, unreadable } from '../../files/text-file';
import { policyJson } from '../../grants/bucket-policy';
import { VERSION } from '../../iam/policy';
import { pathText } from '../../messages/diagnostic';
import type { JsonObject } from '../../messages/json';
import { plain, printable } from '../../messages/wording';
import { ExitCode, Failure } from '../exit-code';
import type { AdoptionTarget } from './target';

/** A bucket whose policy was adopted. */
export interface AdoptedPolicy {
  readonly bucket: string;
  readonly settings: AdoptedBucket;
  readonly otherStatements: readonly JsonObject[];
  /** S3 gave the policy, and so has taken its grammar. */
  readonly isLive: boolean;
  /** The policy as it was. */
  readonly before: JsonObject;
  /** Whether the grants say everything that it allowed. */
  readonly equal: boolean;
  /** The bucket stands in the file, and what it grants Zencoder holds, whatever the policy allowed. */
  readonly stands?: boolean;
}

export interface Written {
  readonly files: readonly string[];
  /** What is doubtful in the bucket, a line each. */
  readonly warnings: readonly string[];
}

/** The path of the file for the statements of others, as the YAML has it. */
export function policyPath(bucket: string): string {
  return `policies/${bucket}.json`;
}

/**
 * Writes the statements of others and then the YAML, after that was read back and its policy compared with the one before.
 * @throws Failure where something stands in the way; nothing is written then
 */
export function writeAdopted(target: AdoptionTarget, adopted: AdoptedPolicy): Written {
  const { file, stack } = target;
  const { bucket, otherStatements } = adopted;
  const pending = new PendingFiles();
  const policyFile = join(dirname(file), policyPath(bucket));
  try {
    const created = otherStatements.length > 0 && createPolicyFile(policyFile, otherStatements, pending);
    const beside = pending.prepare(file, configText(target, adopted));
    const path = ['stacks', stack, 'buckets', bucket];
    const taken = adopted.isLive ? [...path, 'otherStatements'] : undefined;
    const { config, warnings } = readBack(beside, file, taken);
    compare(target, adopted, config);
    pending.replace(file, beside);
    return {
      files: [...(created ? [policyFile] : []), file],
      warnings: warnings
        .map((line) => line.replaceAll(beside, file))
        .filter((line) => line.includes(`: ${pathText(path)}`)),
    };
  } catch (error) {
    pending.undo();
    throw error instanceof Failure ? error : new Failure(printable((error as Error).message), ExitCode.PROBLEMS);
  }
}

/**
 * Writes the statements of others alone.
 * @returns the files that were written: none where they stand there already
 * @throws Failure where something else stands there
 */
export function writeOthers({ file }: AdoptionTarget, bucket: string, statements: readonly JsonObject[]): string[] {
  const policyFile = join(dirname(file), policyPath(bucket));
  const pending = new PendingFiles();
  try {
    return createPolicyFile(policyFile, statements, pending) ? [policyFile] : [];
  } catch (error) {
    pending.undo();
    throw error instanceof Failure ? error : new Failure(printable((error as Error).message), ExitCode.PROBLEMS);
  }
}

/** Also its byte order mark stays, which whoever reads the file leaves out. */
function configText({ file, config, stack, region }: AdoptionTarget, { bucket, settings }: AdoptedPolicy): string {
  const addition = { stack, bucket, settings };
  return config === undefined ? newConfigText(addition, region) : withBucket(readFileSync(file, 'utf8'), addition);
}

/** Whether it was created: it is kept where it says the same already. */
function createPolicyFile(file: string, statements: readonly JsonObject[], pending: PendingFiles): boolean {
  const text = `${JSON.stringify({ Version: VERSION, Statement: statements }, null, 2)}\n`;
  if (!existsSync(file)) {
    pending.create(file, text);
    return true;
  }
  if (!saysTheSame(file, text)) {
    throw new Failure(`${file} is there already and says something else; move it away`, ExitCode.PROBLEMS);
  }
  return false;
}

function saysTheSame(file: string, text: string): boolean {
  try {
    return JSON.stringify(JSON.parse(readText(file))) === JSON.stringify(JSON.parse(text));
  } catch {
    return false;
  }
}

/** @param taken the path of a policy that S3 has taken already */
function readBack(beside: string, file: string, taken: readonly string[] | undefined): ReadConfig {
  try {
    return readConfig(beside, { isTaken: (path) => taken?.every((step, index) => path[index] === step) === true });
  } catch (error) {
    const lines = error instanceof ConfigError ? error.lines : [unreadable(error)];
    const said = lines.map((line) => line.replaceAll(beside, file));
    throw new Failure(['the file would be refused, and so is not written:', ...said].join('\n'), ExitCode.PROBLEMS);
  }
}

/** The last word on whether the result is wider than before: what both policies decide. */
function compare(
  { zencoder }: AdoptionTarget,
  { bucket, before, equal, stands }: AdoptedPolicy,
  config: ReadConfig['config'],
): void {
  const document = resolve(config).buckets.get(bucket)?.document ?? { bucket };
  const after = JSON.parse(policyJson({ ...document, ...zencoder })) as JsonObject;
  const { wider, narrower, others } = differenceOf(before, after, bucket, zencoder);
  const wrong = [...others, ...(stands ? [] : wider), ...(equal && !stands ? narrower : [])][0];
  if (wrong !== undefined) {
    throw new Failure(
      `internal error, nothing was written: the result would differ from the policy for ${plain(JSON.stringify(wrong))}; please report it`,
      ExitCode.PROBLEMS,
    );
  }
}
