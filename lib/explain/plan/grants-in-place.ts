import { ZencoderObjectMethod, ZencoderPermission } from '../../grants/object-access';
import { grouped } from '../../messages/grouped';
import { isObject, type Json, type JsonObject } from '../../messages/json';
import { asSet } from '../../messages/text';
import { shown } from '../../messages/wording';
import { aclRights, grantee, type Right } from '../right';
import { rightChanges } from '../right-changes';
import { enumeration } from '../words';
import { undisclosed } from './plan-change';
import { bucketSubject, type PlanFinding, PlanFindingKind, PlanLevel } from './plan-finding';
import { PlannedAction, type PlannedValue, type ResourceChange, textOf } from './resource-change';
import type { PlacedChange, ReviewContext, ReviewPart } from './review-parts';

const { DELETE, REPLACE, REPLACE_CREATE_FIRST, FORGET } = PlannedAction;

/** A grant in the ACL of an object, as the resources of this package pass it to their commands in environment variables. */
interface GrantInPlace {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | undefined;
  /** Canonical user IDs: several if Zencoder has several accounts. */
  readonly grantees: readonly string[];
  readonly permissions: readonly ZencoderPermission[];
  readonly isSensitive: boolean;
}

const NAMES = ['input', 'triggers'];
const GRANTEE = 'ZENCODER_GRANTEE';

/** What an apply does to grants on objects, through the resources that set and revoke them. */
export function reviewGrantsInPlace(changes: readonly ResourceChange[], context: ReviewContext): ReviewPart {
  const before: Right[] = [];
  const after: Right[] = [];
  const addresses = new Map<string, string>();
  const stays: { readonly place: string; readonly bucket: string; readonly address: string }[] = [];
  const unknown: PlanFinding[] = [];
  for (const change of changes) {
    const { action, address } = change;
    const [was, is] = [grantOf((name) => change.before(name)), grantOf((name) => change.after(name))];
    const isRevoked = [DELETE, REPLACE, REPLACE_CREATE_FIRST].includes(action);
    const revokes = context.configured.hasProvisioner(address);
    if (isUnknown(change)) {
      unknown.push(unknownGrant(was === undefined ? address : labelOf(was, address), address));
    }
    if (was !== undefined && isRevoked && !revokes) {
      const object = was.isSensitive ? 'an object' : shown(was.key);
      stays.push({ place: object, bucket: labelOf(was, address), address });
    }
    // An object has two resources. The one that sets the grant has the permissions.
    const isGone = action === DELETE && revokes;
    for (const right of rightsOf(was, address)) {
      before.push(right);
      addresses.set(keyOf(right), address);
    }
    const remaining = action === FORGET || (action === DELETE && !revokes) ? was : isGone ? undefined : is;
    for (const right of rightsOf(remaining, address)) {
      after.push(right);
      addresses.set(keyOf(right), address);
    }
  }
  const sensitive = new Set([...addresses.values()]);
  const groups = grouped(
    rightChanges({ before, after }, () => [], context.now),
    ({ bucket }) => bucket,
  );
  const placed = groups.flatMap((group) => {
    const { bucket } = group[0]!;
    // The bucket of a sensitive grant is written as the address of the resource.
    const isSensitive = sensitive.has(bucket);
    const disclosed = isSensitive ? undisclosed(group, { bucket }) : group;
    return disclosed.map((change): PlacedChange => {
      const scope = change.kind === 'right' ? change.where[0] : undefined;
      return { address: addresses.get(JSON.stringify([bucket, scope])) ?? bucket, change };
    });
  });
  return { changes: placed, findings: [...unknown, ...remainingGrants(stays)] };
}

function keyOf({ bucket, scope }: Right): string {
  return JSON.stringify([bucket, scope]);
}

function isUnknown(change: ResourceChange): boolean {
  const isOurs = (name: string) =>
    [change.before(name, GRANTEE), change.after(name, GRANTEE)].some((value) => textOf(value) !== undefined);
  return change.existsAfter && NAMES.some((name) => change.after(name).value === undefined && isOurs(name));
}

function unknownGrant(label: string, address: string): PlanFinding {
  const message = 'a grant in the ACL of an object is known only after the apply, so what it opens is unknown';
  const about = bucketSubject(label);
  return { level: PlanLevel.UNKNOWN, kind: PlanFindingKind.VALUE_UNKNOWN, about, address, message, mayOpen: true };
}

const MAX_NAMED = 3;

/** Grants that stay. A provisioner that is no longer in the configuration does not run when Terraform destroys its resource. */
function remainingGrants(stays: readonly { place: string; bucket: string; address: string }[]): PlanFinding[] {
  return grouped(stays, ({ bucket }) => bucket).map((group) => {
    const { bucket, address } = group[0]!;
    // Each object has two resources.
    const places = enumeration(asSet(group.map(({ place }) => place)), MAX_NAMED);
    const message = `the grants in the ACLs of ${places} in ${shown(bucket)} stay, because the provisioners that revoke them are no longer in the configuration; instead, first apply with an empty list of objects`;
    return { level: PlanLevel.NOTE, kind: PlanFindingKind.GRANTS_STAY, about: bucketSubject(bucket), address, message };
  });
}

function labelOf({ bucket, isSensitive }: GrantInPlace, address: string): string {
  return isSensitive ? address : bucket;
}

function rightsOf(grant: GrantInPlace | undefined, address: string): Right[] {
  if (grant === undefined || grant.permissions.length === 0) {
    return [];
  }
  const { versionId, permissions, isSensitive } = grant;
  const key = isSensitive ? 'a sensitive key' : grant.key;
  const object = { key, versionId, permissions: [...permissions], method: ZencoderObjectMethod.ACL };
  return grant.grantees.flatMap((id) =>
    aclRights(object, { who: grantee(id), bucket: labelOf(grant, address), from: address }),
  );
}

function grantOf(attribute: (name: string) => PlannedValue): GrantInPlace | undefined {
  const found = NAMES.map(attribute).find(({ value }) => isObject(value) && 'ZENCODER_REQUEST' in value);
  const values = found?.value as JsonObject | undefined;
  const request = parsed(values?.ZENCODER_REQUEST);
  if (values === undefined || !isObject(request)) {
    return undefined;
  }
  const { Bucket, Key, VersionId } = request;
  const { [GRANTEE]: id } = values;
  return typeof Bucket === 'string' && typeof Key === 'string' && typeof id === 'string'
    ? {
        bucket: Bucket,
        key: Key,
        versionId: typeof VersionId === 'string' ? VersionId : undefined,
        grantees: id.split(' '),
        permissions: permissionsIn(values.ZENCODER_GRANTS),
        isSensitive: found!.isSensitive,
      }
    : undefined;
}

/** The permissions in a JMESPath literal: JSON between backticks. */
function permissionsIn(literal: Json | undefined): ZencoderPermission[] {
  const grants = typeof literal === 'string' ? parsed(literal.replace(/^`|`$/g, '')) : undefined;
  const given = Array.isArray(grants) ? grants.filter(isObject).map(({ Permission: held }) => held) : [];
  return Object.values(ZencoderPermission).filter((permission) => given.includes(permission));
}

function parsed(text: Json | undefined): Json | undefined {
  try {
    return typeof text === 'string' ? (JSON.parse(text) as Json) : undefined;
  } catch {
    return undefined;
  }
}
