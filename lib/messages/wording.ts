const MAX_LENGTH = 80;

/** These are tried first: classes of Unicode take a millisecond to compile, and most texts need none. */
const PRINTABLE_ASCII = /^[ -~]*$/;
const PLAIN_ASCII = /^[\w./+=@%~!$&*?#:-]+$/;

/** Characters that control a terminal or end a line. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A value for an error message: quoted, on one line, shortened, without characters that control a terminal. */
export function quoted(value: unknown): string {
  return printable(shortJson(textOf(value)));
}

/** Shortens JSON and keeps its closing characters: `"abc…"`, `["abc…"]`. */
function shortJson(json: string): string {
  const head = short(json);
  if (head === json) {
    return json;
  }
  // Do not cut within an escape: the rest of it would be meaningless.
  const [whole = ''] = /^(?:[^\\]|\\u[\da-f]{4}|\\[^u])*/.exec(head.slice(0, -1)) ?? [];
  const isWithinText = (whole.match(/(?<!\\)(?:\\\\)*"/g) ?? []).length % 2 === 1;
  return `${whole}…${isWithinText ? '"' : ''}${CLOSING.get(json.charAt(0)) ?? ''}`;
}

const CLOSING = new Map([
  ['[', ']'],
  ['{', '}'],
]);

/** A JavaScript caller can pass any value, even one that JSON cannot contain. */
function textOf(value: unknown): string {
  try {
    return typeof value === 'bigint' ? String(value) : (JSON.stringify(value) ?? String(value));
  } catch {
    return Object.prototype.toString.call(value);
  }
}

/** The full text on one line, without characters that control a terminal. */
export function printable(text: string): string {
  return PRINTABLE_ASCII.test(text) ? text : text.replace(UNPRINTABLE, (char) => codePoint(char.codePointAt(0)!));
}

/** Text from another program for an error message: shortened, without quotes. */
export function plain(text: string): string {
  return short(text.replace(UNPRINTABLE, ' '));
}

function short(text: string): string {
  return text.length > MAX_LENGTH ? `${[...text.slice(0, MAX_LENGTH)].slice(0, -1).join('')}…` : text;
}

const PLAIN = /^(?!\p{M})[\p{L}\p{N}\p{M}_./+=@%~!$&*?#:-]+$/u;

/** Characters that control a terminal, end a line, or look like another character. */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}|(?<=^")\p{M}/gu;

/** The full key or prefix on one line, in quotes if its end would not be visible without them. */
export function shown(text: string): string {
  const escaped = (char: string) =>
    char
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join('');
  return PLAIN_ASCII.test(text) || PLAIN.test(text) ? text : JSON.stringify(text).replace(INVISIBLE, escaped);
}

/** `1 bucket`, `2 buckets`. */
export function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

export function codePoint(value: number): string {
  return `U+${value.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Returns `; did you mean "…"?` if a known word is similar enough, or an empty text. */
export function didYouMean(word: string, known: readonly string[], share?: number): string {
  const near = nearest(word, known, share);
  return near === undefined ? '' : `; did you mean ${quoted(near)}?`;
}

/** @param share how similar a word must be: of each `share` letters, one can differ */
export function nearest(word: string, known: readonly string[], share = 3): string | undefined {
  const tail = (text: string) => text.toLowerCase().replace(/^s3:/, '');
  const sought = tail(word.slice(0, MAX_LENGTH));
  const maxDistance = Math.max(2, Math.floor(sought.length / share));
  const distances = known
    .filter((candidate) => Math.abs(tail(candidate).length - sought.length) <= maxDistance)
    .map((candidate) => ({ candidate, distance: editDistance(sought, tail(candidate)) }));
  const [near] = distances.filter(({ distance }) => distance <= maxDistance).sort((a, b) => a.distance - b.distance);
  return near?.candidate;
}

/** The Levenshtein distance: how many letters must be added, removed or changed. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const changed = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(changed, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}
