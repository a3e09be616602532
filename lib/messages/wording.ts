const LONGEST = 80;

/** What a terminal would obey, or take for the end of a line. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A value as an error shows it: quoted, on one line, without anything that a terminal would obey, and not longer than a line. */
export function quoted(value: unknown): string {
  return printable(shortJson(textOf(value)));
}

/** What is cut ends as it would have: `"abc…"`, `["abc…"]`. */
function shortJson(json: string): string {
  const head = short(json);
  if (head === json) {
    return json;
  }
  // Not within an escape: of one that was cut nobody can tell what it stood for.
  const [whole = ''] = /^(?:[^\\]|\\u[\da-f]{4}|\\[^u])*/.exec(head.slice(0, -1)) ?? [];
  const isWithinText = (whole.match(/(?<!\\)(?:\\\\)*"/g) ?? []).length % 2 === 1;
  return `${whole}…${isWithinText ? '"' : ''}${CLOSING.get(json.charAt(0)) ?? ''}`;
}

const CLOSING = new Map([
  ['[', ']'],
  ['{', '}'],
]);

/** From JavaScript a value may be anything, also what JSON cannot hold. */
function textOf(value: unknown): string {
  try {
    return typeof value === 'bigint' ? String(value) : (JSON.stringify(value) ?? String(value));
  } catch {
    return Object.prototype.toString.call(value);
  }
}

/** Text on one line, without anything that a terminal would obey, whole. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (char) => codePoint(char.codePointAt(0)!));
}

/** Text of others as an error shows it, without quotes. */
export function plain(text: string): string {
  return short(text.replace(UNPRINTABLE, ' '));
}

function short(text: string): string {
  return text.length > LONGEST ? `${[...text.slice(0, LONGEST)].slice(0, -1).join('')}…` : text;
}

const PLAIN = /^(?!\p{M})[\p{L}\p{N}\p{M}_./+=@%~!$&*?#:-]+$/u;

/** What a terminal would obey, take for the end of a line, or show as something else than it is. */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}|(?<=^")\p{M}/gu;

/** A key or prefix as people read it: whole, on one line, and in quotes where it would not be seen where it ends. */
export function shown(text: string): string {
  const escaped = (char: string) =>
    char
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join('');
  return PLAIN.test(text) ? text : JSON.stringify(text).replace(INVISIBLE, escaped);
}

/** `1 bucket`, `2 buckets`. */
export function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

export function codePoint(value: number): string {
  return `U+${value.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** `, did you mean "…"?` where one of the known words is near enough to be what was meant, else nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? '' : `, did you mean ${quoted(near)}?`;
}

export function nearest(word: string, known: readonly string[]): string | undefined {
  const tail = (text: string) => text.toLowerCase().replace(/^s3:/, '');
  const sought = tail(word.slice(0, LONGEST));
  const most = Math.max(2, Math.floor(sought.length / 3));
  const distances = known
    .filter((candidate) => Math.abs(tail(candidate).length - sought.length) <= most)
    .map((candidate) => ({ candidate, distance: editDistance(sought, tail(candidate)) }));
  const [near] = distances.filter(({ distance }) => distance <= most).sort((a, b) => a.distance - b.distance);
  return near?.candidate;
}

/** Levenshtein's distance: how many letters must be added, dropped or changed. */
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
