import type { ZencoderGrant } from '../grants/grant';
import { asSet } from '../messages/text';
import { ZencoderResourceType } from '../s3/actions';
import { Zencoder, type ZencoderAction, ZencoderRole } from '../zencoder/zencoder';
import { ofType, type SaidStatement, type Scope } from './read-statement';

/** Object actions with what they are on. */
interface OnObjects {
  readonly actions: readonly ZencoderAction[];
  readonly scope: Scope;
  readonly expires: string;
  readonly ours: boolean;
}

/**
 * The grants that allow exactly what the statements allow.
 *
 * Roles are taken where their actions on the bucket are allowed until the same date. Statements that an earlier apply made
 * of grants become the same grants again.
 */
export function grantsOfStatements(statements: readonly SaidStatement[]): ZencoderGrant[] {
  const onBucket = bucketActions(statements);
  const onObjects = joined(distinctObjects(statements), onBucket);
  const grants = onObjects.map((part) => objectGrant(part, onBucket.get(part.expires) ?? []));
  const rest = [...onBucket].flatMap(([expires, actions]) => {
    const inRoles = grants
      .filter((grant) => (grant.expires ?? '') === expires)
      .flatMap(({ role }) => (role === undefined ? [] : Zencoder.roleActions(role)));
    const left = actions.filter((action) => !inRoles.includes(action));
    return left.length === 0 ? [] : [{ actions: left, ...until(expires) }];
  });
  return [...grants, ...rest];
}

/** Those of all statements, by the date until which they are allowed. */
function bucketActions(statements: readonly SaidStatement[]): ReadonlyMap<string, readonly ZencoderAction[]> {
  const dates = new Set(statements.filter((said) => said.bucketActions.length > 0).map(({ expires }) => expires));
  const until = (date: string) =>
    statements.filter(({ expires }) => expires === date).flatMap((said) => said.bucketActions);
  return new Map([...dates].map((date) => [date, inOrder(until(date))]));
}

function distinctObjects(statements: readonly SaidStatement[]): OnObjects[] {
  const parts = statements
    .filter(({ objectActions }) => objectActions.length > 0)
    .map(({ objectActions: actions, scope, expires, ours }) => ({ actions, scope, expires, ours }));
  return [...new Map(parts.map((part) => [`${part.actions} ${coverage(part)}`, part])).values()];
}

function coverage({ scope: { prefixes = [], keys = [] }, expires }: OnObjects): string {
  return JSON.stringify([asSet(prefixes), asSet(keys), expires]);
}

/** Statements on the same objects until the same date become one where they are a role together. */
function joined(
  parts: readonly OnObjects[],
  onBucket: ReadonlyMap<string, readonly ZencoderAction[]>,
): readonly OnObjects[] {
  const done = new Set<string>();
  return parts.flatMap((part) => {
    const alike = parts.filter((other) => !other.ours && coverage(other) === coverage(part));
    const actions = inOrder(alike.flatMap((other) => other.actions));
    if (part.ours || alike.length < 2 || roleOf(actions, onBucket.get(part.expires) ?? []) === undefined) {
      return [part];
    }
    const first = !done.has(coverage(part));
    done.add(coverage(part));
    return first ? [{ ...part, actions }] : [];
  });
}

function objectGrant({ actions, scope, expires }: OnObjects, onBucket: readonly ZencoderAction[]): ZencoderGrant {
  const role = roleOf(actions, onBucket);
  const { prefixes, keys } = scope;
  return {
    ...(role === undefined ? { actions: [...actions] } : { role }),
    ...(prefixes && { prefixes: [...prefixes] }),
    ...(keys && { keys: [...keys] }),
    ...until(expires),
  };
}

/** The role that has these object actions, and no action on the bucket beyond those. */
function roleOf(
  objectActions: readonly ZencoderAction[],
  onBucket: readonly ZencoderAction[],
): ZencoderRole | undefined {
  return Object.values(ZencoderRole).find((role) => {
    const actions = Zencoder.roleActions(role);
    return (
      String(asSet(ofType(actions, ZencoderResourceType.OBJECT))) === String(asSet(objectActions)) &&
      ofType(actions, ZencoderResourceType.BUCKET).every((action) => onBucket.includes(action))
    );
  });
}

function inOrder(actions: readonly ZencoderAction[]): ZencoderAction[] {
  return Zencoder.actions().filter((action) => actions.includes(action));
}

function until(expires: string): Pick<ZencoderGrant, 'expires'> {
  return expires === '' ? {} : { expires };
}
