import { ZencoderObjectMethod, ZencoderPermission } from '../../grants/object-access';
import { grouped } from '../../messages/grouped';
import { isObject } from '../../messages/json';
import { shown } from '../../messages/wording';
import { aclRights, grantee, type Right } from '../right';
import { rightChanges } from '../right-changes';
import { undisclosed } from './plan-change';
import { bucketSubject, type PlanFinding, PlanFindingKind, PlanLevel } from './plan-finding';
import type { PlannedBucket } from './planned-buckets';
import { PlannedAction, type PlannedValue, type ResourceChange, textOf } from './resource-change';
import { found, type ReviewContext, type ReviewPart } from './review-parts';

const { NOTHING, CREATE, DELETE, REPLACE, REPLACE_CREATE_FIRST, FORGET, FORGET_AND_CREATE } = PlannedAction;
const { LOSS, PROBLEM, UNKNOWN, NOTE } = PlanLevel;

interface CopySide {
  readonly bucket: PlannedBucket;
  readonly key: string | undefined;
  readonly isSensitive: boolean;
  readonly rights: readonly Right[];
  readonly isUnknown: boolean;
}

/** What an apply does to the copy of an object, which is deleted with its resource, and to the rights that its ACL gives Zencoder. */
export function reviewCopy(change: ResourceChange, context: ReviewContext): ReviewPart {
  const { action, address, isDeposed } = change;
  const before = side(context.buckets.before(change), (name) => change.before(name), change, context);
  const after = side(context.buckets.after(change), (name) => change.after(name), change, context);
  if (action === NOTHING) {
    return found();
  }
  const { label } = (action === CREATE ? after : before).bucket;
  const finding = (level: PlanLevel, kind: PlanFindingKind, message: string): PlanFinding => ({
    level,
    kind,
    about: bucketSubject(label),
    address,
    message,
  });
  if (action === FORGET) {
    const message = `Terraform no longer manages ${copyOf(before)} and leaves it in place`;
    return found(finding(NOTE, PlanFindingKind.FORGOTTEN, message));
  }
  const isDeleted = isDeposed || [DELETE, REPLACE, REPLACE_CREATE_FIRST].includes(action);
  const isSamePlace = before.key !== undefined && before.key === after.key && before.bucket.name === after.bucket.name;
  const isLast = action === REPLACE_CREATE_FIRST && isSamePlace;
  const again = isSamePlace && action === REPLACE ? ' and created again' : '';
  const isGone = action === DELETE || isDeposed || isLast;
  const findings = [
    ...(isDeleted
      ? [finding(LOSS, PlanFindingKind.COPY_DELETED, `${copyOf(before)} is deleted${again}, with all its versions`)]
      : []),
    ...(isLast
      ? [
          finding(
            PROBLEM,
            PlanFindingKind.DELETED_AFTER_CREATION,
            `${copyOf(before)} is created again and then deleted, because the resource, or one that depends on it, has create_before_destroy: no copy is left`,
          ),
        ]
      : []),
    ...(after.isUnknown && !isGone
      ? [
          {
            ...finding(
              UNKNOWN,
              PlanFindingKind.VALUE_UNKNOWN,
              'a copy is known only after the apply, so what its grants open is unknown',
            ),
            about: bucketSubject(after.bucket.label),
            mayOpen: true,
          },
        ]
      : []),
  ];
  const isKnownBefore = ![CREATE, FORGET_AND_CREATE].includes(action);
  const sides = { before: isKnownBefore ? before.rights : [], after: isGone ? [] : after.rights };
  const all = rightChanges(sides, () => [], context.now);
  const isSensitive = before.isSensitive || after.isSensitive;
  const changes = isSensitive ? undisclosed(all, { bucket: label }) : all;
  return { changes: changes.map((change) => ({ address, change })), findings };
}

function copyOf({ key, isSensitive, bucket }: CopySide): string {
  return key === undefined || isSensitive ? 'the copy' : `the copy at ${shown(key)} in ${shown(bucket.label)}`;
}

function side(
  bucket: PlannedBucket,
  attribute: (name: string) => PlannedValue,
  { address }: ResourceChange,
  { account }: ReviewContext,
): CopySide {
  const [key, source, grants] = [attribute('key'), attribute('source'), attribute('grant')];
  const isSensitive = [key, source, grants].some((value) => value.isSensitive) || bucket.isSensitive;
  const text = textOf(key);
  const isUnknown = key.value === undefined || grants.value === undefined;
  const of = textOf(source)?.replace(/^[^/]*\//, '');
  const object = { key: of ?? 'an unknown object', copyTo: text, method: ZencoderObjectMethod.ACL_COPY };
  const rights = [...permissionsByUser(grants, account.canonicalUserId)].flatMap(([id, permissions]) =>
    text === undefined
      ? []
      : aclRights({ ...object, permissions }, { who: grantee(id), bucket: bucket.label, from: address }),
  );
  return { bucket, key: text, isSensitive, rights, isUnknown };
}

/**
 * The permissions that the blocks `grant` give each canonical user. Any user can be an account of Zencoder, except the owner: another
 * user with full control.
 */
function permissionsByUser({ value }: PlannedValue, zencoder: string): ReadonlyMap<string, ZencoderPermission[]> {
  const grants = Array.isArray(value) ? value.filter(isObject) : [];
  const users = grouped(
    grants.filter(({ id }) => typeof id === 'string' && id !== ''),
    ({ id }) => id,
  ).map((ofUser): [string, ZencoderPermission[]] => {
    const given = ofUser.flatMap(({ permissions }) => permissions ?? []);
    return [String(ofUser[0]!.id), Object.values(ZencoderPermission).filter((known) => given.includes(known))];
  });
  const isOwner = (id: string, given: readonly ZencoderPermission[]) =>
    id !== zencoder && given.includes(ZencoderPermission.FULL_CONTROL);
  return new Map(users.filter(([id, given]) => given.length > 0 && !isOwner(id, given)));
}
