import type { ZencoderConfig } from '../config/config';
import { bucketPairs, type IsGone } from '../config/file-buckets';
import { type UserPair, userPairs } from '../config/file-users';
import { shown } from '../messages/shown';
import { enumeration } from './action-words';
import { copyConsequences, grantsStay } from './object-consequences';
import { policyConsequences } from './policy-consequences';
import { type Warning, WarningKind } from './warning';

/** What applying the new file does beside opening and closing, and what stays behind. */
export function consequences(before: ZencoderConfig, after: ZencoderConfig): Warning[] {
  const isGone = (stack: string) => !Object.hasOwn(after.stacks, stack);
  return [
    ...bucketPairs(before, after).flatMap((pair) => [
      ...policyConsequences(pair, isGone),
      ...copyConsequences(pair, isGone),
    ]),
    ...userPairs(before, after).flatMap((pair) => userConsequences(pair, isGone)),
    ...Object.keys(before.stacks).flatMap((stack) => [
      ...(isGone(stack) ? stackGone(stack, before, after) : []),
      ...grantsStay(stack, before, after),
    ]),
  ];
}

function userConsequences({ before, after }: UserPair, isGone: IsGone): Warning[] {
  if (before === undefined || after === undefined) {
    return [];
  }
  const user = shown(after.user);
  const warning = { kind: WarningKind.INTERRUPTED, about: `user ${after.user}` };
  const moved = `the user ${user} is in stack ${after.stack} instead of ${before.stack}`;
  if (before.stack !== after.stack) {
    return isGone(before.stack)
      ? [
          {
            ...warning,
            message: `${moved}, which has left the file: AWS refuses to make a user that is there already; move it from the one state to the other first (terraform state mv)`,
          },
        ]
      : [
          {
            ...warning,
            message: `${moved}: applying ${before.stack} deletes it with its access keys, applying ${after.stack} makes it without; move it from the one state to the other first (terraform state mv)`,
          },
        ];
  }
  return before.settings.accessKey && !after.settings.accessKey
    ? [
        {
          ...warning,
          message: `the access key that stack ${after.stack} made for the user ${user} is deleted: who uses it is locked out; save another one in the Zencoder account first`,
        },
      ]
    : [];
}

/** What moved to another stack is told there. */
function stackGone(stack: string, before: ZencoderConfig, after: ZencoderConfig): Warning[] {
  const buckets = bucketPairs(before, after).filter((pair) => pair.before?.stack === stack && !pair.after);
  const users = userPairs(before, after).filter((pair) => pair.before?.stack === stack && !pair.after);
  const left = [
    ...buckets.map(({ name }) => `what it made for ${name}`),
    ...users.map((pair) => `the user ${shown(pair.before!.user)}`),
  ];
  return left.length === 0
    ? []
    : [
        {
          kind: WarningKind.STACK_GONE,
          about: `stack ${stack}`,
          message: `stack ${stack} has left the file, so no apply deletes ${enumeration(left)}: Zencoder keeps all that until "cdktf destroy ${stack}" is run with the old file`,
        },
      ];
}
