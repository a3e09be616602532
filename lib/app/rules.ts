import type { ZencoderIamUserProps } from '../iam-user';
import { iamUserFindings, userSizeFindings } from '../iam-user-findings';
import { bucketNameFault } from '../policy/bucket-name';
import { documentFindings, policyJson, sizeFindings } from '../policy/document';
import { faultFindings, within } from '../policy/finding';
import { keyFault, type ZencoderGrant } from '../policy/grant';
import { accountIdFault, canonicalUserIdFault } from '../policy/identity';
import { kmsKeyArnFault } from '../policy/kms-key';
import {
  cliProfileFault,
  endpointUrlFault,
  objectsFindings,
  type ZencoderObject,
  ZencoderObjectMethod,
} from '../policy/object-access';
import { ZencoderObjectOwnership } from '../policy/object-ownership';
import { regionFault } from '../policy/region';
import { utf8Length } from '../policy/text';
import { tokenFault } from '../policy/token';
import { didYouMean, quoted } from '../policy/wording';
import { userGrants, type ZencoderConfig } from './config';
import { STACK_NAME_FORM } from './schema';
import type { FileFinding } from './shape';

type Loose = Readonly<Record<string, unknown>>;
type Path = FileFinding['path'];

/**
 * What is wrong or doubtful in the file beyond its form. It is called for files whose form is wrong too, so that all is
 * said at once, and so takes nothing for granted; where the form is wrong it says nothing or the same.
 *
 * @param otherPolicy the text of the file that `otherStatements` names, undefined where it cannot be read
 */
export function ruleFindings(
  config: unknown,
  now: Date,
  otherPolicy: (path: Path) => string | undefined,
): FileFinding[] {
  const stacks = asMap(asMap(config).stacks);
  return [
    ...textFindings(config, []),
    ...stackNameFindings(Object.keys(stacks)),
    ...bucketPlaceFindings(stacks),
    ...Object.entries(stacks).flatMap(([name, stack]) =>
      within(
        ['stacks', name],
        stackFindings(asMap(stack), stacks, now, (path) => otherPolicy(['stacks', name, ...path])),
      ),
    ),
  ];
}

function stackFindings(
  stack: Loose,
  stacks: Loose,
  now: Date,
  otherPolicy: (path: Path) => string | undefined,
): FileFinding[] {
  const holdsNothing = stack.buckets === undefined && stack.users === undefined;
  return [
    ...(holdsNothing ? [{ path: [], message: 'holds nothing; name buckets, or users' }] : []),
    ...Object.entries(asMap(stack.users)).flatMap(([name, user]) =>
      within(['users', name], userFindings(name, asMap(user), stacks, now)),
    ),
    ...regionFindings(stack),
    ...identityFindings(stack),
    ...backendFindings(stack),
    ...Object.entries(asMap(stack.buckets)).flatMap(([name, bucket]) => {
      const path = ['buckets', name];
      const other = otherPolicy([...path, 'otherStatements']);
      return within(path, bucketFindings(name, asMap(bucket), stack, other, now));
    }),
  ];
}

/** A bucket has one policy, so it stands in one stack. */
function bucketPlaceFindings(stacks: Loose): FileFinding[] {
  const stackOf = new Map<string, string>();
  return Object.entries(stacks).flatMap(([stack, value]) =>
    Object.keys(asMap(asMap(value).buckets)).flatMap((bucket) => {
      const standing = stackOf.get(bucket);
      stackOf.set(bucket, standing ?? stack);
      return standing === undefined
        ? []
        : [
            {
              path: ['stacks', stack, 'buckets', bucket],
              atName: true,
              message: `stands in stack ${quoted(standing)} already; a bucket has one policy, put all its grants into one stack`,
            },
          ];
    }),
  );
}

