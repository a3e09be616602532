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

/** A check that sends requests. */
export type ObjectCheck = () => Promise<CheckedThing>;

/** Why a missing object or copy is a problem. */
const NO_OBJECT = 'Zencoder cannot read an object that does not exist.';

const { ACL, ACL_COPY } = ZencoderObjectMethod;

/**
 * A check for each grant in an ACL, and for each copy. Terraform detects neither a lost grant nor a changed original.
 */
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
      const exists = observedValue(copy) !== null && observedValue(acl) !== null;
      const ofAcl = exists ? grantFindings(object, named, acl, context)[0] : [];
      return checkedThing(Thing.COPY, named.key, [...findings, ...ofAcl], exists ? State.DRIFTED : State.MISSING);
    }),
  ];
}

interface Context {
  readonly planned: ResolvedBucket;
  readonly facts: BucketFacts;
  readonly given: GivenOptions;
}

/** What is wrong with the grants in the ACL of an object, and the state of the object if there is a problem. */
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
  const wanted = permissionsOf(object);
  const hasFullControl = wanted.includes(ZencoderPermission.FULL_CONTROL);
  const each = canonicalUserIdsOf(context.planned.zencoder).map((canonicalUserId) => {
    const held = grants
      .filter((grant) => grant.canonicalUserId === canonicalUserId)
      .map(({ permission }) => permission);
    const isAll = held.includes(ZencoderPermission.FULL_CONTROL);
    const lacking = isAll ? [] : wanted.filter((permission) => !held.includes(permission));
    const beyond = hasFullControl ? [] : held.filter((permission) => !wanted.some((one) => one === permission));
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
  const observation = `There is no object ${name} in ${planned.bucket}, but zencoder.yaml grants Zencoder access in its ACL.`;
  const changes = [{ what: 'Upload it and apply, or remove it from zencoder.yaml' }];
  return cause(Level.PROBLEM, 'object-missing', observation, NO_OBJECT, changes);
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
  const observation = `The ACL of ${name} does not grant ${whom} ${permissions.join(' and ')}, but zencoder.yaml does.`;
  const why = isOff
    ? 'ACLs are disabled in the bucket (BucketOwnerEnforced), so no grant in an ACL has an effect.'
    : 'An upload that overwrites an object removes the grants in its ACL, and Terraform does not detect it.';
  const owner = { permission: 'FULL_CONTROL', canonicalUserId: acl.owner };
  const resource = isCopy ? 'aws_s3_object_copy' : 'terraform_data.ObjectGrants_Set';
  const grants = [owner, ...acl.grants, ...lacking];
  const enable = { what: 'First enable ACLs: set objectOwnership: BucketOwnerPreferred in zencoder.yaml, and apply' };
  return cause(Level.PROBLEM, 'grant-lost', observation, why, [
    ...(isOff ? [enable] : []),
    { what: 'Set the grant again', command: putAclCommand(named, grants, given) },
    {
      what: `Let Terraform set it again: ${replacing(planned.stack, resource)}`,
      isAlternative: true,
    },
  ]);
}

function more(name: string, beyond: readonly string[]): Finding {
  const observation = `The ACL of ${name} also grants Zencoder ${beyond.join(' and ')}, but zencoder.yaml does not.`;
  return cause(
    Level.WARNING,
    'grant-beyond',
    observation,
    'Zencoder has more access to the object than zencoder.yaml grants.',
    [{ what: 'Add it to the permissions of the object in zencoder.yaml, or revoke it' }],
  );
}

function replacing(stack: string, resource: string): string {
  return `in the folder of stack ${stack}, find the address of its ${resource} with "terraform state list", then run "terraform apply -replace=ADDRESS"`;
}

/** What is wrong with a copy. S3 reports times in seconds, so a copy of the same second is up to date. */
function copyFindings(
  object: ZencoderObject,
  original: Observed<ObjectHead | null>,
  copy: Observed<ObjectHead | null>,
  { planned }: Context,
): Finding[] {
  const [from, to] = [shown(object.key), shown(copyKeyOf(object))];
  const again = { what: `Copy it again: ${replacing(planned.stack, 'aws_s3_object_copy')}` };
  if (copy.known && copy.value === null) {
    const observation = `There is no copy ${to} of ${from} in ${planned.bucket}.`;
    return [cause(Level.PROBLEM, 'copy-missing', observation, NO_OBJECT, [again])];
  }
  if (original.known && original.value === null) {
    const observation = `The copy ${to} exists, but its original ${from} does not.`;
    const why = 'Zencoder can still read the copy, but Terraform cannot copy the original again.';
    return [
      cause(Level.WARNING, 'original-missing', observation, why, [
        { what: `Upload ${from}, or remove this object from zencoder.yaml` },
      ]),
    ];
  }
  const unread = [copy, original].find((observation) => !observation.known);
  const [copied, changed] = [copy, original].map((observation) => observedValue(observation)?.lastModified);
  if (unread?.known === false || copied === undefined || changed === undefined) {
    const why =
      unread?.known === false
        ? unread
        : { why: 'the server does not report the time of the last change', known: false as const };
    return [notObserved(`whether ${to} is as new as ${from} (HeadObject)`, why, { decides: true })];
  }
  const [ofCopy, ofOriginal] = [copy, original].map((observation) => observedValue(observation)?.size);
  if (copied >= changed && ofCopy === ofOriginal) {
    return [];
  }
  const times = `${from} was changed at ${instant(changed)}, and ${to} was copied at ${instant(copied)}`;
  const sizes = ofCopy === ofOriginal ? '' : `; they have ${[ofOriginal, ofCopy].map(sizeWords).join(' and ')}`;
  const observation = `The copy is out of date: ${times}${sizes}.`;
  return [cause(Level.PROBLEM, 'copy-old', observation, 'Zencoder reads the earlier content.', [again])];
}

function sizeWords(size: number | undefined): string {
  return size === undefined ? 'an unknown size' : counted(size, 'byte');
}

function instant(time: Date): string {
  return time.toISOString().replace('.000Z', 'Z');
}
