import type { Json, JsonObject } from '../policy/json';
import { plain, quoted } from '../policy/wording';

/** A statement of the document that is adopted. */
export interface Place {
  /** From 0, as it stands there. */
  readonly statement: number;
  readonly sid?: string;
}

/** What Zencoder may do by the document and can do no longer, since no grant says it. */
export interface Loss extends Place {
  /** As they are written there. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly why: string;
  /** What grants say in its place. */
  readonly kept: readonly string[];
}

export function placeOf(statement: Json, index: number): Place {
  const sid = (statement as JsonObject | null)?.Sid;
  return typeof sid === 'string' && sid !== '' ? { statement: index, sid } : { statement: index };
}

export function placeText({ statement, sid }: Place): string {
  return `Statement[${statement}]${sid === undefined ? '' : ` ${quoted(sid)}`}`;
}

/** The decisions that are lost, and why, on one line. */
export function lossLine(loss: Loss): string {
  const { actions, resources, why, kept } = loss;
  const but = kept.length === 0 ? '' : `, except ${kept.join(', ')}`;
  const what = `${plain(actions.join(', '))} on ${plain(resources.join(', '))}${but}`;
  return `${placeText(loss)}: ${what}: ${why}`;
}

/** What stands at a member of a statement: one value is like a list of one. */
export function listed(value: Json | undefined): Json[] {
  return value === undefined ? [] : [value].flat();
}

/** The whole of what a statement allows, in its own words. */
export function wholeOf(statement: JsonObject): Pick<Loss, 'actions' | 'resources'> {
  const words = (one: string, but: string) =>
    one in statement ? listed(statement[one]).map(String) : listed(statement[but]).map((value) => `all but ${value}`);
  return { actions: words('Action', 'NotAction'), resources: words('Resource', 'NotResource') };
}
