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
  const acl =
    objectAcl === undefined
      ? 'your credentials cannot read the ACL of the object'
      : 'the ACL of the object has no grant for Zencoder';
  const level = objectAcl === undefined ? Level.DOUBT : Level.PROBLEM;
  const observation = `The object belongs to a different account (canonical user ID ${owner}) than the bucket, and ${acl}.`;
  const why = 'A bucket policy does not apply to objects that other accounts own.';
  const changes = [
    {
      what: 'Make the owner of the bucket own all its objects, which disables ACLs: add this to zencoder.yaml, and apply',
      yaml: fileLines(context, ['objectOwnership: BucketOwnerEnforced']),
    },
    {
      what: 'Ask the owner of the object to allow Zencoder to read it, with this command',
      isAlternative: true,
      command: grantCommand(context, objectAcl ?? { owner, grants: [] }, bucketOwner),
    },
  ];
  return [cause(level, 'owner', observation, why, changes)];
}

/** The owner of the object runs the command, so that the profile is not part of it. */
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

/** Who owns the object, or will own an output, as far as that matters. */
export function checkOwnershipSetting(context: CheckContext): Finding[] {
  return context.purpose === Purpose.OUTPUT ? checkWriter(context) : unknownOwner(context);
}

/** The owner matters only if Zencoder has its access by the policy, and only if ACLs are enabled. */
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
    return [notObserved('who will own the outputs of Zencoder (object ownership)', ownership)];
  }
  if (ownership.value !== ZencoderObjectOwnership.OBJECT_WRITER) {
    return [];
  }
  const observation =
    'Objects in the bucket belong to the account that writes them (ObjectWriter): Zencoder owns its outputs.';
  const why =
    'Zencoder is not affected, but readers of the outputs can be denied: the bucket policy does not apply to them.';
  const yaml = fileLines(context, ['objectOwnership: BucketOwnerPreferred']);
  const changes = [{ what: 'To own the outputs yourself, add this to zencoder.yaml, and apply', yaml }];
  return [cause(Level.WARNING, 'object-ownership', observation, why, changes)];
}
