import { asList, labelOf, type StatementPlace } from '../iam/policy';
import type { JsonObject } from '../messages/json';
import { plain } from '../messages/wording';

/** What Zencoder has access to by the document and loses, since it cannot be expressed as a grant. */
export interface Loss {
  /** The place of the statement in the document, from 0. */
  readonly statement: number;
  readonly sid?: string;
  /** As they are written there. */
  readonly actions: readonly string[];
  /** As they are written there. */
  readonly resources: readonly string[];
  /** Why no grant can express it. */
  readonly why: string;
  /** The actions that grants keep of it. */
  readonly kept: readonly string[];
}

/** All that a statement allows is lost, or a part of it. */
export function loss(
  { index, sid }: StatementPlace,
  statement: JsonObject,
  why: string,
  part: Partial<Pick<Loss, 'actions' | 'resources' | 'kept'>> = {},
): Loss {
  return {
    statement: index,
    ...(sid === undefined ? {} : { sid }),
    ...actionsAndResourcesOf(statement),
    why,
    kept: [],
    ...part,
  };
}

/** The decisions that are lost, and why, on one line. */
export function lossLine({ statement, sid, actions, resources, why, kept }: Loss): string {
  const but = kept.length === 0 ? '' : `, except ${kept.join(', ')}`;
  const what = `${plain(actions.join(', '))} on ${plain(resources.join(', '))}${but}`;
  return `${labelOf({ index: statement, sid })}: ${what}: ${why}`;
}

/** The whole of what a statement allows, in its own words. */
export function actionsAndResourcesOf(statement: JsonObject): Pick<Loss, 'actions' | 'resources'> {
  const words = (one: string, but: string) =>
    one in statement ? asList(statement[one]).map(String) : asList(statement[but]).map((value) => `all but ${value}`);
  return { actions: words('Action', 'NotAction'), resources: words('Resource', 'NotResource') };
}
