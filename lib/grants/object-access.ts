import { type Diagnostic, faultFindings, within } from '../messages/diagnostic';
import { didYouMean, quoted } from '../messages/wording';
import { keyDoubt, keyFault } from './grant';

/** How Zencoder gets at a single object. */
export enum ZencoderObjectMethod {
  /** A statement in the bucket policy with `s3:GetObject` for exactly that key. Works with ACLs disabled, for any size. */
  POLICY = 'policy',
  /** A grant to Zencoder's canonical user ID in the ACL of the object where it lies. Needs a bucket that takes ACLs. */
  ACL = 'acl',
  /** A copy of the object that carries the grant. Needs a bucket that takes ACLs, and an object of up to 5 GB. */
  ACL_COPY = 'acl-copy',
}

/** What an ACL can allow on an object. S3 has WRITE for buckets only. */
export enum ZencoderPermission {
  /** Read the object. */
  READ = 'READ',
  /** Read the ACL of the object. */
  READ_ACP = 'READ_ACP',
  /** Write the ACL of the object, and so give access to others. */
  WRITE_ACP = 'WRITE_ACP',
  /** All of these. */
  FULL_CONTROL = 'FULL_CONTROL',
}

/** An object that Zencoder gets access to, whatever the grants on its bucket say. */
export interface ZencoderObject {
  /** Exactly this key: `*`, `?` and `$` are the characters. */
  readonly key: string;

  /**
   * How the access is given; see the methods for what each needs and loses.
   * @default ZencoderObjectMethod.POLICY
   */
  readonly method?: ZencoderObjectMethod;

  /**
   * For the methods `acl` and `acl-copy`.
   * @default [ZencoderPermission.READ]
   */
  readonly permissions?: ZencoderPermission[];

  /**
   * For the method `acl`: the version whose ACL is set.
   * @default - the one that is current when the grant is set
   */
  readonly versionId?: string;

  /**
   * For the method `acl-copy`: the key of the copy. What lies there is overwritten, and deleted with the grant.
   * @default - `zencoder/` and the key
   */
  readonly copyTo?: string;

  /**
   * For the method `acl-copy`: the storage class of the copy.
   * @default STANDARD
   */
  readonly storageClass?: string;

  /**
   * For the method `acl-copy`: the content type of the copy. S3 then copies no other metadata either.
   * @default - all metadata of the original
   */
  readonly contentType?: string;
}

export function methodOf(object: ZencoderObject): ZencoderObjectMethod {
  return object.method ?? ZencoderObjectMethod.POLICY;
}

export function permissionsOf(object: Pick<ZencoderObject, 'permissions'>): readonly ZencoderPermission[] {
  return object.permissions ?? [ZencoderPermission.READ];
}

export function copyKeyOf(object: ZencoderObject): string {
  return object.copyTo ?? `zencoder/${object.key}`;
}

export const OBJECT_PROPERTIES = [
  'key',
  'method',
  'permissions',
  'versionId',
  'copyTo',
  'storageClass',
  'contentType',
] as const;
type Property = (typeof OBJECT_PROPERTIES)[number];

/** The methods that a property means something to. */
export const METHODS_OF: Partial<Readonly<Record<Property, readonly ZencoderObjectMethod[]>>> = {
  permissions: [ZencoderObjectMethod.ACL, ZencoderObjectMethod.ACL_COPY],
  versionId: [ZencoderObjectMethod.ACL],
  copyTo: [ZencoderObjectMethod.ACL_COPY],
  storageClass: [ZencoderObjectMethod.ACL_COPY],
  contentType: [ZencoderObjectMethod.ACL_COPY],
};

/** What is wrong or doubtful in the objects of one bucket, each and between them. */
export function objectsFindings(objects: readonly ZencoderObject[]): Diagnostic[] {
  const none = objects.flatMap((object, index) =>
    typeof object === 'object' && object !== null
      ? []
      : [{ path: [index], message: `${quoted(object)} is not an object of a bucket; give its key` }],
  );
  if (none.length > 0) {
    return none;
  }
  return [
    ...objects.flatMap((object, index) => within([index], objectFindings(object))),
    ...twiceFindings(objects),
    ...copyFindings(objects),
  ];
}

export function objectFindings(object: ZencoderObject): Diagnostic[] {
  const method = methodOf(object);
  const known = Object.values(ZencoderObjectMethod);
  const unknownMethod = !known.includes(method);
  return [
    ...Object.keys(object)
      .filter((name) => !(OBJECT_PROPERTIES as readonly string[]).includes(name))
      .map((name) => ({
        path: [name],
        message: `unknown property, an object takes ${OBJECT_PROPERTIES.join(', ')}${didYouMean(name, OBJECT_PROPERTIES)}`,
      })),
    ...(object.key === undefined ? [{ path: ['key'], message: 'is missing; name the object' }] : []),
    ...faultFindings('key', object.key, keyFault),
    ...faultFindings('key', soundKey(object), keyDoubt).map(asWarning),
    ...(unknownMethod
      ? [
          {
            path: ['method'],
            message: `unknown method ${quoted(method)}, the methods are ${known.join(', ')}${didYouMean(String(method), known)}`,
          },
        ]
      : misplacedFindings(object, method)),
    ...permissionFindings(object.permissions),
    ...faultFindings('versionId', object.versionId, (id) =>
      id === '' ? 'is empty; leave it out for the current version' : undefined,
    ),
    ...faultFindings('copyTo', object.copyTo, keyFault),
  ];
}

