import { asList, labelOf, type StatementPlace } from '../iam/policy';
import type { JsonObject } from '../messages/json';
import { plain } from '../messages/wording';

/** Access that Zencoder loses, since it cannot be expressed as a grant. */
export interface Loss {
  /** The index of the statement in the document, which begins at 0. */
  readonly statement: number;
  readonly sid?: string;
  /** The actions, as they are written in the document. */
  readonly actions: readonly string[];
  /** The resources, as they are written in the document. */
  readonly resources: readonly string[];
  /** Why no grant can express it. */
  readonly why: string;
  /** The actions that grants keep. */
  readonly kept: readonly string[];
}

/** The loss of everything that a statement allows, or of a part of it. */
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

/** The access that is lost, and why, on one line. */
export function lossLine({ statement, sid, actions, resources, why, kept }: Loss): string {
  const but = kept.length === 0 ? '' : `, except ${kept.join(', ')}`;
  const what = `${plain(actions.join(', '))} on ${plain(resources.join(', '))}${but}`;
  return `${labelOf({ index: statement, sid })}: ${what}: ${why}`;
}

/** The actions and resources of a statement, as they are written. */
export function actionsAndResourcesOf(statement: JsonObject): Pick<Loss, 'actions' | 'resources'> {
  const words = (one: string, but: string) =>
    one in statement ? asList(statement[one]).map(String) : asList(statement[but]).map((value) => `all but ${value}`);
  return { actions: words('Action', 'NotAction'), resources: words('Resource', 'NotResource') };
}
