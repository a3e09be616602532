import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { differenceOf } from '../../adopt/policy-difference';
import { type AdoptedBucket, EditError, withBucket } from '../../config/edit';
import { policyPath } from '../../config/kept-policies';
import { withoutPlaceholders, withPlaceholder } from '../../config/placeholders';
import { ConfigError, type ReadConfig, type ReadOptions } from '../../config/read';
import { resolve } from '../../config/resolve';
import { underLock } from '../../files/lock';
import { PendingFiles } from '../../files/pending-files';
import { readConfigBytes } from '../../files/read-config';
import { FileError, readText } from '../../files/text-file';
import { policyJson } from '../../grants/bucket-policy';
import type { ZencoderGrant } from '../../grants/grant';
import type { Account } from '../../iam/account';
import { VERSION } from '../../iam/policy';
import type { JsonObject } from '../../messages/json';
import { plain, printable } from '../../messages/wording';
import { keptPolicyText } from '../../snippets/bucket-access';
import { emptyConfigText, configText as newConfigText } from '../../snippets/zencoder-yaml';
import { ExitCode, Failure } from '../exit-code';
import type { AdoptionTarget } from './target';

/** A bucket whose policy was adopted. */
export interface AdoptedPolicy {
  readonly bucket: string;
  readonly settings: AdoptedBucket;
  readonly otherStatements: readonly JsonObject[];
  /** The policy comes from S3, so S3 has accepted its grammar. */
  readonly isFromS3: boolean;
  /** The policy before the adoption. */
  readonly before: JsonObject;
  /** The account of Zencoder for this bucket. */
  readonly zencoder: Account;
  /**
   * How Zencoder's access may differ from the policy: it lost what grants cannot express, or the grants are those of
   * the file.
   */
  readonly allowed: readonly ('narrower' | 'wider')[];
  /** The grants are unknown, so the bucket is written as a comment. */
  readonly isPlaceholder: boolean;
  /** The grant to show in that comment. */
  readonly example: ZencoderGrant;
}

export interface Written {
  readonly files: readonly string[];
  /** Warnings about the bucket, one line each. */
  readonly warnings: readonly string[];
}

/**
 * Writes the policy file and the YAML file. Before that, it checks the new YAML and compares its policy with the policy
 * before.
 * @throws Failure if a check fails or a file is in the way; nothing is written then
 */
export function writeAdopted(target: AdoptionTarget, adopted: AdoptedPolicy): Written {
  const { file, stack } = target;
  const { bucket, otherStatements, isFromS3 } = adopted;
  return PendingFiles.make((pending) => {
    const created = otherStatements.length === 0 ? [] : policyFiles(file, bucket, otherStatements, pending);
    const text = configText(target, adopted);
    const path = ['stacks', stack, 'buckets', bucket];
    const { config, warnings } = readAsWritten(text, file, { path, isAcceptedByS3: isFromS3 });
    const keptOnly = { Version: VERSION, Statement: [...otherStatements] };
    assertSameAccess(adopted, adopted.isPlaceholder ? keptOnly : policyOf(bucket, config));
    if (target.text === undefined) {
      pending.create(file, text);
    } else if (text !== target.text) {
      pending.replace(file, text, target.text);
    }
    return { files: [...created, ...(text === target.text ? [] : [file])], warnings };
  });
}

/** Calls `work` while no other `adopt` can write the file. */
export async function withConfigLock<T>(file: string, work: () => T): Promise<T> {
  try {
    return await underLock(file, work);
  } catch (error) {
    throw failureOf(error);
  }
}

/** Converts the errors of writing and editing a file to a Failure. */
function failureOf(error: unknown): unknown {
  return error instanceof FileError || error instanceof EditError
    ? new Failure(printable(error.message), ExitCode.PROBLEMS)
    : error;
}

function configText(
  { text, stack, region }: AdoptionTarget,
  { bucket, settings, isPlaceholder, example }: AdoptedPolicy,
): string {
  if (!isPlaceholder) {
    const addition = { stack, bucket, settings };
    return text === undefined
      ? newConfigText({ ...addition, region })
      : withBucket(withoutPlaceholders(text, bucket), addition);
  }
  const { region: own, ...rest } = settings;
  const shown = { ...(own && { region: own }), grants: [example], ...rest };
  return withPlaceholder(text ?? emptyConfigText({ stack, region }), { stack, bucket, settings: shown });
}

/** Plans the policy file of the bucket. Returns its path, or nothing if the file already has this content. */
function policyFiles(
  configFile: string,
  bucket: string,
  statements: readonly JsonObject[],
  pending: PendingFiles,
): string[] {
  const file = join(dirname(configFile), policyPath(bucket));
  const text = keptPolicyText(statements);
  if (!existsSync(file)) {
    pending.create(file, text);
    return [file];
  }
  if (jsonIn(file) !== JSON.stringify(JSON.parse(text))) {
    throw new Failure(`${file} already exists with different content; move it first`, ExitCode.PROBLEMS);
  }
  return [];
}

function jsonIn(file: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(readText(file)));
  } catch {
    return undefined;
  }
}

/**
 * Reads a text as the file that it will be written to.
 * @param policies the texts that policy files will have, by their names in the file
 * @throws Failure if the text is not a valid file
 */
export function readAsWritten(
  text: string,
  file: string,
  adopted: ReadOptions['adopted'],
  policies?: Readonly<Record<string, string>>,
): ReadConfig {
  try {
    return readConfigBytes(Buffer.from(text), file, file, { adopted, mayBeEmpty: true }, policies);
  } catch (error) {
    const lines = ['the new file would be invalid, so nothing was written:', (error as Error).message];
    throw error instanceof ConfigError ? new Failure(lines.join('\n'), ExitCode.PROBLEMS) : error;
  }
}

/** The policy that the file gives a bucket. */
export function policyOf(bucket: string, config: ReadConfig['config']): JsonObject {
  const document = resolve(config).buckets.get(bucket)?.document ?? { bucket };
  return JSON.parse(policyJson(document)) as JsonObject;
}

/**
 * The last check before writing: compares the decisions of the policies before and after.
 * @throws Failure if they differ in more than is allowed
 */
export function assertSameAccess(
  { bucket, before, zencoder, allowed }: Pick<AdoptedPolicy, 'bucket' | 'before' | 'zencoder' | 'allowed'>,
  after: JsonObject,
): void {
  const { otherPrincipals, ...forZencoder } = differenceOf(before, after, bucket, zencoder);
  const [wrong] = [
    ...otherPrincipals,
    ...(['wider', 'narrower'] as const).flatMap((way) => (allowed.includes(way) ? [] : forZencoder[way])),
  ];
  if (wrong !== undefined) {
    const what = typeof wrong === 'string' ? wrong : `${wrong.action} on ${wrong.arn}`;
    const problem = `the new policy would differ from the current one for ${plain(what)}`;
    throw new Failure(`internal error, nothing was written: ${problem}; please report it`, ExitCode.PROBLEMS);
  }
}