function bucketFindings(
  name: string,
  bucket: Loose,
  stack: Loose,
  otherStatements: string | undefined,
  now: Date,
): FileFinding[] {
  const objects = asList(bucket.objects).map(asMap) as unknown as ZencoderObject[];
  const props = policyProps(name, bucket, stack, otherStatements);
  const nothing = bucket.grants === undefined && bucket.objects === undefined;
  const findings: FileFinding[] = [
    ...faultFindings('', name, bucketNameFault).map((finding) => ({ ...finding, path: [], atName: true })),
    ...(nothing ? [{ path: [], message: 'grants Zencoder nothing; give it grants, or objects' }] : []),
    ...(props === undefined ? [] : documentFindings(props, now)),
    ...(Array.isArray(bucket.objects) ? objectListFindings(objects, bucket, stack) : []),
    ...regionFindings(bucket),
    ...identityFindings(bucket),
    ...faultFindings('objectOwnership', asText(bucket.objectOwnership), ownershipFault),
    ...faultFindings('kmsKeyArn', asText(bucket.kmsKeyArn), kmsKeyArnFault),
    ...faultFindings('endpointUrl', asText(bucket.endpointUrl), endpointUrlFault),
    ...faultFindings('cliProfile', asText(bucket.cliProfile), cliProfileFault),
    ...withoutPolicyFindings(bucket),
  ];
  const sound = props !== undefined && !findings.some((finding) => !finding.warning);
  return sound ? [...findings, ...sizeFindings(utf8Length(policyJson(props)))] : findings;
}

/** Whether the bucket gets a policy: not where all its objects have other methods. */
function hasPolicy(bucket: Loose): boolean {
  return bucket.grants !== undefined || bucket.objects === undefined || objectsInPolicy(bucket).length > 0;
}

function objectsInPolicy(bucket: Loose): Loose[] {
  const { POLICY } = ZencoderObjectMethod;
  return asList(bucket.objects)
    .map(asMap)
    .filter(({ method = POLICY }) => method === POLICY);
}

/** What goes into the policy; undefined where that cannot be told. What is wrong with objects is said of all of them together. */
function policyProps(bucket: string, settings: Loose, stack: Loose, otherStatements?: string) {
  const identity: Loose = { ...asMap(stack.zencoder), ...asMap(settings.zencoder) };
  const keys = objectsInPolicy(settings).flatMap(({ key }) =>
    typeof key === 'string' && keyFault(key) === undefined ? [key] : [],
  );
  return Array.isArray(settings.grants) || keys.length > 0
    ? {
        bucket,
        grants: asList(settings.grants).map(asMap) as ZencoderGrant[],
        objects: keys.map((key) => ({ key })),
        requireTls: settings.requireTls === true,
        otherStatements,
        accountId: asText(identity.accountId),
        canonicalUserId: asText(identity.canonicalUserId),
      }
    : undefined;
}

const OF_THE_POLICY = ['requireTls', 'otherStatements', 'adoptExistingPolicy'];

function withoutPolicyFindings(bucket: Loose): FileFinding[] {
  return hasPolicy(bucket)
    ? []
    : OF_THE_POLICY.filter((name) => bucket[name] !== undefined).map((name) => ({
        path: [name],
        atName: true,
        message: 'is about the bucket policy, and this bucket gets none: no grants, and no object of method policy',
      }));
}

function objectListFindings(objects: readonly ZencoderObject[], bucket: Loose, stack: Loose): FileFinding[] {
  const aclsAreOff = bucket.objectOwnership === ZencoderObjectOwnership.BUCKET_OWNER_ENFORCED;
  return within(
    ['objects'],
    [
      ...(objects.length === 0 ? [{ path: [], message: 'an empty list names nothing; leave objects out' }] : []),
      ...objectsFindings(objects),
      ...objects.flatMap(({ method }, index): FileFinding[] => {
        const byAcl = method === ZencoderObjectMethod.ACL || method === ZencoderObjectMethod.ACL_COPY;
        return [
          ...(byAcl && aclsAreOff
            ? [
                {
                  path: [index, 'method'],
                  message: `${method} needs a bucket that takes ACLs, and objectOwnership BucketOwnerEnforced turns them off; take BucketOwnerPreferred, or method policy`,
                },
              ]
            : []),
          ...(method === ZencoderObjectMethod.ACL && stack.objectGrants !== true
            ? [
                {
                  path: [index, 'method'],
                  message:
                    'acl needs "objectGrants: true" on the stack: it stays there when the last object has gone, so that an apply can revoke its grant',
                },
              ]
            : []),
        ];
      }),
    ],
  );
}

