import { type Acl, type AclGrant, observedValue } from '../../live/facts';
import { cause, type Finding, Level, notObserved } from '../../report/cause';
import { ZencoderObjectOwnership } from '../../s3/object-ownership';
import { canonicalUserIdsOf } from '../../zencoder/another-zencoder';
import { isAllowedByAcl } from '../acl-access';
import { putAclCommand } from '../acl-command';
import { actualKey, type CheckContext, hasObject, Purpose } from '../context';
import { fileLines } from '../grant-fixes';

/** Source: S3's "Bucket policies": their permissions do not apply to objects that other accounts own. */
export function checkObjectOwner(context: CheckContext): Finding[] {
  const { bucket, object } = context;
  const owner = observedValue(object?.owner);
  const bucketOwner = observedValue(bucket.acl)?.owner;
  if (owner === undefined || bucketOwner === undefined || owner === bucketOwner || isAllowedByAcl(context)) {
    return [];
  }
  const objectAcl = observedValue(object?.acl);
  const acl = objectAcl === undefined ? 'its ACL may not be looked at' : 'its ACL has no grant for Zencoder';
  const level = objectAcl === undefined ? Level.DOUBT : Level.PROBLEM;
  const seen = `The object belongs to another account (canonical user ID ${owner}) than the bucket, and ${acl}.`;
  const why = "A bucket's policy allows nothing on objects that other accounts own.";
  const changes = [
    {
      what: 'Have the owner of the bucket own all that is in it, in zencoder.yaml, and apply; ACLs are disabled by that',
      yaml: fileLines(context, ['objectOwnership: BucketOwnerEnforced']),
    },
    {
      what: 'Have the account that owns the object let Zencoder read it',
      isAlternative: true,
      command: grantCommand(context, objectAcl ?? { owner, grants: [] }, bucketOwner),
    },
  ];
  return [cause(level, 'owner', seen, why, changes)];
}

/** The owner of the object runs it, with a profile of their own. */
function grantCommand({ url, object, zencoder, given }: CheckContext, acl: Acl, bucketOwner: string): string {
  const grants: AclGrant[] = [
    { permission: 'FULL_CONTROL', canonicalUserId: acl.owner },
    { permission: 'FULL_CONTROL', canonicalUserId: bucketOwner },
    ...acl.grants,
    ...canonicalUserIdsOf(zencoder).map((id) => ({ permission: 'READ', canonicalUserId: id })),
  ];
  const { endpointUrl } = given;
  return putAclCommand({ bucket: url.bucket, key: actualKey({ url, object }) }, grants, { endpointUrl });
}

/** Whether it is known who owns the object, or will own an output. */
export function checkOwnershipSetting(context: CheckContext): Finding[] {
  return context.purpose === Purpose.OUTPUT ? checkWriter(context) : unknownOwner(context);
}

/** It matters only where the policy is what lets Zencoder in, and only where ACLs are not disabled. */
function unknownOwner(context: CheckContext): Finding[] {
  const { bucket, object } = context;
  const isEnforced = observedValue(bucket.ownership) === ZencoderObjectOwnership.BUCKET_OWNER_ENFORCED;
  if (isEnforced || object === undefined || !hasObject(context) || isAllowedByAcl(context)) {
    return [];
  }
  const unknown = [object.owner, bucket.acl].find((observation) => !observation.known);
  return unknown?.known === false ? [notObserved('whether the owner of the bucket owns the object', unknown)] : [];
}

function checkWriter(context: CheckContext): Finding[] {
  const { ownership } = context.bucket;
  if (!ownership.known) {
    return [notObserved('who will own what Zencoder writes (object ownership)', ownership)];
  }
  if (ownership.value !== ZencoderObjectOwnership.OBJECT_WRITER) {
    return [];
  }
  const seen = 'The objects of the bucket belong to who writes them (ObjectWriter), so that Zencoder owns its outputs.';
  const why =
    "It is not refused by that, but whoever reads the outputs may be: the bucket's policy allows nothing on them.";
  const yaml = fileLines(context, ['objectOwnership: BucketOwnerPreferred']);
  const changes = [{ what: 'Have them become yours, in zencoder.yaml, and apply', yaml }];
  return [cause(Level.WARNING, 'object-ownership', seen, why, changes)];
}
