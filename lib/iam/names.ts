import { S3_ACTIONS, type S3Action } from '../s3/actions';

/**
 * The name of an action or of a condition key as names are compared: they have no case.
 * Sources: IAM's "IAM JSON policy elements: Action" and "IAM JSON policy elements: Condition".
 */
export function comparable(name: string): string {
  return name.toLowerCase();
}

export function isSameName(one: string, other: string): boolean {
  return comparable(one) === comparable(other);
}

export const KNOWN_ACTIONS = Object.keys(S3_ACTIONS) as S3Action[];

const BY_NAME = new Map(KNOWN_ACTIONS.map((action) => [comparable(action), action]));

/** The known action that has this name, in whatever case it is written. */
export function knownAction(name: string): S3Action | undefined {
  return BY_NAME.get(comparable(name));
}
