import { stripVTControlCharacters } from 'node:util';

/** Unicode's East Asian wide and full-width characters, and emoji. */
const TWO_COLUMNS =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const NO_COLUMN = /[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]/u;
const ASCII_ONLY = /^[ -~]*$/;
/** A character, or an escape sequence that sets a colour. */
const PIECE = /\u001b\[[\d;]*m|./gsu;

/** The number of terminal columns of a text on one line. Terminals differ for a few characters. */
export function textWidth(text: string): number {
  return ASCII_ONLY.test(text) ? text.length : pieces(text).reduce((sum, char) => sum + charWidth(char), 0);
}

function pieces(text: string): readonly string[] {
  return text.match(PIECE) ?? [];
}

function charWidth(char: string): number {
  if (ASCII_ONLY.test(char)) {
    return 1;
  }
  return char.startsWith('\u001b') || NO_COLUMN.test(char) ? 0 : TWO_COLUMNS.test(char) ? 2 : 1;
}

/** The characters after which a line can be broken. */
const BREAK = /[ /,]/;

/**
 * Wraps a text to a width. All lines except the first are indented by `hang`. Long words are broken, unless
 * `keepsWords` is true: then lines are broken only at spaces.
 */
export function wrapped(text: string, width: number, hang = 0, keepsWords = false): string[] {
  if (textWidth(text) <= width) {
    return [text];
  }
  const lines: string[] = [];
  let line = '';
  let used = 0;
  let breakAt = 0;
  for (const char of pieces(text)) {
    const wide = charWidth(char);
    const breaksAfter = () => stripVTControlCharacters(line.slice(0, breakAt)).length > hang;
    const hasWord = () => /[^ ]/.test(stripVTControlCharacters(line)) || stripVTControlCharacters(line).length > hang;
    while (wide > 0 && used + wide > width && (keepsWords ? breaksAfter() : hasWord()) && char !== ' ') {
      const end = breaksAfter() ? breakAt : line.length;
      lines.push(line.slice(0, end).trimEnd());
      line = `${' '.repeat(hang)}${line.slice(end)}`;
      used = textWidth(line);
      breakAt = 0;
    }
    line += char;
    used += wide;
    breakAt = (keepsWords ? char === ' ' : BREAK.test(char)) ? line.length : breakAt;
  }
  return [...lines, line.trimEnd()];
}

/** Replaces the middle of a text by `…` if the text is wider than `most` columns. */
export function shortened(text: string, most: number): string {
  if (textWidth(text) <= most) {
    return text;
  }
  const chars = [...text];
  const half = Math.floor((most - 1) / 2);
  return `${firstColumns(chars, half).join('')}…${firstColumns(chars.reverse(), half).reverse().join('')}`;
}

function firstColumns(chars: readonly string[], width: number): string[] {
  let used = 0;
  const end = chars.findIndex((char) => {
    used += charWidth(char);
    return used > width;
  });
  return chars.slice(0, end < 0 ? chars.length : end);
}
