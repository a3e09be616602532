import { readPastedPolicy } from '../../../lib/adopt/pasted-policy';
import { ConfigError, type ReadConfig, readConfigText } from '../../../lib/config/read';
import { Direction, sentence } from '../../../lib/explain/change-sentences';
import { consequences } from '../../../lib/explain/consequences';
import { fileChanges } from '../../../lib/explain/file-changes';
import { planSentence } from '../../../lib/explain/plan/plan-change';
import { bucketsNamedBy } from '../../../lib/explain/plan/planned-policy';
import { comparedPolicies } from '../../../lib/explain/plan/policy-comparison';
import { isTooDeep, TOO_DEEP } from '../../../lib/iam/grammar/document';
import { hasVariables } from '../../../lib/iam/policy';
import type { JsonObject } from '../../../lib/messages/json';
import { identityOf } from '../../../lib/zencoder/another-zencoder';

export type Side = 'before' | 'after';

/** The text that was pasted on one side: a policy, or a `zencoder.yaml` with the policy files that it names. */
export interface Pasted {
  readonly text: string;
  readonly files: Readonly<Record<string, string>>;
}

export interface Comparison {
  readonly opens: readonly string[];
  readonly closes: readonly string[];
  readonly warnings: readonly string[];
  readonly errors: Readonly<Record<Side, readonly string[]>>;
  /** The policy files that are named on each side. */
  readonly named: Readonly<Record<Side, readonly string[]>>;
}

const NONE = { opens: [], closes: [], warnings: [] };
const NO_FILES = { before: [], after: [] };

const NAMES: Readonly<Record<Side, string>> = { before: 'before', after: 'after' };

/** Much more than the limit of S3 for a policy, and more than a file by hand has. */
const MAX_LENGTH = 500 * 1024;

/** The access that the change from one to the other opens and closes. */
export function comparisonOf(before: Pasted, after: Pasted, now: Date): Comparison {
  const long = [before, after].map(({ text }) =>
    text.length > MAX_LENGTH
      ? [`has ${text.length.toLocaleString('en-US')} characters, which is too long for this page`]
      : [],
  );
  if (long.flat().length > 0) {
    return { ...NONE, errors: { before: long[0]!, after: long[1]! }, named: NO_FILES };
  }
  const [isPolicy, other] = [isJson(before.text), isJson(after.text)];
  if (isPolicy !== other) {
    const error = `is ${other ? 'a policy' : 'a zencoder.yaml'}, but the other side is not; compare two policies or two files`;
    return { ...NONE, errors: { before: [], after: [error] }, named: NO_FILES };
  }
  return isPolicy ? comparedAsPolicies(before.text, after.text, now) : comparedAsFiles(before, after, now);
}

function isJson(text: string): boolean {
  return /^\s*[{["]/.test(text);
}

function comparedAsPolicies(before: string, after: string, now: Date): Comparison {
  const [was, is] = [policyIn(before), policyIn(after)];
  const errors = { before: was.errors, after: is.errors };
  if (was.policy === undefined || is.policy === undefined) {
    return { ...NONE, errors, named: NO_FILES };
  }
  const buckets = [...new Set([...bucketsNamedBy(was.policy), ...bucketsNamedBy(is.policy)])];
  const [bucket] = buckets;
  if (bucket === undefined || buckets.length > 1) {
    const named = bucket === undefined ? 'name no bucket' : `name the buckets ${buckets.join(', ')}`;
    const error = `the two policies ${named}; give two policies of one bucket`;
    return { ...NONE, errors: { before: [], after: [error] }, named: NO_FILES };
  }
  const account = identityOf({});
  const who = { kind: 'account', accountId: account.accountId } as const;
  const changes = comparedPolicies(was.policy, is.policy, { bucket, account, who, name: bucket }, now);
  const sentences = (wanted: Direction) =>
    changes.filter(({ direction }) => direction === wanted).map((change) => planSentence(change));
  return { ...NONE, opens: sentences(Direction.OPENS), closes: sentences(Direction.CLOSES), errors, named: NO_FILES };
}

function policyIn(text: string): { readonly policy?: JsonObject; readonly errors: readonly string[] } {
  try {
    const policy = readPastedPolicy(text);
    const error = isTooDeep(policy)
      ? TOO_DEEP
      : hasVariables(policy) === undefined
        ? 'has an unknown Version; the known ones are 2008-10-17 and 2012-10-17'
        : undefined;
    return error === undefined ? { policy, errors: [] } : { errors: [error] };
  } catch (error) {
    return { errors: [error instanceof RangeError ? TOO_DEEP : (error as Error).message] };
  }
}

function comparedAsFiles(before: Pasted, after: Pasted, now: Date): Comparison {
  const [was, is] = [fileIn(before, NAMES.before, now), fileIn(after, NAMES.after, now)];
  const common = { errors: { before: was.errors, after: is.errors }, named: { before: was.named, after: is.named } };
  if (was.read === undefined || is.read === undefined) {
    return { ...NONE, ...common };
  }
  const changes = fileChanges(was.read.config, is.read.config, now);
  const sentences = (wanted: Direction) =>
    changes.filter(({ direction }) => direction === wanted).map((change) => sentence(change));
  return {
    opens: sentences(Direction.OPENS),
    closes: sentences(Direction.CLOSES),
    warnings: [...consequences(was.read.config, is.read.config).map(({ message }) => message), ...is.read.warnings],
    ...common,
  };
}

interface FileRead {
  readonly read?: ReadConfig;
  readonly errors: readonly string[];
  readonly named: readonly string[];
}

function fileIn({ text, files }: Pasted, name: string, now: Date): FileRead {
  const named: string[] = [];
  const policyFile = (file: string) => {
    named.push(file);
    if (!files[file]?.trim()) {
      throw new Error('this page cannot read files; paste the content below');
    }
    return { file, text: files[file] };
  };
  try {
    return { read: readConfigText(text, name, policyFile, { now }), errors: [], named };
  } catch (error) {
    if (error instanceof ConfigError) {
      return { errors: error.lines, named };
    }
    throw error;
  }
}
