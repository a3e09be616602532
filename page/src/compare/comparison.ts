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

/** What was pasted on one side: a policy, or a file and the policy files that it names. */
export interface Pasted {
  readonly text: string;
  readonly files: Readonly<Record<string, string>>;
}

export interface Comparison {
  readonly opens: readonly string[];
  readonly closes: readonly string[];
  readonly warnings: readonly string[];
  readonly faults: Readonly<Record<Side, readonly string[]>>;
  /** The policy files that are named on each side. */
  readonly named: Readonly<Record<Side, readonly string[]>>;
}

const NONE = { opens: [], closes: [], warnings: [] };
const NO_FILES = { before: [], after: [] };

const NAMES: Readonly<Record<Side, string>> = { before: 'before', after: 'after' };

/** Five times what S3 takes of a policy, and more than anybody writes by hand. */
const LONGEST = 500 * 1024;

/** What the second one opens and closes against the first. */
export function comparisonOf(before: Pasted, after: Pasted, now: Date): Comparison {
  const long = [before, after].map(({ text }) =>
    text.length > LONGEST
      ? [`has ${text.length.toLocaleString('en-US')} characters, which is too long for this page`]
      : [],
  );
  if (long.flat().length > 0) {
    return { ...NONE, faults: { before: long[0]!, after: long[1]! }, named: NO_FILES };
  }
  const [isPolicy, other] = [isJson(before.text), isJson(after.text)];
  if (isPolicy !== other) {
    const fault = `is ${other ? 'a policy' : 'a zencoder.yaml'}, and the one before is not`;
    return { ...NONE, faults: { before: [], after: [fault] }, named: NO_FILES };
  }
  return isPolicy ? comparedAsPolicies(before.text, after.text, now) : comparedAsFiles(before, after, now);
}

function isJson(text: string): boolean {
  return /^\s*[{["]/.test(text);
}

function comparedAsPolicies(before: string, after: string, now: Date): Comparison {
  const [was, is] = [policyIn(before), policyIn(after)];
  const faults = { before: was.faults, after: is.faults };
  if (was.policy === undefined || is.policy === undefined) {
    return { ...NONE, faults, named: NO_FILES };
  }
  const buckets = [...new Set([...bucketsNamedBy(was.policy), ...bucketsNamedBy(is.policy)])];
  const [bucket] = buckets;
  if (bucket === undefined || buckets.length > 1) {
    const named = bucket === undefined ? 'name no bucket' : `name the buckets ${buckets.join(', ')}`;
    const fault = `the two policies ${named}; give two policies of one bucket`;
    return { ...NONE, faults: { before: [], after: [fault] }, named: NO_FILES };
  }
  const account = identityOf({});
  const who = { kind: 'account', accountId: account.accountId } as const;
  const changes = comparedPolicies(was.policy, is.policy, { bucket, account, who, name: bucket }, now);
  const sentences = (wanted: Direction) =>
    changes.filter(({ direction }) => direction === wanted).map((change) => planSentence(change));
  return { ...NONE, opens: sentences(Direction.OPENS), closes: sentences(Direction.CLOSES), faults, named: NO_FILES };
}

function policyIn(text: string): { readonly policy?: JsonObject; readonly faults: readonly string[] } {
  try {
    const policy = readPastedPolicy(text);
    const fault = isTooDeep(policy)
      ? TOO_DEEP
      : hasVariables(policy) === undefined
        ? 'is of a Version that is not known here'
        : undefined;
    return fault === undefined ? { policy, faults: [] } : { faults: [fault] };
  } catch (error) {
    return { faults: [error instanceof RangeError ? TOO_DEEP : (error as Error).message] };
  }
}

function comparedAsFiles(before: Pasted, after: Pasted, now: Date): Comparison {
  const [was, is] = [fileIn(before, NAMES.before, now), fileIn(after, NAMES.after, now)];
  const common = { faults: { before: was.faults, after: is.faults }, named: { before: was.named, after: is.named } };
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
  readonly faults: readonly string[];
  readonly named: readonly string[];
}

function fileIn({ text, files }: Pasted, name: string, now: Date): FileRead {
  const named: string[] = [];
  const policyFile = (file: string) => {
    named.push(file);
    if (!files[file]?.trim()) {
      throw new Error('is a file that this page cannot read; paste it below');
    }
    return { file, text: files[file] };
  };
  try {
    return { read: readConfigText(text, name, policyFile, { now }), faults: [], named };
  } catch (error) {
    if (error instanceof ConfigError) {
      return { faults: error.lines, named };
    }
    throw error;
  }
}
