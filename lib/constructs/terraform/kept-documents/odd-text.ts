import { LONG_RUN, MARK_BEHIND_ESCAPE, PREPENDED } from '../../../messages/text';
import { all, type Insertion, matches, shown, text } from './expression';

const ODD_TEXTS: readonly (readonly [RegExp, string])[] = [
  [
    LONG_RUN,
    'holds more than 30 combining characters in a row: Terraform puts U+034F between them, so the policy would name another object',
  ],
  [
    MARK_BEHIND_ESCAPE,
    'holds a combining character behind a control character, "<" or ">": in JSON it would join the letter of an escape',
  ],
  [PREPENDED, 'holds a sign that Unicode joins to the character behind it, with no letter or digit behind it'],
];

/** One of these is in whatever the patterns find: a mark, a Hangul vowel or final, a sign that is joined to what is behind it. */
const SUSPECT = `[\\p{M}\\u1160-\\u11ff${PREPENDED.source.replace(/^\[(.*?)\].*/, '$1')}]`;

/** What in a text cannot pass through Terraform unharmed. The patterns are dear, so a text that holds no such sign is spared them. */
export function oddTextFaults(place: Insertion, name: string): string {
  const faults = ODD_TEXTS.map(
    ([pattern, says]) =>
      `[for found in [${matches(pattern, 'n')}] : ${text`${place}: ${shown('n')} ${says}`} if found]`,
  );
  return `flatten([for n in [for n in [${name}] : n if ${matches('[^\\x00-\\x7f]', 'n')}] : ${all(...faults)} if ${matches(SUSPECT, 'n')}])`;
}
