import { dirname, isAbsolute, join, resolve as resolvePath } from 'node:path';
import { adopt } from '../../adopt/adoption';
import type { ResolvedBucket, ResolvedConfig } from '../../config/resolve';
import { replaceFile } from '../../files/replace-file';
import { readErrorReason, readWholeText } from '../../files/text-file';
import { meaningOf, meanTheSame } from '../../iam/meaning';
import { currentStatements, labelOf, placeOf } from '../../iam/policy';
import type { JsonObject } from '../../messages/json';
import { keptPolicyText } from '../../snippets/bucket-access';
import { ExitCode, Failure } from '../exit-code';
import type { AdoptionReport } from '../output/adoption-report';
import { assertSameAccess, policyOf, readAsWritten } from './adopted-files';
import type { Source } from './source';
import type { AdoptionTarget } from './target';

/**
 * Updates the policy file of a bucket with the current statements of other principals. A statement in the file that
 * means the same as a current one does not change.
 * @throws Failure if the file cannot be written; nothing is written then
 */
export function refresh(source: Source, existing: ResolvedBucket): AdoptionReport {
  const { policy, bucket, target, isFromS3 } = source;
  const { zencoder, stack } = existing;
  const { otherStatements, errors, notes } = adopt(policy, { bucket, zencoder, isFromS3 });
  if (errors.length > 0) {
    throw new Failure(errors.join('\n'), ExitCode.PROBLEMS);
  }
  const name = existing.otherStatementsFile!;
  const file = policyFileOf(name, target);
  checkUnshared(existing, target);
  if (otherStatements.length === 0) {
    const advice = `remove the line otherStatements of ${bucket} from ${target.file}`;
    throw new Failure(`the policy no longer has statements of other principals; ${advice}`, ExitCode.PROBLEMS);
  }
  const { statements, added, dropped, isSame } = mergedStatements(existing.otherStatements!, otherStatements);
  const text = keptPolicyText(statements);
  const path = ['stacks', stack, 'buckets', bucket];
  const kept = isSame ? undefined : { [name]: text };
  const { config, warnings } = readAsWritten(target.text!, target.file, { path, isAcceptedByS3: isFromS3 }, kept);
  assertSameAccess({ bucket, before: policy, zencoder, allowed: ['wider', 'narrower'] }, policyOf(bucket, config));
  if (!isSame) {
    write(file, text, existing.otherStatements!);
  }
  return {
    bucket,
    stack,
    written: isSame ? [] : [file],
    settings: { otherStatements: name },
    otherStatements: statements.length,
    lost: [],
    notes,
    warnings,
    refreshed: { file, added, dropped },
  };
}

/** The path of a policy file, as messages show it. */
function policyFileOf(name: string, { file }: AdoptionTarget): string {
  return isAbsolute(name) ? name : join(dirname(file), name);
}

/** @throws Failure if another bucket uses the same policy file, because the refresh would change its statements too */
function checkUnshared(existing: ResolvedBucket, target: AdoptionTarget): void {
  const { buckets } = target.config as ResolvedConfig;
  const pathOf = (name: string) => resolvePath(policyFileOf(name, target));
  const own = pathOf(existing.otherStatementsFile!);
  const sharing = [...buckets.values()].find(({ bucket, otherStatementsFile }) => {
    return bucket !== existing.bucket && otherStatementsFile !== undefined && pathOf(otherStatementsFile) === own;
  });
  if (sharing !== undefined) {
    const name = existing.otherStatementsFile;
    const line = `${name} is also the policy file of ${sharing.bucket}; give each bucket its own`;
    throw new Failure(`${target.file}: ${line}`, ExitCode.PROBLEMS);
  }
}

interface MergedStatements {
  readonly statements: readonly JsonObject[];
  /** The labels of the new statements, by their place in the policy. */
  readonly added: readonly string[];
  /** The labels of the removed statements, by their place in the file. */
  readonly dropped: readonly string[];
  readonly isSame: boolean;
}

function mergedStatements(text: string, now: readonly JsonObject[]): MergedStatements {
  const previous = currentStatements(JSON.parse(text) as JsonObject) as JsonObject[];
  const [before, after] = [previous, now].map((all) => new Set(all.map(meaningOf)));
  const labels = (all: readonly JsonObject[], isAmong: (statement: JsonObject) => boolean) =>
    all.flatMap((statement, index) => (isAmong(statement) ? [labelOf(placeOf(statement, index))] : []));
  const isUnchanged = (statement: JsonObject) => after!.has(meaningOf(statement));
  const isNew = (statement: JsonObject) => !before!.has(meaningOf(statement));
  const statements = [
    ...previous.filter(isUnchanged).map((statement) => withSidOf(now, statement)),
    ...now.filter(isNew),
  ];
  return {
    statements,
    added: labels(now, isNew),
    dropped: labels(previous, (statement) => !isUnchanged(statement)),
    isSame: JSON.stringify(statements) === JSON.stringify(previous),
  };
}

/**
 * The statement as it is in the file, or as it is now if its Sid has changed: another statement in the file may have
 * that Sid.
 */
function withSidOf(now: readonly JsonObject[], statement: JsonObject): JsonObject {
  const alike = now.filter((other) => meanTheSame(other, statement));
  return alike.some(({ Sid }) => Sid === statement.Sid) ? statement : (alike[0] ?? statement);
}

/** Writes the policy file. Keeps its byte order mark, line endings, indentation and final newline. */
function write(file: string, text: string, before: string): void {
  let now: string;
  try {
    now = readWholeText(file);
  } catch (error) {
    throw new Failure(`${file}: ${readErrorReason(error)}; nothing was written`, ExitCode.PROBLEMS);
  }
  const mark = /^\ufeff?/.exec(now)![0];
  if (now.slice(mark.length) !== before) {
    const line = 'has changed since it was read; nothing was written, run the command again';
    throw new Failure(`${file}: ${line}`, ExitCode.PROBLEMS);
  }
  replaceFile(file, `${mark}${inStyleOf(text, before)}`, now);
}

function inStyleOf(text: string, before: string): string {
  const indent = /\n([ \t]+)\S/.exec(before)?.[1] ?? '  ';
  const lines = JSON.stringify(JSON.parse(text), null, indent);
  const whole = /\n\s*$/.test(before) ? `${lines}\n` : lines;
  return before.includes('\r\n') ? whole.replace(/\n/g, '\r\n') : whole;
}
