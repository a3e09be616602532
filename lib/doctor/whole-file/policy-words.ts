import { conditionWords, type RightChange } from '../../explain/change-sentences';
import { nameOf } from '../../explain/right';
import { actionName, scopesInSentence, verbsWithPrepositions } from '../../explain/words';
import { type AccessWindow, isClosed } from '../../grants/access-window';
import { shown } from '../../messages/wording';

const MAX_LISTED = 5;

/** What Zencoder is granted by the file, and not by the policy: a sentence. */
export function lackingSentence(change: RightChange): string {
  const { before, after } = change;
  return isClosed(before)
    ? `${who(change)} cannot ${what(change)}, which the file grants${under(after)}.`
    : `${who(change)} can ${what(change)}${under(before) || ' without conditions'}, and the file says${under(after) || ' without conditions'}.`;
}

/** What Zencoder is granted by the policy, and not by the file: a sentence. */
export function beyondSentence(change: RightChange): string {
  const { before, after } = change;
  return isClosed(after)
    ? `${who(change)} can ${what(change)}${under(before)}, which the file does not grant.`
    : `${who(change)} can ${what(change)}${under(before) || ' without conditions'}, and the file says${under(after)}.`;
}

function who({ who: principal }: RightChange): string {
  const name = nameOf(principal);
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

function what({ actions, bucket, where, except }: RightChange): string {
  const but = except.length === 0 ? '' : `, except${scopesInSentence(except, shown, MAX_LISTED, '')}`;
  const names = actions.map(actionName).join(', ');
  return `${verbsWithPrepositions(actions)} ${shown(bucket)}${scopesInSentence(where, shown, MAX_LISTED)}${but} (${names})`;
}

function under(window: AccessWindow): string {
  const words = conditionWords(window);
  return words && ` ${words}`;
}
