import { Zencoder, type ZencoderAction } from '../zencoder/zencoder';

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

const ZENCODER_ACTIONS = new Map(Zencoder.actions().map((action) => [comparable(action), action]));

/** The action of Zencoder's that has this name, in whatever case it is written. */
export function zencoderActionNamed(name: string): ZencoderAction | undefined {
  return ZENCODER_ACTIONS.get(comparable(name));
}
