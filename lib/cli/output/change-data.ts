import { aboutOf, type Change, type RightChange, sentence } from '../../explain/change-sentences';
import { type AccessWindow, expiresOf, isClosed, requiresTls } from '../../grants/access-window';
import { utcText } from '../../grants/expiry';

/** What a change says. */
export interface ChangeText {
  /** What it is, in a sentence. */
  readonly says: string;
  /** The bucket, or `user` and a name. */
  readonly about: string;
}

/** A change, and what it says. */
export type ChangeData = ChangeText & WithWindowData<Change>;

/** Until when something is allowed. */
export interface WindowData {
  /** In UTC; absent for no end. */
  readonly expires?: string;
  /** `never`, or when it ends in UTC, where that is earlier without TLS. */
  readonly withoutTls?: string;
}

/** A change of a right has its windows as JSON has them: absent where nothing is allowed. */
export type WithWindowData<Any extends { readonly kind: string }> =
  | Exclude<Any, RightChange>
  | RightChange<WindowData | undefined>;

/** For JSON: what a change says, and what it is made of. Members may be added, but keep their meaning. */
export function changeData(change: Change): ChangeData {
  return { says: sentence(change), about: aboutOf(change), ...withWindowData(change) };
}

export function withWindowData<Any extends { readonly kind: string }>(change: Any | RightChange): WithWindowData<Any> {
  return isRight(change)
    ? { ...change, before: windowData(change.before), after: windowData(change.after) }
    : (change as Exclude<Any, RightChange>);
}

function isRight(change: { readonly kind: string }): change is RightChange {
  return change.kind === 'right';
}

/** Undefined where nothing is allowed; `withoutTls` where it ends earlier without TLS. */
function windowData(window: AccessWindow): WindowData | undefined {
  const { overTls, withoutTls } = window;
  const earlier = () => (requiresTls(window) ? 'never' : utcText(withoutTls));
  return isClosed(window)
    ? undefined
    : { expires: expiresOf(window), withoutTls: withoutTls === overTls ? undefined : earlier() };
}
