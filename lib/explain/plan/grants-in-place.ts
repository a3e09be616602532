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

/** A grant in the ACL of an object, as the commands of our resources find it in their environment. */
interface GrantInPlace {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | undefined;
  /** Their canonical user IDs: several where Zencoder has several accounts. */
  readonly grantees: readonly string[];
  readonly permissions: readonly ZencoderPermission[];
  readonly isSensitive: boolean;
}

const NAMES = ['input', 'triggers'];
const GRANTEE = 'ZENCODER_GRANTEE';

/** What the resources that set and revoke grants on objects in place do to these grants. */
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
    // Of the two resources for an object, the one that sets has the permissions.
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
  const told = grouped(
    rightChanges({ before, after }, () => [], context.now),
    ({ bucket }) => bucket,
  );
  const placed = told.flatMap((group) => {
    const { bucket } = group[0]!;
    // What is sensitive is called by its address, which is no name of a bucket.
    const isSensitive = sensitive.has(bucket);
    const some = isSensitive ? undisclosed(group, { bucket }) : group;
    return some.map((change): PlacedChange => {
      const scope = change.kind === 'right' ? change.where[0] : undefined;
      return { address: addresses.get(JSON.stringify([bucket, scope])) ?? bucket, change };
    });
  });
  return { changes: placed, findings: [...unknown, ...grantsStay(stays)] };
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
  const message = 'a grant in the ACL of an object is known only after the apply: what it opens is unknown';
  const about = bucketSubject(label);
  return { level: PlanLevel.UNKNOWN, kind: PlanFindingKind.VALUE_UNKNOWN, about, address, message, mayOpen: true };
}

const MOST_NAMED = 3;

/** A provisioner that left the configuration with its resource does not run when that is destroyed. */
function grantsStay(stays: readonly { place: string; bucket: string; address: string }[]): PlanFinding[] {
  return grouped(stays, ({ bucket }) => bucket).map((group) => {
    const { bucket, address } = group[0]!;
    // Two resources are for each object.
    const places = enumeration(asSet(group.map(({ place }) => place)), MOST_NAMED);
    const message = `the grants in the ACLs of ${places} in ${shown(bucket)} stay, since what revokes them has left the configuration with its resources; apply once with an empty list of objects instead`;
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
  const key = isSensitive ? 'a key that is sensitive' : grant.key;
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

/** A literal of JMESPath: JSON between backticks. */
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
