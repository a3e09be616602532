import { policyJson, sizeFindings } from '../grants/bucket-policy';
import { keyFault, type ZencoderGrant } from '../grants/grant';
import { accountsWithoutCanonicalUser, identityFindings } from '../grants/identity';
import { objectsFindings, type ZencoderObject, ZencoderObjectMethod } from '../grants/object-access';
import { settingFindings } from '../grants/settings';
import { documentFindings } from '../judgement/document-findings';
import { memberOf, valueFindings } from '../messages/attributes';
import { type Diagnostic, isError, within } from '../messages/diagnostic';
import { sentLength } from '../messages/text';
import { bucketNameOf } from '../s3/bucket-name';
import { ZencoderObjectOwnership } from '../s3/object-ownership';
import type { ZencoderAccount, ZencoderIdentity } from '../zencoder/another-zencoder';
import { asList, asMap, asText, type UntrustedMap } from './untrusted';

const { POLICY } = ZencoderObjectMethod;

/**
 * Returns the errors and warnings about a bucket of a stack.
 * @param otherStatements the text of the file that the setting `otherStatements` names; undefined if it cannot be read
 */
export function bucketFindings(
  name: string,
  bucket: UntrustedMap,
  stack: UntrustedMap,
  otherStatements: string | undefined,
  now: Date,
): Diagnostic[] {
  const objects = asList(bucket.objects).map(asMap) as unknown as ZencoderObject[];
  const inPolicy = objectsInPolicy(bucket);
  const props = policyProps(name, bucket, stack, inPolicy, otherStatements);
  const names = new Map(inPolicy.map(({ index }, inPolicyIndex) => [`objects[${inPolicyIndex}]`, `objects[${index}]`]));
  const { region = stack.region } = bucket;
  const grantsNothing = bucket.grants === undefined && bucket.objects === undefined;
  const findings: Diagnostic[] = [
    ...valueFindings(
      '',
      name,
      bucketNameOf(() => region),
    ).map((finding) => ({ ...finding, path: [], atName: true })),
    ...(grantsNothing ? [{ path: [], message: 'grants nothing to Zencoder; add grants or objects' }] : []),
    ...(props === undefined ? [] : documentFindings(props, now, { grantName: (grant) => names.get(grant) ?? grant })),
    ...(Array.isArray(bucket.objects) ? objectListFindings(objects, bucket, stack) : []),
    ...settingFindings(bucket, stack),
    ...valueFindings('objectOwnership', bucket.objectOwnership, { fault: ownershipFault }),
    ...withoutPolicyFindings(bucket),
  ];
  const isValid = props !== undefined && !findings.some(isError);
  return isValid ? [...findings, ...sizeFindings(sentLength(policyJson(props)))] : findings;
}

/** Whether the bucket gets a policy: it does not if it has no grants and all its objects have other methods. */
function hasPolicy(bucket: UntrustedMap): boolean {
  return bucket.grants !== undefined || bucket.objects === undefined || asList(bucket.objects).some(isInPolicy);
}

function isInPolicy(object: unknown): boolean {
  const { method = POLICY } = asMap(object);
  return method === POLICY;
}

/** An object that is part of the policy, with its index in the list in the file. */
interface ObjectInPolicy {
  readonly key: string;
  readonly index: number;
}

/** The objects that are part of the policy, without those that have an invalid key: `objectsFindings` reports these. */
function objectsInPolicy(bucket: UntrustedMap): ObjectInPolicy[] {
  return asList(bucket.objects).flatMap((object, index) => {
    const { key } = asMap(object);
    return isInPolicy(object) && typeof key === 'string' && keyFault(key) === undefined ? [{ key, index }] : [];
  });
}

/** The properties of the policy; undefined if the bucket has neither a list of grants nor objects in the policy. */
function policyProps(
  bucket: string,
  settings: UntrustedMap,
  stack: UntrustedMap,
  objects: readonly ObjectInPolicy[],
  otherStatements?: string,
) {
  const identity: UntrustedMap = { ...asMap(stack.zencoder), ...asMap(settings.zencoder) };
  return Array.isArray(settings.grants) || objects.length > 0
    ? {
        bucket,
        grants: asList(settings.grants).map(asMap) as ZencoderGrant[],
        objects: objects.map(({ key }) => ({ key })),
        requireTls: settings.requireTls === true,
        otherStatements,
        acceptedDenies: settings.acceptedDenies as string[] | undefined,
        accountId: asText(identity.accountId),
        canonicalUserId: asText(identity.canonicalUserId),
        ...validAlso(identity),
      }
    : undefined;
}

/** The additional accounts, if all are valid: `settingFindings` reports errors in them. */
function validAlso(identity: UntrustedMap): Pick<ZencoderIdentity, 'also'> {
  const { also } = identity;
  return identityFindings({ also }).length > 0 ? {} : { also: also as ZencoderAccount[] };
}

const POLICY_SETTINGS = ['requireTls', 'otherStatements', 'acceptedDenies', 'adoptExistingPolicy'];

function withoutPolicyFindings(bucket: UntrustedMap): Diagnostic[] {
  return hasPolicy(bucket)
    ? []
    : POLICY_SETTINGS.filter((name) => bucket[name] !== undefined).map((name) => ({
        path: [name],
        atName: true,
        message:
          'applies to the bucket policy, but this bucket has none: it has no grants and no object with method policy',
      }));
}

function objectListFindings(
  objects: readonly ZencoderObject[],
  bucket: UntrustedMap,
  stack: UntrustedMap,
): Diagnostic[] {
  const identity = validAlso({ ...asMap(stack.zencoder), ...asMap(bucket.zencoder) });
  const [withoutId] = accountsWithoutCanonicalUser(identity);
  const aclsAreOff = bucket.objectOwnership === ZencoderObjectOwnership.BUCKET_OWNER_ENFORCED;
  return within(
    ['objects'],
    [
      ...(objects.length === 0 ? [{ path: [], message: 'an empty list names nothing; leave objects out' }] : []),
      ...objectsFindings(objects),
      ...objects.flatMap(({ method }, index): Diagnostic[] => {
        const byAcl = method === ZencoderObjectMethod.ACL || method === ZencoderObjectMethod.ACL_COPY;
        return [
          ...(byAcl && aclsAreOff
            ? [
                {
                  path: [index, 'method'],
                  message: `${method} needs ACLs, but objectOwnership BucketOwnerEnforced disables them; use BucketOwnerPreferred or method policy`,
                },
              ]
            : []),
          ...(byAcl && withoutId !== undefined
            ? [
                {
                  path: [index, 'method'],
                  message: `${method} needs canonical user IDs, but zencoder.also[${withoutId[0]}] has none; add the canonicalUserId of account ${withoutId[1]}`,
                },
              ]
            : []),
          ...(method === ZencoderObjectMethod.ACL && stack.objectGrants !== true
            ? [
                {
                  path: [index, 'method'],
                  message:
                    'acl needs "objectGrants: true" on the stack; keep that setting after you remove the last object, so that an apply can revoke its grant',
                },
              ]
            : []),
        ];
      }),
    ],
  );
}

const ownershipFault = memberOf('ownership', 'S3 supports', Object.values(ZencoderObjectOwnership));
