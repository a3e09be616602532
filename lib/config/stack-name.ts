import { quoted } from '../messages/wording';
import { OBJECT_MEMBERS } from './construct-id';

/** The form of a stack's name, which becomes the name of a folder, of a state file and of a construct. */
export const STACK_NAME_PATTERN = `^(?!(${OBJECT_MEMBERS.join('|')})$)[A-Za-z0-9_-]{1,100}$`;

/** What is wrong with the name of a stack, or undefined. */
export function stackNameFault(name: string): string | undefined {
  if (OBJECT_MEMBERS.includes(name)) {
    return `${quoted(name)} is a name that every object of JavaScript has, so no stack can have it: write another, such as ${quoted(`${name}-1`)}`;
  }
  return new RegExp(STACK_NAME_PATTERN).test(name)
    ? undefined
    : `${quoted(name)} is not a name for a stack: it takes letters, digits, "-" and "_", at most 100`;
}
