import { codePoint } from './wording';

const ASCII_ONLY = /^[\u0001-\u007f]*$/;

/**
 * Why a text cannot pass through Terraform unharmed, or undefined when it can.
 *
 * Terraform turns every string into Unicode NFC, in literals and in variables, and puts U+034F into a run of more than 30
 * marks. A key that was uploaded in another form (as Macs do) would silently become the name of another object.
 */
export function textFault(text: string): string | undefined {
  if (ASCII_ONLY.test(text)) {
    return undefined;
  }
  if (text.includes('\0')) {
    return 'holds NUL (U+0000), which no S3 key and no Terraform string can hold';
  }
  const surrogate = /\p{Cs}/u.exec(text);
  if (surrogate) {
    const unit = codePoint(surrogate[0].charCodeAt(0));
    return `holds ${unit} at position ${surrogate.index}, half of a surrogate pair: Terraform would replace it by U+FFFD`;
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
  // Where a letter and a mark became one, what a reader looks for is the mark.
  const culprit = given.slice(at, at + 2).find((char) => /\p{M}/u.test(char)) ?? given[at]!;
  return (
    `is not in Unicode NFC at ${codePoint(culprit.codePointAt(0)!)}: Terraform rewrites every string to NFC, ` +
    `so the policy would name another object (there with ${codePoint(wanted[at]!.codePointAt(0)!)}); rename the object to its NFC form`
  );
}

/** Marks and the Hangul vowels and finals: the characters that Terraform counts as continuing the one before. */
export const LONG_RUN = /[\p{M}\u1160-\u11ff]{31}/u;
/** In JSON text these characters are written as escapes that end in a letter (`\n`, `\u003e`), with which a mark would compose. */
export const MARK_AFTER_ESCAPE = /[\u0001-\u001f<>](\p{M})/u;

/** Signs that Unicode counts as the beginning of the character behind them (Grapheme_Cluster_Break=Prepend), where there is none. */
export const PREPENDED =
  /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\u{110bd}\u{110cd}\u{111c2}\u{111c3}\u{113d1}\u{1193f}\u{11941}\u{11a3a}\u{11a84}-\u{11a89}\u{11d46}\u{11f02}](?:[^\p{L}\p{N}\p{M}]|$)/u;

function markFault(text: string): string | undefined {
  const name = (char = '') => codePoint(char.codePointAt(0)!);
  const [run] = LONG_RUN.exec(text) ?? [];
  if (run) {
    return `holds more than 30 combining characters in a row from ${name(run)} on: Terraform would put U+034F between them, so the policy would name another object`;
  }
  const [pair, mark] = MARK_AFTER_ESCAPE.exec(text) ?? [];
  if (pair) {
    return `holds the combining character ${name(mark)} behind ${name(pair)}: in JSON it would stand behind a letter, with which Terraform's rewriting to Unicode NFC would join it`;
  }
  const [sign] = PREPENDED.exec(text) ?? [];
  return (
    sign &&
    `holds ${name(sign)} with no letter or digit behind it: Terraform would take it and the quote or escape that follows in JSON for one character`
  );
}

const UTF8 = new TextEncoder();

/** The length in bytes of UTF-8, which is what S3's limits count. */
export function utf8Length(text: string): number {
  return ASCII_ONLY.test(text) ? text.length : UTF8.encode(text).length;
}

/** What Go's JSON encoder writes as an escape of six ASCII characters. */
const ESCAPED_BY_GO = /[<>&\u2028\u2029]/g;

/**
 * The size in bytes of JSON text as S3 gets it: the AWS provider writes it anew with Go's encoder, which escapes `<`, `>`, `&`,
 * U+2028 and U+2029. Source: "String values" of Marshal in Go's package encoding/json. What AWS itself counts is not measured.
 */
export function sentLength(json: string): number {
  const escaped = json.match(ESCAPED_BY_GO) ?? [];
  return escaped.reduce((bytes, char) => bytes + 6 - utf8Length(char), utf8Length(json));
}

/** Order by code point, as Terraform's `sort` has it (JavaScript's own goes by UTF-16 unit). */
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

/** Surrogates stand for code points above all others. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** The members of a set: each once, in an order that does not depend on how they were given. */
export function asSet<T extends string>(members: readonly T[]): T[] {
  return members.length < 2 ? [...members] : [...new Set(members)].sort(byCodePoint);
}
