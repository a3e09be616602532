import { aboutOf, type Change, sentence } from '../../explain/change-sentences';
import {
  actionsText,
  additionalLines,
  keyHeading,
  nothingChanges,
  untilText,
  type Writing,
} from '../../explain/explained-lines';
import type { ExplainedBucket, ExplainedRight, ExplainedUser, Explanation } from '../../explain/explanation';
import type { PlanReview } from '../../explain/plan/plan-review';
import { nameOf } from '../../explain/right';
import type { Warning } from '../../explain/warnings';
import { scopeLine } from '../../explain/words';
import { printable, shown } from '../../messages/wording';
import { NOTHING_PLANNED, planRows } from './plan-rows';

const HEADS = ['bucket', 'stack', 'who', 'can', 'actions', 'where', 'until', 'TLS'];

/** An explanation for a pull request: one table with the bucket in each row, then the notes. */
export function explanationMarkdown(
  { buckets, users, kmsKeys = [], warnings }: Explanation,
  fileWarnings: readonly string[],
  now = new Date(),
): string {
  const all = [...buckets, ...users];
  const rows = all.flatMap((of) => of.rights.map((right) => row(of, right, now)));
  const notes = all.flatMap((of) => {
    const name = 'bucket' in of ? code(of.bucket) : `user ${code(of.user)}`;
    return additionalLines(of, IN_MARKDOWN).map((line) => `${name}: ${line}`);
  });
  const keys = kmsKeys.flatMap((key) => [
    `${keyHeading(key, code)}:`,
    `\`\`\`json\n${JSON.stringify(key.statement, null, 2)}\n\`\`\``,
  ]);
  return [
    table(HEADS, rows),
    ...(notes.length > 0 ? [list(notes)] : []),
    ...keys,
    ...warned(warnings, fileWarnings),
  ].join('\n\n');
}

function row(of: ExplainedBucket | ExplainedUser, right: ExplainedRight, now: Date): string[] {
  const region = 'region' in of && of.region !== undefined ? `, ${of.region}` : '';
  return [
    code(right.bucket),
    escaped(`${of.stack}${region}`),
    nameOf(right.who, code),
    right.may,
    escaped(actionsText(right)),
    right.where.map((scope) => scopeLine(scope, code)).join('<br>'),
    untilText(right.expires, now),
    right.requireTls ? 'only' : '-',
  ];
}

/** What a change of the file opens and closes, for a pull request. */
export function changesMarkdown(
  changes: readonly Change[],
  warnings: readonly Warning[],
  fileWarnings: readonly string[],
  against: string,
): string {
  const rows = changes.map((change) => [aboutOf(change, code), change.direction, sentence(change, code)]);
  const result = rows.length === 0 ? nothingChanges(code(against)) : table(['about', '', 'change'], rows);
  return [result, ...warned(warnings, fileWarnings)].join('\n\n');
}

/** What the apply of a plan opens and closes, for a pull request. */
export function planMarkdown(review: PlanReview): string {
  const rows = planRows(review, IN_MARKDOWN).flatMap((group) =>
    group.map(({ about, word, says }) => [about, word, says]),
  );
  return rows.length === 0 ? NOTHING_PLANNED : table(['about', '', 'change'], rows);
}

function warned(warnings: readonly Warning[], fileWarnings: readonly string[]): string[] {
  const lines = [...fileWarnings, ...warnings.map(({ message }) => message)];
  return lines.length === 0 ? [] : ['**Warnings**', list(lines.map(escaped))];
}

/** The notes about the file, which come last. */
export function notesMarkdown(notes: readonly string[]): string[] {
  return notes.length === 0 ? [] : ['**Notes**', list(notes.map(escaped))];
}

const IN_MARKDOWN: Writing = { show: code, text: (text) => escaped(printable(text)) };

const PLAIN_CODE = /^[\w./+=:-]+$/;

/**
 * A key, prefix or name as code. It cannot end the table cell or the code, and GitHub finds no mention or link in it.
 */
export function code(text: string): string {
  const visible = shown(text);
  return PLAIN_CODE.test(visible)
    ? `\`${visible}\``
    : `<code>${visible.replace(/[^\p{L}\p{M}\p{N} /-]/gu, reference)}</code>`;
}

/** Text without Markdown. The zero-width space is needed because GitHub also finds mentions in rendered text. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|&#~$]/g, reference).replace(/@/g, '&#64;&#8203;');
}

function reference(char: string): string {
  return `&#${char.codePointAt(0)};`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}
