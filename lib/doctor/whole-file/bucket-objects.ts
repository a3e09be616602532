import { objectsBy, type ResolvedBucket } from '../../config/resolve';
import {
  copyKeyOf,
  methodOf,
  permissionsOf,
  type ZencoderObject,
  ZencoderObjectMethod,
  ZencoderPermission,
} from '../../grants/object-access';
import { type Acl, type AclGrant, type BucketFacts, type Observed, observedValue } from '../../live/facts';
import { awsRegion } from '../../live/inspector';
import { aclOfObject, headOf, type NamedObject, type ObjectHead } from '../../live/named-objects';
import type { S3Reader } from '../../live/s3-reader';
import { counted, shown } from '../../messages/wording';
import { cause, type Finding, Level, notObserved } from '../../report/cause';
import type { GivenOptions } from '../../report/shell';
import { ZencoderObjectOwnership } from '../../s3/object-ownership';
import { canonicalUserIdsOf } from '../../zencoder/another-zencoder';
import { putAclCommand } from '../acl-command';
import { type CheckedThing, checkedThing, State, Thing } from './in-force';

/** A thing to look at that takes requests. */
export type ObjectCheck = () => Promise<CheckedThing>;

const { ACL, ACL_COPY } = ZencoderObjectMethod;

/** Each grant in place, and each copy. Terraform sees neither a lost grant nor an original that has changed. */
export function objectChecks(
  planned: ResolvedBucket,
  facts: BucketFacts,
  reader: S3Reader,
  given: GivenOptions,
): ObjectCheck[] {
  const region = awsRegion(observedValue(facts.region));
  const place = { bucket: planned.bucket, region };
  const context = { planned, facts, given };
  return [
    ...objectsBy(planned, ACL).map((object) => async () => {
      const named = { ...place, key: object.key, versionId: object.versionId };
      const acl = await aclOfObject(reader, named);
      return checkedThing(Thing.OBJECT_GRANT, object.key, ...grantFindings(object, named, acl, context));
    }),
    ...objectsBy(planned, ACL_COPY).map((object) => async () => {
      const named = { ...place, key: copyKeyOf(object) };
      const [original, copy, acl] = await Promise.all([
        headOf(reader, { ...place, key: object.key }),
        headOf(reader, named),
        aclOfObject(reader, named),
      ]);
      const findings = copyFindings(object, original, copy, context);
      const isThere = observedValue(copy) !== null && observedValue(acl) !== null;
      const ofAcl = isThere ? grantFindings(object, named, acl, context)[0] : [];
      return checkedThing(Thing.COPY, named.key, [...findings, ...ofAcl], isThere ? State.DRIFTED : State.MISSING);
    }),
  ];
}

interface Context {
  readonly planned: ResolvedBucket;
  readonly facts: BucketFacts;
  readonly given: GivenOptions;
}

/** What is wrong with the grants in the ACL of an object, and what a problem comes to. */
function grantFindings(
  object: ZencoderObject,
  named: NamedObject,
  acl: Observed<Acl | null>,
  context: Context,
): [Finding[], State] {
  const name = `${shown(named.key)}${named.versionId === undefined ? '' : ` in version ${shown(named.versionId)}`}`;
  if (!acl.known) {
    const what = `whether the ACL of ${name} still has its grant (GetObjectAcl)`;
    return [[notObserved(what, acl, { decides: true })], State.DRIFTED];
  }
  if (acl.value === null) {
    return [[noObject(name, context)], State.MISSING];
  }
  const { grants } = acl.value;
  const sought = permissionsOf(object);
  const isWide = sought.includes(ZencoderPermission.FULL_CONTROL);
  const each = canonicalUserIdsOf(context.planned.zencoder).map((canonicalUserId) => {
    const held = grants
      .filter((grant) => grant.canonicalUserId === canonicalUserId)
      .map(({ permission }) => permission);
    const isAll = held.includes(ZencoderPermission.FULL_CONTROL);
    const lacking = isAll ? [] : sought.filter((permission) => !held.includes(permission));
    const beyond = isWide ? [] : held.filter((permission) => !sought.some((one) => one === permission));
    return { held, beyond, lacking: lacking.map((permission) => ({ permission, canonicalUserId })) };
  });
  const lacking = each.flatMap((one) => one.lacking);
  const beyond = [...new Set(each.flatMap((one) => one.beyond))];
  return [
    [
      ...(lacking.length > 0
        ? [lost(lacking, acl.value, { name, named, isCopy: methodOf(object) === ACL_COPY }, context)]
        : []),
      ...(beyond.length > 0 ? [more(name, beyond)] : []),
    ],
    each.every(({ held }) => held.length === 0) ? State.MISSING : State.DRIFTED,
  ];
}

