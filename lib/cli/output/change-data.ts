import { aboutOf, type Change, type RightChange, sentence } from '../../explain/change-sentences';
import { type AccessWindow, expiresOf, isClosed, requiresTls } from '../../grants/access-window';
import { utcText } from '../../grants/expiry';

/** A change as text. */
export interface ChangeText {
  /** The change, as a sentence. */
  readonly says: string;
  /** The bucket, or `user` and a name. */
  readonly about: string;
}

/** A change as text and as data. */
export type ChangeData = ChangeText & WithWindowData<Change>;

/** When a permission ends. */
export interface WindowData {
  /** The end, in UTC. Absent if there is no end. */
  readonly expires?: string;
  /** Present if requests without TLS are allowed for a shorter time: the end in UTC, or `never`. */
  readonly withoutTls?: string;
}

/** Replaces the windows of a right change with their JSON form, which is absent if nothing is allowed. */
export type WithWindowData<Any extends { readonly kind: string }> =
  | Exclude<Any, RightChange>
  | RightChange<WindowData | undefined>;

/** A change for JSON output: its text and its data. Members can be added but keep their meaning. */
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

/** A window for JSON output; undefined if nothing is allowed. */
function windowData(window: AccessWindow): WindowData | undefined {
  const { overTls, withoutTls } = window;
  const earlier = () => (requiresTls(window) ? 'never' : utcText(withoutTls));
  return isClosed(window)
    ? undefined
    : { expires: expiresOf(window), withoutTls: withoutTls === overTls ? undefined : earlier() };
}
