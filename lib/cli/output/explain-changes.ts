import { aboutOf, type Change } from '../../explain/change';
import { sentence } from '../../explain/change-words';
import type { Warning } from '../../explain/warning';
import { Direction } from '../../explain/window-changes';
import { type AccessWindow, expiresOf, isClosed, requiresTls } from '../../grants/access-window';
import { utcText } from '../../grants/expiry';
import { grouped } from '../../messages/grouped';
import { warned } from './explain-markdown';
import { code, markdownTable } from './markdown';
import { type Terminal, Tone } from './terminal';
import { wrapped } from './text-width';

const TONES = { [Direction.OPENS]: Tone.WARNING, [Direction.CLOSES]: Tone.GOOD };
const INDENT = 10;

/** What a change opens and closes, below each bucket and user. */
export function changesText(changes: readonly Change[], against: string, terminal: Terminal): string {
  if (changes.length === 0) {
    return nothing(against);
  }
  return grouped(changes, (change) => aboutOf(change))
    .map((group) =>
      [
        terminal.paint(Tone.STRONG, aboutOf(group[0]!)),
        ...group.flatMap((change) => {
          const [first = '', ...rest] = wrapped(sentence(change), terminal.columns - INDENT);
          const word = terminal.paint(TONES[change.direction], change.direction.padEnd(INDENT - 2));
          return [`  ${word}${first}`, ...rest.map((line) => ' '.repeat(INDENT) + line)];
        }),
      ].join('\n'),
    )
    .join('\n\n');
}

function nothing(against: string): string {
  return `Nothing changes: who may do what is the same as by ${against}`;
}

export function changesMarkdown(
  changes: readonly Change[],
  warnings: readonly Warning[],
  ofFile: readonly string[],
  against: string,
): string {
  const rows = changes.map((change) => [aboutOf(change, code), change.direction, sentence(change, code)]);
  const table = rows.length === 0 ? nothing(code(against)) : markdownTable(['about', '', 'change'], rows);
  return [table, ...warned(warnings, ofFile)].join('\n\n');
}

/** For JSON: what a change says, and what it is made of. Members may be added, but keep their meaning. */
export function changesData(changes: readonly Change[], warnings: readonly Warning[], ofFile: readonly string[]) {
  const data = changes.map((change) => ({
    says: sentence(change),
    about: aboutOf(change),
    ...change,
    ...(change.kind === 'right' && { before: conditionsOf(change.before), after: conditionsOf(change.after) }),
  }));
  const [opens, closes] = [Direction.OPENS, Direction.CLOSES].map((direction) =>
    data.filter((change) => change.direction === direction),
  );
  return { opens, closes, warnings, warningsOfFile: ofFile };
}

/** A window as data has it: undefined where nothing is allowed; `withoutTls` where it ends earlier without TLS. */
function conditionsOf(window: AccessWindow) {
  if (isClosed(window)) {
    return undefined;
  }
  const { overTls, withoutTls } = window;
  const expires = expiresOf(window);
  return {
    ...(expires !== undefined && { expires }),
    ...(withoutTls !== overTls && { withoutTls: requiresTls(window) ? 'never' : utcText(withoutTls) }),
  };
}
