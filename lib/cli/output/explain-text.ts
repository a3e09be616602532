import { aboutOf, type Change, Direction, sentence } from '../../explain/change-sentences';
import {
  actionsText,
  additionalLines,
  keyHeading,
  nothingChanges,
  untilText,
  type Writing,
} from '../../explain/explained-lines';
import type { ExplainedBucket, ExplainedRight, ExplainedUser, Explanation } from '../../explain/explanation';
import { isProduction, nameOf, type Principal } from '../../explain/right';
import { scopeLine, scopesInSentence } from '../../explain/words';
import type { ObjectScope } from '../../grants/scope';
import { grouped } from '../../messages/grouped';
import { printable, shown } from '../../messages/wording';
import { type Cell, tableLines } from './table';
import { type Terminal, Tone } from './terminal';
import { shortened, wrapped } from './text-width';

const IN_TEXT: Writing = { show: shown, text: printable };

const COLUMNS = [
  { heading: '  can', least: 34 },
  { heading: 'until', least: 10 },
  { heading: 'TLS', least: 4 },
  { heading: 'where', least: 26 },
];

const MAX_SCOPE_WIDTH = 160;

/** An explanation as a table, with the rows below their bucket or user. */
export function explanationTable(
  { buckets, users, kmsKeys = [] }: Explanation,
  terminal: Terminal,
  now = new Date(),
): string {
  if (buckets.length + users.length === 0) {
    return 'The file grants nothing';
  }
  // A terminal shows the start and the end of a long key; a file or a pipe gets the whole key.
  const longest = terminal.columns === Number.POSITIVE_INFINITY ? terminal.columns : MAX_SCOPE_WIDTH;
  const row = (right: ExplainedRight, place: Place): Cell[] => [
    [
      { text: right.may, indent: 2 },
      { text: actionsText(right), tone: Tone.FAINT, indent: 4 },
    ],
    [{ text: untilText(right.expires, now) }],
    [{ text: right.requireTls ? 'only' : '-' }],
    right.where.map((scope) => ({ text: shortened(place(scope, right.bucket), longest), hang: 2 })),
  ];
  const parts = [...buckets, ...users].flatMap((of) => [
    ...grouped([...of.rights, ...(of.refused ?? [])], ({ who }) => who).flatMap((group) => [
      { text: '' },
      { text: title(of, group[0]!.who), tone: Tone.STRONG },
      ...group
        .filter((right) => !('refusedBy' in right))
        .map((right) => row(right, 'bucket' in of ? (scope) => scopeLine(scope) : userPlace)),
    ]),
    ...additionalLines(of, IN_TEXT).map((text) => ({ text, indent: 2, hang: 2 })),
  ]);
  const keys = kmsKeys.flatMap((key) => [
    '',
    ...wrapped(keyHeading(key), terminal.columns),
    ...JSON.stringify(key.statement, null, 2).split('\n'),
  ]);
  return [...tableLines(COLUMNS, Tone.FAINT, parts, terminal), ...keys].join('\n');
}

function title(of: ExplainedBucket | ExplainedUser, who: Principal): string {
  if ('user' in of) {
    return `user ${shown(of.user)} (${of.stack})`;
  }
  const whose = isProduction(who) ? '' : `, for ${nameOf(who)}`;
  return `${of.bucket} (${of.stack}, ${of.region ?? 'region of the provider'})${whose}`;
}

type Place = (scope: ObjectScope, bucket: string) => string;

function userPlace(scope: ObjectScope, bucket: string): string {
  return scope.kind === 'kms-key' ? scopeLine(scope) : `${bucket}${scopesInSentence([scope])}`;
}

const TONES = { [Direction.OPENS]: Tone.WARNING, [Direction.CLOSES]: Tone.GOOD };
const INDENT = 10;

/** What a change of the file opens and closes, grouped by bucket and user. */
export function changesText(changes: readonly Change[], against: string, terminal: Terminal): string {
  const parts = grouped(changes, (change) => aboutOf(change)).map((group) => [
    terminal.paint(Tone.STRONG, aboutOf(group[0]!)),
    ...group.flatMap((change) => {
      const [first = '', ...rest] = wrapped(sentence(change), terminal.columns - INDENT);
      const word = terminal.paint(TONES[change.direction], change.direction.padEnd(INDENT - 2));
      return [`  ${word}${first}`, ...rest.map((line) => ' '.repeat(INDENT) + line)];
    }),
  ]);
  return parts.length === 0 ? nothingChanges(against) : parts.map((lines) => lines.join('\n')).join('\n\n');
}
