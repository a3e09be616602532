import { aboutOf, type Change, sentence } from '../../explain/change-sentences';
import { type AccessWindow, expiresOf, isClosed, requiresTls } from '../../grants/access-window';
import { utcText } from '../../grants/expiry';

/** For JSON: what a change says, and what it is made of. Members may be added, but keep their meaning. */
export function changeData(change: Change) {
  const windows = change.kind === 'right' && { before: windowData(change.before), after: windowData(change.after) };
  return { says: sentence(change), about: aboutOf(change), ...change, ...windows };
}

/** Undefined where nothing is allowed; `withoutTls` where it ends earlier without TLS. */
export function windowData(window: AccessWindow) {
  const { overTls, withoutTls } = window;
  const earlier = () => (requiresTls(window) ? 'never' : utcText(withoutTls));
  return isClosed(window)
    ? undefined
    : { expires: expiresOf(window), withoutTls: withoutTls === overTls ? undefined : earlier() };
}
