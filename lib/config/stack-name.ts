import { quoted } from '../messages/wording';
import { OBJECT_MEMBERS } from './construct-id';

/** The pattern of a stack's name, which is also the name of a folder, of a state file and of a construct. */
export const STACK_NAME_PATTERN = `^(?!(${OBJECT_MEMBERS.join('|')})$)[A-Za-z0-9_-]{1,100}$`;

/** Returns the error in the name of a stack, or undefined. */
export function stackNameFault(name: string): string | undefined {
  if (OBJECT_MEMBERS.includes(name)) {
    return `${quoted(name)} is a member of every JavaScript object and cannot be the name of a stack: use another name, such as ${quoted(`${name}-1`)}`;
  }
  return new RegExp(STACK_NAME_PATTERN).test(name)
    ? undefined
    : `${quoted(name)} is not a valid stack name: use at most 100 letters, digits, "-" and "_"`;
}
