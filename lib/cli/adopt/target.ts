import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { type ResolvedBucket, type ResolvedConfig, resolve } from '../../config/resolve';
import { stackNameFault } from '../../config/stack-name';
import { readErrorReason, readWholeText } from '../../files/text-file';
import { didYouMean, quoted } from '../../messages/wording';
import { regionFault } from '../../s3/region';
import { FIRST_STACK } from '../../snippets/bucket-access';
import { checkOption, ExitCode, Failure } from '../exit-code';
import { readFileText } from '../input/config-file';
import { changeSince, isAdoptedSince } from './since-read';

/** The place in the file where a bucket is added. */
export interface AdoptionTarget {
  readonly file: string;
  /** The text of the file; undefined if it does not exist yet. */
  readonly text: string | undefined;
  /** The configuration in that text. */
  readonly config: ResolvedConfig | undefined;
  readonly stack: string;
  /** The region of the bucket, if given. */
  readonly region: string | undefined;
}

interface Options {
  readonly file: string;
  readonly stack?: string;
  readonly region?: string;
}

/** @throws Failure if the options do not identify a stack, or the file is invalid */
export function adoptionTarget({ file, stack, region }: Options, bucket = ''): AdoptionTarget {
  checkOption('--region', region, regionFault);
  const text = textIn(file);
  const config = configIn(file, text);
  const named = stack ?? config?.buckets.get(bucket)?.stack;
  const found = config === undefined ? newStack(stack) : existingStack(named, config, file);
  return { file, text, config, stack: found, region };
}

/**
 * The same place in the current text of the file. Other runs can have adopted buckets into it since it was read.
 * @throws Failure if anything else has changed
 */
export function currentTarget(target: AdoptionTarget, bucket: string): AdoptionTarget {
  const { file, text, stack } = target;
  const now = textIn(file);
  if (now === text) {
    return target;
  }
  if (now !== undefined && isAdoptedSince(text, now)) {
    const current = { ...target, text: now, config: configIn(file, now) };
    if (Object.hasOwn(current.config!.stacks, stack) && entryOf(bucket, current) === entryOf(bucket, target)) {
      return current;
    }
  }
  const what = `${file} ${changeSince(text, now)}`;
  throw new Failure(`${what}; nothing was written, run the command again`, ExitCode.PROBLEMS);
}

function entryOf(bucket: string, { config }: AdoptionTarget): string {
  return JSON.stringify(config?.buckets.get(bucket)) ?? '';
}

function textIn(file: string): string | undefined {
  if (existsSync(file)) {
    try {
      return readWholeText(file);
    } catch (error) {
      throw new Failure(`${file}:1:1: ${readErrorReason(error)}`, ExitCode.PROBLEMS);
    }
  }
  if (lstatSync(file, { throwIfNoEntry: false }) !== undefined) {
    throw new Failure(`${file}: links to ${readlinkSync(file)}, which does not exist`, ExitCode.PROBLEMS);
  }
  return undefined;
}

function configIn(file: string, text: string | undefined): ResolvedConfig | undefined {
  return text === undefined ? undefined : resolve(readFileText(text, file, { mayBeEmpty: true }).config);
}

function newStack(stack = FIRST_STACK): string {
  checkOption('--stack', stack, stackNameFault);
  return stack;
}

function existingStack(stack: string | undefined, { stacks }: ResolvedConfig, file: string): string {
  const known = Object.keys(stacks);
  const has = `${file} has the stacks ${known.join(', ')}`;
  if (stack === undefined && known.length > 1) {
    throw new Failure(`${has}; choose one with --stack`, ExitCode.USAGE);
  }
  if (stack !== undefined && !known.includes(stack)) {
    throw new Failure(`--stack: there is no stack ${quoted(stack)}; ${has}${didYouMean(stack, known)}`, ExitCode.USAGE);
  }
  return stack ?? known[0]!;
}

/**
 * The bucket in the file; undefined if the file does not have it.
 * @param isRefresh if true, the bucket must be in the file and can have a policy file
 * @throws Failure if it is in another stack, or already has a policy file
 */
export function existingBucket(bucket: string, target: AdoptionTarget, isRefresh: boolean): ResolvedBucket | undefined {
  const existing = target.config?.buckets.get(bucket);
  if (existing === undefined && isRefresh) {
    throw new Failure(`--refresh: ${target.file} does not have ${bucket} yet; remove --refresh`, ExitCode.USAGE);
  }
  const isKept = existing?.otherStatements !== undefined && !isRefresh;
  if (existing !== undefined && (existing.stack !== target.stack || isKept)) {
    throw alreadyInFile(existing, target);
  }
  return existing;
}

export function alreadyInFile({ bucket, stack, otherStatements }: ResolvedBucket, { file }: AdoptionTarget): Failure {
  const advice =
    otherStatements === undefined
      ? 'to adopt its policy again, remove it from the file'
      : 'to update the statements of other principals, run adopt with --refresh';
  return new Failure(`${file}: ${bucket} is already in stack ${stack}; ${advice}`, ExitCode.PROBLEMS);
}
