import { existsSync } from 'node:fs';
import { type ResolvedBucket, type ResolvedConfig, resolve } from '../../config/resolve';
import { stackNameFault } from '../../config/stack-name';
import { didYouMean, quoted } from '../../messages/wording';
import { regionFault } from '../../s3/region';
import { FIRST_STACK } from '../../snippets/bucket-access';
import { checkOption, ExitCode, Failure } from '../exit-code';
import { readFile } from '../input/config-file';

/** Where in the file a bucket is to go. */
export interface AdoptionTarget {
  readonly file: string;
  /** Undefined where there is no file yet. */
  readonly config: ResolvedConfig | undefined;
  readonly stack: string;
  /** Of the bucket, where that is given. */
  readonly region: string | undefined;
}

interface Options {
  readonly file: string;
  readonly stack?: string;
  readonly region?: string;
}

/** @throws Failure where the options name no place */
export function adoptionTarget({ file, stack, region }: Options, bucket = ''): AdoptionTarget {
  checkOption('--region', region, regionFault);
  const config = existsSync(file) ? resolve(readFile(file).config) : undefined;
  const named = stack ?? config?.buckets.get(bucket)?.stack;
  return { file, config, stack: config === undefined ? newStack(stack) : existingStack(named, config, file), region };
}

function newStack(stack = FIRST_STACK): string {
  checkOption('--stack', stack, stackNameFault);
  return stack;
}

function existingStack(stack: string | undefined, { stacks }: ResolvedConfig, file: string): string {
  const known = Object.keys(stacks);
  const has = `${file} has the stacks ${known.join(', ')}`;
  if (stack === undefined && known.length > 1) {
    throw new Failure(`${has}; say --stack`, ExitCode.USAGE);
  }
  if (stack !== undefined && !known.includes(stack)) {
    throw new Failure(`--stack: there is no ${quoted(stack)}; ${has}${didYouMean(stack, known)}`, ExitCode.USAGE);
  }
  return stack ?? known[0]!;
}

/**
 * The bucket as the file has it, without a policy file for the statements of others; undefined where it does not have it.
 * @throws Failure where it has it with one, or in another stack
 */
export function existingBucket(bucket: string, target: AdoptionTarget): ResolvedBucket | undefined {
  const existing = target.config?.buckets.get(bucket);
  if (existing !== undefined && (existing.stack !== target.stack || existing.otherStatements !== undefined)) {
    throw alreadyThere(existing, target);
  }
  return existing;
}

export function alreadyThere({ bucket, stack }: ResolvedBucket, { file }: AdoptionTarget): Failure {
  return new Failure(
    `${file}: ${bucket} stands in stack ${stack} already; to adopt its policy anew, take it out there`,
    ExitCode.PROBLEMS,
  );
}
