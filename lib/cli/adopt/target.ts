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

/** Where in the file a bucket is to go. */
export interface AdoptionTarget {
  readonly file: string;
  /** What the file holds; undefined where there is none yet. */
  readonly text: string | undefined;
  /** What that means. */
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
  const text = textIn(file);
  const config = configIn(file, text);
  const named = stack ?? config?.buckets.get(bucket)?.stack;
  const found = config === undefined ? newStack(stack) : existingStack(named, config, file);
  return { file, text, config, stack: found, region };
}

/**
 * The same place in the file as it is now, into which other buckets may have been adopted since it was read.
 * @throws Failure where anything else was changed
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
    throw new Failure(`${file}: is a link to ${readlinkSync(file)}, which does not exist`, ExitCode.PROBLEMS);
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
    throw new Failure(`${has}; say --stack`, ExitCode.USAGE);
  }
  if (stack !== undefined && !known.includes(stack)) {
    throw new Failure(`--stack: there is no ${quoted(stack)}; ${has}${didYouMean(stack, known)}`, ExitCode.USAGE);
  }
  return stack ?? known[0]!;
}

/**
 * The bucket as the file has it; undefined where it does not have it.
 * @param isRefresh whether the bucket may have a policy file already, and has to be in the file
 * @throws Failure where it is in another stack, or has a policy file already
 */
export function existingBucket(bucket: string, target: AdoptionTarget, isRefresh: boolean): ResolvedBucket | undefined {
  const existing = target.config?.buckets.get(bucket);
  if (existing === undefined && isRefresh) {
    throw new Failure(`--refresh: ${target.file} has no ${bucket} yet; leave --refresh out`, ExitCode.USAGE);
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
      ? 'to adopt its policy anew, take it out there'
      : 'to take the statements of others anew, call adopt with --refresh';
  return new Failure(`${file}: ${bucket} is in stack ${stack} already; ${advice}`, ExitCode.PROBLEMS);
}
