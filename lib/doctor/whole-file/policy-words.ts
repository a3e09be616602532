import { conditionWords, type RightChange } from '../../explain/change-sentences';
import { nameOf } from '../../explain/right';
import { actionName, scopesWithExceptions, verbsWithPrepositions } from '../../explain/words';
import { type AccessWindow, isClosed } from '../../grants/access-window';
import { shown } from '../../messages/wording';

const MAX_LISTED = 5;

/** A sentence about access that the file grants to Zencoder, and the policy does not. */
export function lackingSentence(change: RightChange): string {
  const { before, after } = change;
  return isClosed(before)
    ? `${who(change)} cannot ${what(change)}, but zencoder.yaml grants it${under(after)}.`
    : `${who(change)} can ${what(change)}${under(before) || ' without conditions'}, but zencoder.yaml grants it${under(after) || ' without conditions'}.`;
}

/** A sentence about access that the policy grants to Zencoder, and the file does not. */
export function beyondSentence(change: RightChange): string {
  const { before, after } = change;
  return isClosed(after)
    ? `${who(change)} can ${what(change)}${under(before)}, but zencoder.yaml does not grant it.`
    : `${who(change)} can ${what(change)}${under(before) || ' without conditions'}, but zencoder.yaml grants it${under(after)}.`;
}

function who({ who: principal }: RightChange): string {
  const name = nameOf(principal);
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

function what({ actions, bucket, where, except }: RightChange): string {
  const places = scopesWithExceptions(where, except, shown, { scopes: MAX_LISTED, exceptions: MAX_LISTED });
  const names = actions.map(actionName).join(', ');
  return `${verbsWithPrepositions(actions)} ${shown(bucket)}${places} (${names})`;
}

function under(window: AccessWindow): string {
  const words = conditionWords(window);
  return words && ` ${words}`;
}
