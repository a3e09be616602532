import type { Acl } from '../../live/facts';
import { observedValue } from '../../live/facts';
import { awsCommand } from '../../report/aws-command';
import { Check, type Fix, found, type Judgement, Level, NOTHING, notSeen, together } from '../../report/cause';
import { yamlLines } from '../../report/grant-lines';
import { ZencoderObjectOwnership } from '../../s3/object-ownership';
import { isAllowedByAcl } from '../acl-access';
import { type CheckContext, hasObject, Purpose, rightKey } from '../context';

/** Whether it matters who owns the object, or will own it. */
export function checkOwnership(facts: CheckContext): Judgement {
  return facts.purpose === Purpose.OUTPUT ? checkWriter(facts) : together([checkOwner(facts), unseenOwner(facts)]);
}

/** Source: S3's "Bucket policies": their permissions do not apply to objects that other accounts own. */
function checkOwner(facts: CheckContext): Judgement {
  const { bucket, object } = facts;
  const owner = observedValue(object?.owner);
  const bucketOwner = observedValue(bucket.acl)?.owner;
  if (owner === undefined || bucketOwner === undefined || owner === bucketOwner || isAllowedByAcl(facts)) {
    return NOTHING;
  }
  const acl = object!.acl.known ? 'its ACL has no grant for Zencoder' : 'its ACL may not be looked at';
  return found({
    check: Check.OWNER,
    level: object!.acl.known ? Level.PROBLEM : Level.DOUBT,
    seen: `The object belongs to another account (canonical user ID ${owner}) than the bucket, and ${acl}.`,
    why: "A bucket's policy allows nothing on objects that other accounts own.",
    changes: [
      {
        what: 'Have the owner of the bucket own all that is in it, in zencoder.yaml, and apply; ACLs are disabled by that',
        yaml: yamlLines(facts, ['objectOwnership: BucketOwnerEnforced']),
      },
      {
        what: 'Have the account that owns the object let Zencoder read it',
        isAlternative: true,
        command: grantCommand(facts, observedValue(object!.acl) ?? { owner, grants: [] }, bucketOwner),
      },
    ],
  });
}

const HEADERS: Readonly<Record<string, string>> = {
  FULL_CONTROL: 'grant-full-control',
  READ: 'grant-read',
  READ_ACP: 'grant-read-acp',
  WRITE_ACP: 'grant-write-acp',
};

/** It sets the whole ACL, so that what stands there is said again. */
function grantCommand(facts: CheckContext, acl: Acl, bucketOwner: string): string {
  const grantees = new Map<string, Set<string>>([['FULL_CONTROL', new Set([`id=${acl.owner}`, `id=${bucketOwner}`])]]);
  const grant = (permission: string, grantee: string) =>
    grantees.set(permission, (grantees.get(permission) ?? new Set()).add(grantee));
  for (const { permission, canonicalUserId, group } of acl.grants) {
    grant(permission, group === undefined ? `id=${canonicalUserId}` : `uri=${group}`);
  }
  grant('READ', `id=${facts.zencoder.canonicalUserId}`);
  const options = [...grantees].map(([permission, to]) => [HEADERS[permission] ?? 'grant-read', [...to].join(',')]);
  const object = { bucket: facts.url.bucket, key: rightKey(facts) };
  return awsCommand('s3api', 'put-object-acl', { ...object, ...Object.fromEntries(options) });
}

/** It matters only where the policy is what lets Zencoder in, and only where ACLs are not disabled. */
function unseenOwner(facts: CheckContext): Judgement {
  const { bucket, object } = facts;
  const isEnforced = observedValue(bucket.ownership) === ZencoderObjectOwnership.BUCKET_OWNER_ENFORCED;
  if (isEnforced || object === undefined || isAllowedByAcl(facts)) {
    return NOTHING;
  }
  const unknown = [object.owner, bucket.acl].find((sight) => !sight.known);
  return unknown === undefined || unknown.known || !hasObject(facts)
    ? NOTHING
    : notSeen('whether the owner of the bucket owns the object', unknown);
}

function checkWriter(facts: CheckContext): Judgement {
  const { ownership } = facts.bucket;
  if (!ownership.known) {
    return notSeen('who will own what Zencoder writes (object ownership)', ownership);
  }
  return ownership.value === ZencoderObjectOwnership.OBJECT_WRITER ? found(writerOwns(facts)) : NOTHING;
}

function writerOwns(facts: CheckContext) {
  const change: Fix = {
    what: 'Have them become yours, in zencoder.yaml, and apply',
    yaml: yamlLines(facts, ['objectOwnership: BucketOwnerPreferred']),
  };
  return {
    check: Check.OBJECT_OWNERSHIP,
    level: Level.WARNING,
    seen: 'The objects of the bucket belong to who writes them (ObjectWriter), so that Zencoder owns its outputs.',
    why: "It is not refused by that, but whoever reads the outputs may be: the bucket's policy allows nothing on them.",
    changes: [change],
  };
}
