import { existsSync } from 'node:fs';
import type { ZencoderConfig } from '../../config/config';
import { STACK_NAME_FORM } from '../../config/schema';
import { didYouMean, quoted } from '../../messages/wording';
import { regionFault } from '../../s3/region';
import { identityOf, type ZencoderIdentity } from '../../zencoder/identity';
import { checkOption, ExitCode, Failure } from '../exit-code';
import { readFile } from '../input/config-file';

/** Where in the file a bucket is to go. */
export interface AdoptionTarget {
  readonly file: string;
  /** Undefined where there is no file yet. */
  readonly config: ZencoderConfig | undefined;
  readonly stack: string;
  /** Who is Zencoder for that stack. */
  readonly zencoder: Required<ZencoderIdentity>;
  /** Of the bucket, where that is said. */
  readonly region: string | undefined;
}

/** Of a file that is made. */
const FIRST_STACK = 'production';

interface Options {
  readonly file: string;
  readonly stack?: string;
  readonly region?: string;
}

/** @throws Failure where the options name no place */
export function adoptionTarget({ file, stack, region }: Options, bucket?: string): AdoptionTarget {
  checkOption('--region', region, regionFault);
  const config = existsSync(file) ? readFile(file).config : undefined;
  const said = stack ?? stackOf(bucket, config);
  const named = config === undefined ? newStack(stack) : standingStack(said, Object.keys(config.stacks), file);
  return { file, config, stack: named, zencoder: identityOf(config?.stacks[named]?.zencoder), region };
}

function newStack(stack = FIRST_STACK): string {
  if (!new RegExp(STACK_NAME_FORM).test(stack)) {
    const takes = 'it takes letters, digits, "-" and "_", at most 100';
    throw new Failure(`--stack: ${quoted(stack)} is not a name for a stack: ${takes}`, ExitCode.USAGE);
  }
  return stack;
}

function standingStack(stack: string | undefined, known: readonly string[], file: string): string {
  const has = `${file} has the stacks ${known.join(', ')}`;
  if (stack === undefined && known.length > 1) {
    throw new Failure(`${has}; say --stack`, ExitCode.USAGE);
  }
  if (stack !== undefined && !known.includes(stack)) {
    throw new Failure(`--stack: there is no ${quoted(stack)}; ${has}${didYouMean(stack, known)}`, ExitCode.USAGE);
  }
  return stack ?? known[0]!;
}

/** The stack in which a bucket stands already. */
function stackOf(bucket: string | undefined, config: ZencoderConfig | undefined): string | undefined {
  return Object.entries(config?.stacks ?? {}).find(
    ([, { buckets = {} }]) => bucket !== undefined && Object.hasOwn(buckets, bucket),
  )?.[0];
}

/**
 * Whether the bucket stands in the file, without a policy file for the statements of others.
 * @throws Failure where it stands there with one, or in another stack
 */
export function standsWithoutOthers(bucket: string, target: AdoptionTarget): boolean {
  const { config, stack } = target;
  const standing = stackOf(bucket, config);
  if (standing === undefined) {
    return false;
  }
  if (standing !== stack || config!.stacks[stack]!.buckets![bucket]!.otherStatements !== undefined) {
    throw alreadyStands(bucket, target);
  }
  return true;
}

export function alreadyStands(bucket: string, { config, file }: AdoptionTarget): Failure {
  return new Failure(
    `${file}: ${bucket} stands in stack ${stackOf(bucket, config)} already; to adopt its policy anew, take it out there`,
    ExitCode.PROBLEMS,
  );
}
