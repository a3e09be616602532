import { codePoint } from './wording';

const ASCII_ONLY = /^[\u0001-\u007f]*$/;

/**
 * Returns why Terraform would change a text, or undefined if it would not.
 *
 * Terraform converts every string to Unicode NFC, in literals and in variables, and inserts U+034F into a run of more than 30
 * marks. A key that was uploaded in another form, as from a Mac, would become the name of a different object without a warning.
 */
export function textFault(text: string): string | undefined {
  if (ASCII_ONLY.test(text)) {
    return undefined;
  }
  if (text.includes('\0')) {
    return 'contains NUL (U+0000), which S3 keys and Terraform strings cannot contain';
  }
  const surrogate = /\p{Cs}/u.exec(text);
  if (surrogate) {
    const unit = codePoint(surrogate[0].charCodeAt(0));
    return `contains ${unit} at position ${surrogate.index}, half of a surrogate pair: Terraform would replace it with U+FFFD`;
  }
  return normalizationFault(text) ?? markFault(text);
}

function normalizationFault(text: string): string | undefined {
  const normalized = text.normalize('NFC');
  if (normalized === text) {
    return undefined;
  }
  const given = [...text];
  const wanted = [...normalized];
  const at = given.findIndex((char, index) => char !== wanted[index]);
  // If a letter and a mark were combined, report the mark, since that is the character to look for.
  const culprit = given.slice(at, at + 2).find((char) => /\p{M}/u.test(char)) ?? given[at]!;
  return (
    `is not in Unicode NFC at ${codePoint(culprit.codePointAt(0)!)}: Terraform converts every string to NFC, ` +
    `so the policy would name a different object (with ${codePoint(wanted[at]!.codePointAt(0)!)}); rename the object to its NFC form`
  );
}

/** A run of marks or Hangul vowels and finals: the characters that Terraform counts as part of the preceding one. */
export const LONG_RUN = /[\p{M}\u1160-\u11ff]{31}/u;
/** JSON writes these characters as escapes that end with a letter (`\n`, `\u003e`). A mark after the escape would combine with that letter. */
export const MARK_AFTER_ESCAPE = /[\u0001-\u001f<>](\p{M})/u;

/** Signs that Unicode joins to the next character (Grapheme_Cluster_Break=Prepend), if no such character follows. */
export const PREPENDED =
  /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\u{110bd}\u{110cd}\u{111c2}\u{111c3}\u{113d1}\u{1193f}\u{11941}\u{11a3a}\u{11a84}-\u{11a89}\u{11d46}\u{11f02}](?:[^\p{L}\p{N}\p{M}]|$)/u;

function markFault(text: string): string | undefined {
  const name = (char = '') => codePoint(char.codePointAt(0)!);
  const [run] = LONG_RUN.exec(text) ?? [];
  if (run) {
    return `contains more than 30 combining characters in a row, starting with ${name(run)}: Terraform would insert U+034F, so the policy would name a different object`;
  }
  const [pair, mark] = MARK_AFTER_ESCAPE.exec(text) ?? [];
  if (pair) {
    return `contains the combining character ${name(mark)} after ${name(pair)}: JSON writes ${name(pair)} as an escape that ends with a letter, and Terraform would combine that letter with ${name(mark)}`;
  }
  const [sign] = PREPENDED.exec(text) ?? [];
  return (
    sign &&
    `contains ${name(sign)} with no letter or digit after it: Terraform would read it and the quote or escape that follows in JSON as one character`
  );
}

const UTF8 = new TextEncoder();

/** The length in bytes of UTF-8, the unit of S3's limits. */
export function utf8Length(text: string): number {
  return ASCII_ONLY.test(text) ? text.length : UTF8.encode(text).length;
}

/** The characters that Go's JSON encoder writes as an escape of six ASCII characters. */
const ESCAPED_BY_GO = /[<>&\u2028\u2029]/g;

/**
 * The size in bytes of JSON text as S3 receives it. The AWS provider encodes the text again with Go's encoder, which escapes `<`, `>`,
 * `&`, U+2028 and U+2029. Source: "String values" of Marshal in Go's package encoding/json. How AWS itself counts is not known.
 */
export function sentLength(json: string): number {
  const escaped = json.match(ESCAPED_BY_GO) ?? [];
  return escaped.reduce((bytes, char) => bytes + 6 - utf8Length(char), utf8Length(json));
}

/** Compares by code point, like Terraform's `sort`. JavaScript itself compares by UTF-16 unit. */
export function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const unitA = a.charCodeAt(index);
    const unitB = b.charCodeAt(index);
    if (unitA !== unitB) {
      return rank(unitA) - rank(unitB);
    }
  }
  return a.length - b.length;
}

/** Surrogates encode the highest code points. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** The members of a set: each once, sorted by code point. */
export function asSet<T extends string>(members: readonly T[]): T[] {
  return members.length < 2 ? [...members] : [...new Set(members)].sort(byCodePoint);
}
