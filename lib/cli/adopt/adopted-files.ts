import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { differenceOf } from '../../adopt/policy-difference';
import { type AdoptedBucket, EditError, withBucket, withoutPlaceholders, withPlaceholder } from '../../config/edit';
import { policyPath } from '../../config/kept-policies';
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
  /** S3 gave the policy, and so has taken its grammar. */
  readonly isFromS3: boolean;
  /** The policy as it was, and who is Zencoder for the bucket. */
  readonly before: JsonObject;
  readonly zencoder: Account;
  /** Zencoder loses what grants cannot express, or, where the file has the bucket already, gets what its grants there say. */
  readonly allowed: readonly ('narrower' | 'wider')[];
  /** Nobody knows the grants: the bucket is written as a comment, which has this one. */
  readonly isComment: boolean;
  readonly example: ZencoderGrant;
}

export interface Written {
  readonly files: readonly string[];
  /** What is doubtful in the bucket, a line each. */
  readonly warnings: readonly string[];
}

/**
 * Writes the statements of others and then the YAML, after that was checked and its policy compared with the one before.
 * @throws Failure where something is in the way; nothing is written then
 */
export function writeAdopted(target: AdoptionTarget, adopted: AdoptedPolicy): Written {
  const { file, stack } = target;
  const { bucket, otherStatements, isFromS3 } = adopted;
  return PendingFiles.make((pending) => {
    const created = otherStatements.length === 0 ? [] : policyFiles(file, bucket, otherStatements, pending);
    const text = configText(target, adopted);
    const path = ['stacks', stack, 'buckets', bucket];
    const { config, warnings } = checked(text, file, { path, isAcceptedByS3: isFromS3 });
    const others = { Version: VERSION, Statement: [...otherStatements] };
    compare(adopted, adopted.isComment ? others : policyOf(bucket, config));
    if (target.text === undefined) {
      pending.create(file, text);
    } else if (text !== target.text) {
      pending.replace(file, text, target.text);
    }
    return { files: [...created, ...(text === target.text ? [] : [file])], warnings };
  });
}

/** Works while no other adopt writes the file. */
export async function withConfigLock<T>(file: string, work: () => T): Promise<T> {
  try {
    return await underLock(file, work);
  } catch (error) {
    throw failureOf(error);
  }
}

/** What a file could not be made of, and a setting could not be added to, as the end of the command. */
function failureOf(error: unknown): unknown {
  return error instanceof FileError || error instanceof EditError
    ? new Failure(printable(error.message), ExitCode.PROBLEMS)
    : error;
}

function configText(
  { text, stack, region }: AdoptionTarget,
  { bucket, settings, isComment, example }: AdoptedPolicy,
): string {
  if (!isComment) {
    const addition = { stack, bucket, settings };
    return text === undefined
      ? newConfigText({ ...addition, region })
      : withBucket(withoutPlaceholders(text, bucket), addition);
  }
  const { region: own, ...rest } = settings;
  const shown = { ...(own && { region: own }), grants: [example], ...rest };
  return withPlaceholder(text ?? emptyConfigText({ stack, region }), { stack, bucket, settings: shown });
}

/** None where the file is kept, since it says the same already. */
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
    throw new Failure(`${file} is there already and says something else; move it away`, ExitCode.PROBLEMS);
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
 * The file as it would be read once it is written.
 * @param policies the texts that policy files would have, by their names in it
 * @throws Failure where it would be refused
 */
export function checked(
  text: string,
  file: string,
  adopted: ReadOptions['adopted'],
  policies?: Readonly<Record<string, string>>,
): ReadConfig {
  try {
    return readConfigBytes(Buffer.from(text), file, file, { adopted, mayBeEmpty: true }, policies);
  } catch (error) {
    const lines = ['the file would be refused, and so is not written:', (error as Error).message];
    throw error instanceof ConfigError ? new Failure(lines.join('\n'), ExitCode.PROBLEMS) : error;
  }
}

/** The policy of a bucket by the file. */
export function policyOf(bucket: string, config: ReadConfig['config']): JsonObject {
  const document = resolve(config).buckets.get(bucket)?.document ?? { bucket };
  return JSON.parse(policyJson(document)) as JsonObject;
}

/**
 * The last word on whether the result is wider than before: what both policies decide.
 * @throws Failure where it differs in more than it may
 */
export function compare(
  { bucket, before, zencoder, allowed }: Pick<AdoptedPolicy, 'bucket' | 'before' | 'zencoder' | 'allowed'>,
  after: JsonObject,
): void {
  const { otherPrincipals, ...ofZencoder } = differenceOf(before, after, bucket, zencoder);
  const [wrong] = [
    ...otherPrincipals,
    ...(['wider', 'narrower'] as const).flatMap((way) => (allowed.includes(way) ? [] : ofZencoder[way])),
  ];
  if (wrong !== undefined) {
    const what = typeof wrong === 'string' ? wrong : `${wrong.action} on ${wrong.arn}`;
    throw new Failure(
      `internal error, nothing was written: the result would differ from the policy for ${plain(what)}; please report it`,
      ExitCode.PROBLEMS,
    );
  }
}
