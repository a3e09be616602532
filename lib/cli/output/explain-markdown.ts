import type { ExplainedRight, Explanation } from '../../explain/explanation';
import { nameOf } from '../../explain/right';
import { scopeLine } from '../../explain/scope-words';
import type { Warning } from '../../explain/warning';
import type { ObjectScope } from '../../grants/scope';
import { printable } from '../../messages/wording';
import { actionsText, type BesideWriting, besideLines } from './explain-beside';
import { othersText, untilText } from './explain-table';
import { code, escaped, markdownList, markdownTable } from './markdown';

const IN_MARKDOWN: BesideWriting = { show: code, text: (text) => escaped(printable(text)) };
const HEADS = ['bucket', 'stack', 'who', 'may', 'actions', 'where', 'until', 'TLS'];

/** An explanation for a pull request: one table with the bucket in each row, then what is said beside. */
export function explanationMarkdown(
  { buckets, users, warnings }: Explanation,
  ofFile: readonly string[],
  now = new Date(),
): string {
  const rows = [
    ...buckets.flatMap(({ bucket, stack, region, rights }) =>
      rights.map((right) => row(bucket, region === undefined ? stack : `${stack}, ${region}`, right, now)),
    ),
    ...users.flatMap(({ stack, rights }) => rights.map((right) => row(right.bucket, stack, right, now))),
  ];
  const notes = [
    ...buckets.flatMap((bucket) => {
      const { otherStatements } = bucket;
      const others = otherStatements === undefined ? [] : [escaped(othersText(otherStatements))];
      return [...besideLines(bucket, IN_MARKDOWN), ...others].map((line) => `${code(bucket.bucket)}: ${line}`);
    }),
    ...users.flatMap((user) => {
      const { permissionsBoundary } = user;
      const bounds =
        permissionsBoundary === undefined ? [] : [`within the permissions boundary ${code(permissionsBoundary)}`];
      return [...besideLines(user, IN_MARKDOWN), ...bounds].map((line) => `user ${code(user.user)}: ${line}`);
    }),
  ];
  return [
    markdownTable(HEADS, rows),
    ...(notes.length > 0 ? [markdownList(notes)] : []),
    ...warned(warnings, ofFile),
  ].join('\n\n');
}

function row(bucket: string, stack: string, right: ExplainedRight, now: Date): string[] {
  return [
    code(bucket),
    escaped(stack),
    nameOf(right.who, code),
    right.may,
    escaped(actionsText(right)),
    right.where.map((scope) => place(scope)).join('<br>'),
    untilText(right.expires, now),
    right.requireTls ? 'only' : '-',
  ];
}

function place(scope: ObjectScope): string {
  return scope.kind === 'kms-key' ? `the key ${code(scope.arn)}` : scopeLine(scope, code);
}

export function warned(warnings: readonly Warning[], ofFile: readonly string[]): string[] {
  const lines = [...ofFile, ...warnings.map(({ message }) => message)];
  return lines.length === 0 ? [] : ['**Warnings**', markdownList(lines.map(escaped))];
}
