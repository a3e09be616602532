import { isObject, type Json } from '../messages/json';
import { Zencoder, type ZencoderAction } from '../zencoder/zencoder';

/** What grants can say of an entry of `Action`. */
export interface SaidAction {
  readonly written: string;
  readonly actions: readonly ZencoderAction[];
  /** Why that is not all of it. */
  readonly why?: string;
}

/** IAM takes actions in upper and lower case alike. */
export function saidAction(entry: Json): SaidAction {
  const written = isObject(entry) ? JSON.stringify(entry) : String(entry);
  const matches = actionPattern(written);
  const actions = Zencoder.actions().filter((action) => matches.test(action));
  if (/[*?]/.test(written)) {
    return { written, actions, why: 'a wildcard, and grants name each action' };
  }
  return actions.length > 0
    ? { written, actions }
    : { written, actions, why: 'grants have only the actions that Zencoder uses' };
}

function actionPattern(text: string): RegExp {
  const source = text.replace(/[^\w*?]/g, '\\$&').replace(/[*?]/g, (wild) => (wild === '*' ? '.*' : '.'));
  return new RegExp(`^${source}$`, 'is');
}