function noObject(name: string, { planned }: Context): Finding {
  const seen = `There is no object ${name} in ${planned.bucket}, and the file grants Zencoder access to it by its ACL.`;
  const changes = [{ what: 'Upload it and apply, or take it out of the file' }];
  return cause(Level.PROBLEM, 'object-missing', seen, 'Zencoder finds nothing there.', changes);
}

function lost(
  lacking: readonly AclGrant[],
  acl: Acl,
  { name, named, isCopy }: { readonly name: string; readonly named: NamedObject; readonly isCopy: boolean },
  { planned, facts, given }: Context,
): Finding {
  const isOff = observedValue(facts.ownership) === ZencoderObjectOwnership.BUCKET_OWNER_ENFORCED;
  const permissions = [...new Set(lacking.map(({ permission }) => permission))];
  const accounts = canonicalUserIdsOf(planned.zencoder);
  const without = accounts.filter((id) => lacking.some(({ canonicalUserId }) => canonicalUserId === id));
  const whom = without.length < accounts.length ? `Zencoder's canonical user ID ${without.join(', ')}` : 'Zencoder';
  const seen = `The ACL of ${name} does not grant ${whom} ${permissions.join(' and ')}, as the file says.`;
  const why = isOff
    ? 'ACLs are disabled in the bucket (BucketOwnerEnforced), and no grant in one has an effect.'
    : 'A grant is lost when the object is overwritten, and Terraform does not see it.';
  const owner = { permission: 'FULL_CONTROL', canonicalUserId: acl.owner };
  const resource = isCopy ? 'aws_s3_object_copy' : 'terraform_data.ObjectGrants_Set';
  const grants = [owner, ...acl.grants, ...lacking];
  const enable = { what: 'Enable ACLs in zencoder.yaml by objectOwnership: BucketOwnerPreferred, and apply, first' };
  return cause(Level.PROBLEM, 'grant-lost', seen, why, [
    ...(isOff ? [enable] : []),
    { what: 'Set it again', command: putAclCommand(named, grants, given) },
    {
      what: `Have Terraform set it again: apply stack ${planned.stack} with -replace of its ${resource}`,
      isAlternative: true,
    },
  ]);
}

function more(name: string, beyond: readonly string[]): Finding {
  const seen = `The ACL of ${name} grants Zencoder ${beyond.join(' and ')} too, which the file does not say.`;
  return cause(Level.WARNING, 'grant-beyond', seen, 'Zencoder can do that with the object.', [
    { what: 'Name it among the permissions of the object in zencoder.yaml, or revoke it' },
  ]);
}

/** S3 tells the time to the second, so that a copy of the same second is as new as its original. */
function copyFindings(
  object: ZencoderObject,
  original: Observed<ObjectHead | null>,
  copy: Observed<ObjectHead | null>,
  { planned }: Context,
): Finding[] {
  const [from, to] = [shown(object.key), shown(copyKeyOf(object))];
  const anew = { what: `Have it copied again: apply stack ${planned.stack} with -replace of its aws_s3_object_copy` };
  if (copy.known && copy.value === null) {
    const seen = `There is no copy ${to} of ${from} in ${planned.bucket}.`;
    return [cause(Level.PROBLEM, 'copy-missing', seen, 'Zencoder finds nothing there.', [anew])];
  }
  if (original.known && original.value === null) {
    const seen = `There is no ${from} any more, of which ${to} is a copy.`;
    const why = 'Zencoder reads the copy as it is, and it cannot be made again.';
    return [cause(Level.WARNING, 'original-missing', seen, why, [{ what: 'Upload it, or take it out of the file' }])];
  }
  const unread = [copy, original].find((observation) => !observation.known);
  const [made, changed] = [copy, original].map((observation) => observedValue(observation)?.lastModified);
  if (unread?.known === false || made === undefined || changed === undefined) {
    const why = unread?.known === false ? unread : { why: 'the server does not say when', known: false as const };
    return [notObserved(`whether ${to} is as new as ${from} (HeadObject)`, why, { decides: true })];
  }
  const [ofCopy, ofOriginal] = [copy, original].map((observation) => observedValue(observation)?.size);
  if (made >= changed && ofCopy === ofOriginal) {
    return [];
  }
  const times = `${from} was changed at ${instant(changed)}, and ${to} copied at ${instant(made)}`;
  const sizes = ofCopy === ofOriginal ? '' : `; they have ${[ofOriginal, ofCopy].map(sizeWords).join(' and ')}`;
  const seen = `The copy is not of the object as it is now: ${times}${sizes}.`;
  return [cause(Level.PROBLEM, 'copy-old', seen, 'Zencoder reads the older content.', [anew])];
}

function sizeWords(size: number | undefined): string {
  return size === undefined ? 'an unknown size' : counted(size, 'byte');
}

function instant(time: Date): string {
  return time.toISOString().replace('.000Z', 'Z');
}
