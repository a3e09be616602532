import fc from 'fast-check';
import type { ZencoderConfig } from '../../lib/config/format';
import type { RightChange } from '../../lib/explain/change-sentences';
import { Direction } from '../../lib/explain/change-sentences';
import { fileChanges } from '../../lib/explain/file-changes';
import { grantedActions, type ZencoderGrant } from '../../lib/grants/grant';
import type { ObjectScope } from '../../lib/grants/scope';
import { isAllowed, REQUESTS, type Request } from './file-meaning';
import { NOW, randomFile } from './random-files';

/** A change at one place. */
interface Reported {
  readonly change: RightChange;
  readonly scope: ObjectScope;
}

function reportedChanges(before: ZencoderConfig, after: ZencoderConfig, direction: Direction): Reported[] {
  return fileChanges(before, after, NOW)
    .filter((change) => change.direction === direction)
    .flatMap((change) => (change as RightChange).where.map((scope) => ({ change: change as RightChange, scope })));
}

function isAbout({ change, scope }: Reported, { who, on, action, key }: Request): boolean {
  const name = change.who.kind === 'user' ? change.who.user : change.who.kind === 'account' && change.who.accountId;
  return (
    name === who &&
    (change.actions as readonly string[]).includes(action) &&
    (scope.kind === 'kms-key' ? scope.arn === on : change.bucket === on) &&
    (scope.kind === 'prefix' ? key?.startsWith(scope.prefix) === true : scope.kind !== 'key' || scope.key === key)
  );
}

describe('explain --against, for any two files', () => {
  it('opens and closes exactly the requests that only one of the files allows', () => {
    fc.assert(
      fc.property(randomFile, randomFile, (before, after) => {
        const decisions = REQUESTS.map((request) => ({
          request,
          before: isAllowed(before, request),
          after: isAllowed(after, request),
        }));
        for (const direction of Object.values(Direction)) {
          const differing = decisions
            .filter((decision) => decision.before !== decision.after)
            .filter((decision) => decision.after === (direction === Direction.OPENS))
            .map(({ request }) => request);
          const places = reportedChanges(before, after, direction);
          const unreported = differing.filter((request) => !places.some((place) => isAbout(place, request)));
          const unfounded = places.filter((place) =>
            place.change.actions.some(
              (action) => !differing.some((request) => request.action === action && isAbout(place, request)),
            ),
          );
          expect({ direction, unreported, unfounded }).toEqual({ direction, unreported: [], unfounded: [] });
        }
      }),
      { numRuns: 100 },
    );
  });

  it('reports no change if grants are only split, reordered, or written with actions instead of a role', () => {
    fc.assert(
      fc.property(randomFile, (file) => {
        expect(fileChanges(file, split(file), NOW)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

function split({ stacks }: ZencoderConfig): ZencoderConfig {
  const halves = <Grant extends ZencoderGrant>(grants: readonly Grant[] | undefined) =>
    grants?.flatMap(pieces).reverse();
  return {
    stacks: mapped(stacks, ({ buckets = {}, users = {}, ...stack }) => ({
      ...stack,
      buckets: mapped(buckets, (bucket) => ({
        ...bucket,
        grants: halves(bucket.grants),
        objects: bucket.objects?.toReversed(),
      })),
      users: mapped(users, (user) => ({ ...user, grants: halves(user.grants)! })),
    })),
  };
}

/** One for each action and place; a whole bucket stays whole. */
function pieces<Grant extends ZencoderGrant>({ role, actions, prefixes = [], keys = [], ...rest }: Grant) {
  const places = [...prefixes.map((prefix) => ({ prefixes: [prefix] })), ...keys.map((key) => ({ keys: [key] }))];
  return grantedActions({ role, actions }).flatMap((action) =>
    (places.length === 0 ? [{}] : places).map(
      (place) => ({ ...rest, ...place, actions: [action] }) as unknown as Grant,
    ),
  );
}

function mapped<V>(map: Readonly<Record<string, V>>, change: (value: V) => V): Record<string, V> {
  return Object.fromEntries(
    Object.entries(map)
      .reverse()
      .map(([name, value]) => [name, change(value)]),
  );
}
