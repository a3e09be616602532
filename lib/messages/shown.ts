const PLAIN = /^(?!\p{M})[\p{L}\p{N}\p{M}_./+=@%~!$&*?#:-]+$/u;

/** What a terminal would obey, take for the end of a line, or show as something else than it is. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}|(?<=^")\p{M}/gu;

/** A key or prefix as people read it: whole, on one line, and in quotes where it would not be seen where it ends. */
export function shown(text: string): string {
  return PLAIN.test(text) ? text : JSON.stringify(text).replace(UNSEEN, escaped);
}

function escaped(char: string): string {
  return Array.from({ length: char.length }, (_, index) => char.charCodeAt(index))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');
}
