import { ALWAYS } from '../grants/access-window';
import { covers } from '../grants/scope';
import { grouped } from '../messages/grouped';
import { Direction, type RightChange } from './change-sentences';
import { type RightRefusal, refusedBy } from './kept-statements';
import { merged, type Right } from './right';
import { windowChanges } from './window-changes';

/** The rights before and after a change. */
export interface Sides {
  readonly before: readonly Right[];
  readonly after: readonly Right[];
}

/**
 * Compares the rights on one bucket or of one user. A user in another stack is the same user. Buckets can share a KMS key.
 * @param refusalsOf the statements that deny every request of a right after the change
 */
export function rightChanges(
  { before, after }: Sides,
  refusalsOf: (right: Right) => readonly RightRefusal[],
  now: Date,
): RightChange[] {
  const isNew = new Set(after);
  const whose = ({ who }: Right) => (who.kind === 'user' ? who.user : who);
  const thing = ({ scope, bucket }: Right) => (scope.kind === 'kms-key' ? scope.arn : bucket);
  return grouped([...before, ...after], (right) => [whose(right), thing(right)]).flatMap((group) => {
    const { who, bucket } = group.at(-1)!;
    const changes = grouped(group, ({ action }) => action).flatMap((ofAction) => {
      const was = ofAction.filter((right) => !isNew.has(right));
      const is = ofAction.filter((right) => isNew.has(right));
      return windowChanges(was, is, now).map((change) => {
        const { direction, scope } = change;
        const source = direction === Direction.OPENS ? is.find((right) => covers(right.scope, scope)) : undefined;
        const refusals = source ? refusalsOf({ ...source, scope, window: ALWAYS }) : [];
        return { ...change, refusedBy: refusals.length === 0 ? undefined : refusals.map(refusedBy) };
      });
    });
    return merged(changes).map(
      ({ direction, ...change }): RightChange => ({ kind: 'right', direction, who, bucket, ...change }),
    );
  });
}
