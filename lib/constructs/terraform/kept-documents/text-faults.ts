import { quotedText } from '../escaped-text';
import { all, faultIf, found, inline, shown, text } from './expression';
import { oddTextFaults } from './odd-text';

const PLACE = inline('"${d.place}"');

/** A string of JSON as it is written. */
const STRING = String.raw`"(?:[^"\\]|\\.)*"`;

/** Its parts: an escape for each character that has one, and what is plain between them. */
const PARTS = String.raw`\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]+`;

/** Escapes of characters that are another one in Unicode NFC by themselves: old signs and CJK compatibility ideographs. */
const ALWAYS_CHANGED = String.raw`(?i)^\\u(034[0134]|0374|037e|0387|1f7[13579bd]|212[6ab]|232[9a]|f9[0-9a-f]{2}|fa[0-9a-d][0-9a-f])`;

const HALF = String.raw`(?i)^\\ud[89a-f]..$`;

const NOT_PLAIN = String.raw`[^\x00-\x7f]|\\u`;

/**
 * What Terraform would change in a text before a policy is made of it. It turns every string into Unicode NFC: that is seen
 * only where the text has escapes, since all else was changed before it came here. Most texts have none and cost one search.
 */
export function changedTextFaults(documents: string): string {
  const string = `{written = s, text = jsondecode(s), parts = regexall(${quotedText(PARTS)}, trimsuffix(trimprefix(s, "\\""), "\\""))}`;
  const strings = `[for s in distinct(regexall(${quotedText(STRING)}, d.text)) : ${string} if ${found(NOT_PLAIN, 's')}]`;
  const faults = all(composedFaults(), halfFaults(), oddTextFaults(PLACE, 't.text'));
  return `flatten([for d in ${documents} : [for t in ${strings} : ${faults}] if d.policy != null && ${found(NOT_PLAIN, 'd.text')}])`;
}

/** Of a string whose parts by themselves are other characters than together, which `urlencode` tells in ASCII. */
function composedFaults(): string {
  const apart = 'join("", [for part in t.parts : urlencode(jsondecode("\\"${part}\\""))])';
  const changed = `anytrue([for part in t.parts : ${found(ALWAYS_CHANGED, 'part')}])`;
  return faultIf(
    `${changed} || ${apart} != urlencode(t.text)`,
    text`${PLACE}: ${shown('t.text')} is not in Unicode NFC: Terraform rewrites every string to NFC, so the policy would name another object`,
  );
}

function halfFaults(): string {
  return faultIf(
    `anytrue([for part in t.parts : ${found(HALF, 'part')}])`,
    text`${PLACE}: ${shown('t.text')} holds half of a surrogate pair: Terraform would replace it by U+FFFD`,
  );
}