function soundKey({ key }: ZencoderObject): string | undefined {
  return typeof key === 'string' && keyFault(key) === undefined ? key : undefined;
}

function asWarning(finding: Diagnostic): Diagnostic {
  return { ...finding, warning: true };
}

function misplacedFindings(object: ZencoderObject, method: ZencoderObjectMethod): Diagnostic[] {
  return OBJECT_PROPERTIES.filter(
    (name) => object[name] !== undefined && METHODS_OF[name]?.includes(method) === false,
  ).map((name) => ({
    path: [name],
    message: `means nothing to the method ${method}; it belongs to ${METHODS_OF[name]!.join(' and ')}`,
  }));
}

export function permissionFindings(permissions: readonly string[] | undefined): Diagnostic[] {
  if (permissions === undefined) {
    return [];
  }
  if (!Array.isArray(permissions)) {
    return [{ path: ['permissions'], message: `${quoted(permissions)} is not a list; write [${quoted(permissions)}]` }];
  }
  const known: string[] = Object.values(ZencoderPermission);
  return permissions.length === 0
    ? [{ path: ['permissions'], message: 'an empty list permits nothing; leave permissions out for READ' }]
    : permissions.flatMap((permission, index) =>
        known.includes(permission)
          ? []
          : [{ path: ['permissions', index], message: permissionFault(permission, known) }],
      );
}

function permissionFault(permission: string, known: readonly string[]): string {
  return permission === 'WRITE'
    ? '"WRITE" is a permission for buckets only; an object takes READ, READ_ACP, WRITE_ACP, FULL_CONTROL'
    : `unknown permission ${quoted(permission)}, an object takes ${known.join(', ')}${didYouMean(String(permission), known)}`;
}

/** An object has one ACL, whatever its version is called. */
function twiceFindings(objects: readonly ZencoderObject[]): Diagnostic[] {
  const first = new Map<string, number>();
  return objects.flatMap((object, index): Diagnostic[] => {
    if (methodOf(object) !== ZencoderObjectMethod.ACL) {
      return [];
    }
    const standing = first.get(object.key);
    first.set(object.key, standing ?? index);
    return standing === undefined
      ? []
      : [
          {
            path: [index, 'key'],
            message: `${quoted(object.key)} has the method acl already in entry ${standing}; put the permissions into one entry`,
          },
        ];
  });
}

/** A copy must not be written over an original, nor two copies to one place. */
function copyFindings(objects: readonly ZencoderObject[]): Diagnostic[] {
  const originals = new Set(objects.map((object) => object.key));
  const taken = new Map<string, number>();
  return objects.flatMap((object, index): Diagnostic[] => {
    const copy = copyKeyOf(object);
    const texts = typeof object.key === 'string' && typeof copy === 'string';
    if (methodOf(object) !== ZencoderObjectMethod.ACL_COPY || !texts) {
      return [];
    }
    const standing = taken.get(copy);
    taken.set(copy, standing ?? index);
    const message = copyFault(object, copy, originals.has(copy), standing);
    return message === undefined ? [] : [{ path: [index, object.copyTo === undefined ? 'key' : 'copyTo'], message }];
  });
}

function copyFault(object: ZencoderObject, copy: string, isOriginal: boolean, standing?: number): string | undefined {
  if (copy === object.key) {
    return `${quoted(copy)} is the object itself: Terraform would take charge of it and delete it with the grant; choose another place, such as ${quoted(`zencoder/${copy}`)}`;
  }
  if (isOriginal) {
    return `${quoted(copy)} is itself named as an original here and would be overwritten; choose another place`;
  }
  if (standing !== undefined) {
    return `${quoted(copy)} is the place of the copy of entry ${standing} already; choose another place`;
  }
  if (copy.startsWith('/') || copy.includes('//')) {
    return `the copy would lie at ${quoted(copy)}: the AWS provider drops a leading "/" and makes "/" of "//" without a word; choose a place without them by copyTo`;
  }
  const fault = keyFault(copy);
  return object.copyTo === undefined && fault
    ? `the copy would lie at ${fault}; choose a shorter place by copyTo`
    : undefined;
}

/** In the syntax that JavaScript and JSON Schema share. */
export const ENDPOINT_URL_FORM = '^https?://[^\\s/@]+/?$';

export function endpointUrlFault(url: string): string | undefined {
  return new RegExp(ENDPOINT_URL_FORM).test(url)
    ? undefined
    : `${quoted(url)} is not the URL of an S3 server, such as https://s3.example.com`;
}

export function cliProfileFault(profile: string): string | undefined {
  return profile === '' ? 'is empty; leave it out for the default of the AWS CLI' : undefined;
}