function ownershipFault(ownership: string): string | undefined {
  const known: string[] = Object.values(ZencoderObjectOwnership);
  return known.includes(ownership)
    ? undefined
    : `unknown ownership ${quoted(ownership)}, known are ${known.join(', ')}${didYouMean(ownership, known)}`;
}

function userFindings(name: string, user: Loose, stacks: Loose, now: Date): FileFinding[] {
  const grants = asList(user.grants).map(asMap);
  const props = { ...user, userName: name, grants } as unknown as ZencoderIamUserProps;
  const findings: FileFinding[] = iamUserFindings(props, now).map((finding) =>
    finding.path[0] === 'userName' ? { ...finding, path: [], atName: true } : finding,
  );
  const withKeys = userGrants(stacks as ZencoderConfig['stacks'], props);
  const sound = withKeys.every(({ kmsKeyArn: key }) => key === undefined || kmsKeyArnFault(String(key)) === undefined);
  if (!sound || findings.some((finding) => !finding.warning)) {
    return findings;
  }
  return [...findings, ...userSizeFindings({ grants: withKeys, requireTls: user.requireTls === true })];
}

function stackNameFindings(names: readonly string[]): FileFinding[] {
  return names.flatMap((name, index): FileFinding[] => {
    const twin = names.slice(0, index).find((other) => other.toLowerCase() === name.toLowerCase());
    const message = !new RegExp(STACK_NAME_FORM).test(name)
      ? `${quoted(name)} is not a name for a stack: it takes letters, digits, "-" and "_", at most 100`
      : twin && `differs from ${twin} in upper and lower case only; their folders would be one on many file systems`;
    return message ? [{ path: ['stacks', name], atName: true, message }] : [];
  });
}

function regionFindings(holder: Loose): FileFinding[] {
  return faultFindings('region', asText(holder.region), regionFault);
}

function identityFindings(holder: Loose): FileFinding[] {
  const zencoder = asMap(holder.zencoder);
  return within(
    ['zencoder'],
    [
      ...faultFindings('accountId', asText(zencoder.accountId), accountIdFault),
      ...faultFindings('canonicalUserId', asText(zencoder.canonicalUserId), canonicalUserIdFault),
    ],
  );
}

function backendFindings({ backend }: Loose): FileFinding[] {
  const kinds = Object.keys(asMap(backend));
  return backend !== undefined && asMap(backend) === backend && kinds.length !== 1
    ? [{ path: ['backend'], message: `holds ${kinds.length} backends, a stack has one` }]
    : [];
}

/** No text in a file can be a reference of CDKTF's, so none may look like one. */
function textFindings(value: unknown, path: Path): FileFinding[] {
  if (typeof value === 'string') {
    const message = tokenFault(value);
    return message === undefined ? [] : [{ path, message }];
  }
  if (Array.isArray(value)) {
    return value.flatMap((member, index) => textFindings(member, [...path, index]));
  }
  return Object.entries(asMap(value)).flatMap(([name, member]) => {
    // Elsewhere it is an unknown name.
    const merging = name === '<<' && path[2] === 'backend';
    const message = merging ? 'merging is not done here; write the values out' : tokenFault(name);
    const ofName = message === undefined ? [] : [{ path: [...path, name], atName: true, message }];
    return [...ofName, ...textFindings(member, [...path, name])];
  });
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function asMap(value: unknown): Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {};
}
