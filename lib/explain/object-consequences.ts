import type { ZencoderConfig } from '../config/config';
import { type BucketPair, bucketsIn, type FileBucket, type IsGone, objectsBy } from '../config/file-buckets';
import { copyKeyOf, ZencoderObjectMethod } from '../grants/object-access';
import { shown } from '../messages/shown';
import { enumeration } from './action-words';
import { type Warning, WarningKind } from './warning';

/** Copies are deleted with their entry, all versions included. */
export function copyConsequences({ name, before, after }: BucketPair, isGone: IsGone): Warning[] {
  if (before === undefined || isGone(before.stack)) {
    return [];
  }
  const copies = (bucket: FileBucket | undefined) => (bucket ? objectsBy(bucket, ZencoderObjectMethod.ACL_COPY) : []);
  const young = copies(after);
  return copies(before)
    .filter(
      (copy) =>
        before.stack !== after?.stack ||
        !young.some((other) => other.key === copy.key && copyKeyOf(other) === copyKeyOf(copy)),
    )
    .map((copy) => {
      const place = copyKeyOf(copy);
      const isAgain = young.some((other) => copyKeyOf(other) === place);
      const what = `the copy at ${shown(place)} in ${name}`;
      return {
        kind: WarningKind.COPY_DELETED,
        about: name,
        message: isAgain
          ? `${what} is deleted and made again, in no certain order, so the new one may go with the old; choose another place by copyTo`
          : `${what} is deleted, with all its versions`,
      };
    });
}

const MOST_NAMED = 3;

/** Terraform revokes grants only as long as the stack says `objectGrants: true`. */
export function grantsStay(stack: string, before: ZencoderConfig, after: ZencoderConfig): Warning[] {
  const stillRevokes = Object.hasOwn(after.stacks, stack) && after.stacks[stack]!.objectGrants === true;
  const young = bucketsIn(after);
  const left = [...bucketsIn(before).values()]
    .filter((bucket) => bucket.stack === stack)
    .flatMap((bucket) => {
      const other = young.get(bucket.bucket);
      const kept = new Set(other ? objectsBy(other, ZencoderObjectMethod.ACL).map(({ key }) => key) : []);
      return objectsBy(bucket, ZencoderObjectMethod.ACL)
        .filter(({ key }) => !kept.has(key))
        .map(({ key }) => `${shown(key)} in ${bucket.bucket}`);
    });
  if (stillRevokes || left.length === 0) {
    return [];
  }
  const more = left.length - MOST_NAMED;
  const named = more > 0 ? `${left.slice(0, MOST_NAMED).join(', ')} and ${more} more` : enumeration(left);
  return [
    {
      kind: WarningKind.GRANTS_STAY,
      about: `stack ${stack}`,
      message: `the grants in the ACLs of ${named} stay, since nothing revokes them any more; keep stack ${stack} with "objectGrants: true" until an apply has revoked them`,
    },
  ];
}
