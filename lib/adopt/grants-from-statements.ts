import { expiresOf } from '../grants/access-window';
import type { ZencoderGrant } from '../grants/grant';
import { isWholeBucket } from '../grants/scope';
import { asSet } from '../messages/text';
import { ZencoderResourceType } from '../s3/actions';
import { Zencoder, type ZencoderAction, ZencoderRole } from '../zencoder/account-and-roles';
import { type Granted, ofType } from './read-statement';

type Actions = readonly ZencoderAction[];

/** The actions on the bucket that all statements together allow, by their expiry date. */
type BucketActions = ReadonlyMap<string | undefined, Actions>;

/**
 * The grants that allow exactly what the statements allow.
 *
 * A grant has a role if the actions of the role on the bucket are allowed until the same date. Statements that an
 * earlier apply made from grants become the same grants again.
 */
export function grantsOfStatements(statements: readonly Granted[]): ZencoderGrant[] {
  const onBucket = new Map<string | undefined, Actions>();
  for (const { bucketActions, window } of statements.filter((statement) => statement.bucketActions.length > 0)) {
    const expires = expiresOf(window);
    onBucket.set(expires, inOrder([...(onBucket.get(expires) ?? []), ...bucketActions]));
  }
  const grants = merged(statements, onBucket).map((statement) => objectGrant(statement, onBucket));
  const rest = [...onBucket].flatMap(([expires, actions]) => {
    const sameExpiry = grants.filter((grant) => grant.expires === expires);
    const inRoles = sameExpiry.flatMap(({ role }) => (role === undefined ? [] : Zencoder.roleActions(role)));
    const left = actions.filter((action) => !inRoles.includes(action));
    return left.length === 0 ? [] : [{ actions: left, ...(expires !== undefined && { expires }) }];
  });
  return [...grants, ...rest];
}

/**
 * The distinct statements for objects. Statements for the same objects, until the same date, are merged if together
 * they are a role.
 */
function merged(statements: readonly Granted[], onBucket: BucketActions): Granted[] {
  const onObjects = statements.filter(({ objectActions }) => objectActions.length > 0);
  const distinct = [...new Map(onObjects.map((one) => [`${one.objectActions} ${coverage(one)}`, one])).values()];
  return distinct.flatMap((one) => {
    const sameObjects = distinct.filter((other) => !other.ours && coverage(other) === coverage(one));
    const objectActions = inOrder(sameObjects.flatMap((other) => other.objectActions));
    if (one.ours || sameObjects.length < 2 || roleOf({ ...one, objectActions }, onBucket) === undefined) {
      return [one];
    }
    return one === sameObjects[0] ? [{ ...one, objectActions }] : [];
  });
}

function coverage(granted: Granted): string {
  const { prefixes = [], keys = [] } = namesOf(granted);
  return JSON.stringify([asSet(prefixes), asSet(keys), granted.window.overTls]);
}

function namesOf({ scopes }: Granted): Pick<ZencoderGrant, 'prefixes' | 'keys'> {
  const names = scopes.some(isWholeBucket) ? [] : scopes;
  const prefixes = [...new Set(names.flatMap((scope) => (scope.kind === 'prefix' ? scope.prefix : [])))];
  const keys = [...new Set(names.flatMap((scope) => (scope.kind === 'key' ? scope.key : [])))];
  return { ...(prefixes.length > 0 && { prefixes }), ...(keys.length > 0 && { keys }) };
}

function objectGrant(granted: Granted, onBucket: BucketActions): ZencoderGrant {
  const role = roleOf(granted, onBucket);
  const expires = expiresOf(granted.window);
  return {
    ...(role === undefined ? { actions: [...granted.objectActions] } : { role }),
    ...namesOf(granted),
    ...(expires !== undefined && { expires }),
  };
}

/**
 * The role that has exactly these actions on objects, and whose actions on the bucket are all allowed until the same
 * date.
 */
function roleOf({ objectActions, window }: Granted, onBucket: BucketActions): ZencoderRole | undefined {
  const allowed = onBucket.get(expiresOf(window)) ?? [];
  return Object.values(ZencoderRole).find((role) => {
    const actions = Zencoder.roleActions(role);
    return (
      String(asSet(ofType(actions, ZencoderResourceType.OBJECT))) === String(asSet(objectActions)) &&
      ofType(actions, ZencoderResourceType.BUCKET).every((action) => allowed.includes(action))
    );
  });
}

function inOrder(actions: Actions): ZencoderAction[] {
  return Zencoder.actions().filter((action) => actions.includes(action));
}
