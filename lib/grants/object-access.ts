import { type Attribute, attributeFindings, earlierPlaces, firstBroken, memberOf } from '../messages/attributes';
import { type Diagnostic, findingsOfEach, within } from '../messages/diagnostic';
import { quoted } from '../messages/wording';
import { keyFault, keyWarning } from './grant';

/** How Zencoder gets access to a single object. */
export enum ZencoderObjectMethod {
  /** A statement in the bucket policy with `s3:GetObject` for exactly that key. Works if ACLs are disabled, and for any size. */
  POLICY = 'policy',
  /** A grant to Zencoder's canonical user ID in the ACL of the object. Needs a bucket with ACLs enabled. */
  ACL = 'acl',
  /** A copy of the object with the grant in its ACL. Needs a bucket with ACLs enabled, and an object of up to 5 GB. */
  ACL_COPY = 'acl-copy',
}

/** The permissions in the ACL of an object. WRITE exists for buckets only. */
export enum ZencoderPermission {
  /** Read the object. */
  READ = 'READ',
  /** Read the ACL of the object. */
  READ_ACP = 'READ_ACP',
  /** Write the ACL of the object, and so give access to other accounts. */
  WRITE_ACP = 'WRITE_ACP',
  /** All of these. */
  FULL_CONTROL = 'FULL_CONTROL',
}

/** An object that Zencoder gets access to, in addition to the grants on its bucket. */
export interface ZencoderObject {
  /** The exact key: `*`, `?` and `$` are literal characters. */
  readonly key: string;

  /**
   * How Zencoder gets access. Each method lists its requirements.
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
   * @default - the version that is current when the ACL is set
   */
  readonly versionId?: string;

  /**
   * For the method `acl-copy`: the key of the copy. An object with this key is overwritten, and deleted with the grant.
   * @default - `zencoder/` followed by the key
   */
  readonly copyTo?: string;

  /**
   * For the method `acl-copy`: the storage class of the copy.
   * @default STANDARD
   */
  readonly storageClass?: string;

  /**
   * For the method `acl-copy`: the content type of the copy. If it is set, S3 does not copy any other metadata.
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

const { ACL, ACL_COPY } = ZencoderObjectMethod;

interface ObjectAttribute extends Attribute {
  /** The methods that use the attribute; undefined for all methods. */
  readonly methods?: readonly ZencoderObjectMethod[];
}

const ANY_TEXT: Attribute = { fault: () => undefined, mayBeToken: true };

/** Where each method writes the grant, for messages. */
const PLACES: Readonly<Record<string, string>> = {
  [ZencoderObjectMethod.POLICY]: 'in the bucket policy',
  [ZencoderObjectMethod.ACL]: 'in the ACL of the object',
  [ZencoderObjectMethod.ACL_COPY]: 'in the ACL of a copy',
};

/** The checks of each attribute of an object. */
export const OBJECT_ATTRIBUTES: Readonly<Record<keyof ZencoderObject, ObjectAttribute>> = {
  key: { fault: keyFault, warning: keyWarning },
  method: { fault: memberOf('method', 'the methods are', Object.values(ZencoderObjectMethod), PLACES) },
  permissions: {
    fault: permissionFault,
    emptyList: 'an empty list permits nothing; leave permissions out for READ',
    methods: [ACL, ACL_COPY],
  },
  versionId: {
    fault: (id) => (id === '' ? 'is empty; leave it out for the current version' : undefined),
    mayBeToken: true,
    methods: [ACL],
  },
  copyTo: { fault: keyFault, methods: [ACL_COPY] },
  storageClass: { ...ANY_TEXT, methods: [ACL_COPY] },
  contentType: { ...ANY_TEXT, methods: [ACL_COPY] },
};

/** The findings for the objects of one bucket, each alone and all together. */
export function objectsFindings(objects: readonly ZencoderObject[]): Diagnostic[] {
  if (objects.length === 0) {
    return [];
  }
  const each = findingsOfEach(objects, (object, index) => within([index], objectFindings(object)));
  const areObjects = objects.every((object) => typeof object === 'object' && object !== null);
  return areObjects ? [...each, ...duplicateFindings(objects), ...copyFindings(objects)] : each;
}

export function objectFindings(object: ZencoderObject): Diagnostic[] {
  if (typeof object !== 'object' || object === null) {
    return [{ path: [], message: `${quoted(object)} is not an object of a bucket; give its key` }];
  }
  const method = methodOf(object);
  const misplaced = Object.entries(OBJECT_ATTRIBUTES).flatMap(([name, { methods }]) => {
    const hasNoEffect = object[name as keyof ZencoderObject] !== undefined && methods?.includes(method) === false;
    return hasNoEffect ? [{ path: [name], message: misplacement(method, methods) }] : [];
  });
  return [
    ...(object.key === undefined ? [{ path: ['key'], message: 'is missing; name the object' }] : []),
    ...attributeFindings(object, 'an object', OBJECT_ATTRIBUTES),
    ...(Object.values(ZencoderObjectMethod).includes(method) ? misplaced : []),
  ];
}

function misplacement(method: ZencoderObjectMethod, methods: readonly ZencoderObjectMethod[]): string {
  return `has no effect with method ${method}; it is for ${methods.join(' and ')}`;
}

const unknownPermission = memberOf('permission', 'an object takes', Object.values(ZencoderPermission));

function permissionFault(permission: string, now: Date): string | undefined {
  return permission === 'WRITE'
    ? '"WRITE" is a permission for buckets only; an object takes READ, READ_ACP, WRITE_ACP, FULL_CONTROL'
    : unknownPermission(permission, now);
}

/** Finds objects with several entries of the method `acl`: an object has one ACL, whatever the version ID. */
function duplicateFindings(objects: readonly ZencoderObject[]): Diagnostic[] {
  const keys = objects.map((object) => (methodOf(object) === ACL ? object.key : undefined));
  return findingsOfEach(earlierPlaces(keys), (earlier, index) => {
    const message = `${quoted(keys[index])} already has the method acl in entry ${earlier}; put the permissions into one entry`;
    return earlier === undefined ? [] : [{ path: [index, 'key'], message }];
  });
}

/** Finds copies that would overwrite an original or another copy. */
function copyFindings(objects: readonly ZencoderObject[]): Diagnostic[] {
  const originals = new Set(objects.map((object) => object.key));
  const copies = objects.map((object) => {
    const texts = typeof object.key === 'string' && typeof copyKeyOf(object) === 'string';
    return methodOf(object) === ACL_COPY && texts ? copyKeyOf(object) : undefined;
  });
  const earlier = earlierPlaces(copies);
  return objects.flatMap((object, index) => {
    const copy = copies[index];
    const message = copy && copyFault(object, copy, originals.has(copy), earlier[index]);
    return message ? [{ path: [index, object.copyTo === undefined ? 'key' : 'copyTo'], message }] : [];
  });
}

function copyFault(object: ZencoderObject, copy: string, isOriginal: boolean, earlier?: number): string | undefined {
  const fault = object.copyTo === undefined ? keyFault(copy) : undefined;
  return firstBroken([
    [
      copy === object.key,
      `${quoted(copy)} is the object itself: Terraform would manage it, and delete it with the grant; choose another key, such as ${quoted(`zencoder/${copy}`)}`,
    ],
    [isOriginal, `${quoted(copy)} is also one of the originals here and would be overwritten; choose another key`],
    [earlier !== undefined, `${quoted(copy)} is already the key of the copy of entry ${earlier}; choose another key`],
    [
      copy.startsWith('/') || copy.includes('//'),
      `the copy would have the key ${quoted(copy)}: the AWS provider removes a leading "/" and replaces "//" with "/" without a warning; set copyTo to a key without them`,
    ],
    [fault, `the default key of the copy is not valid: ${fault}; set copyTo to a shorter key`],
  ]);
}

/** In the syntax that JavaScript and JSON Schema share. */
export const ENDPOINT_URL_PATTERN = '^https?://[^\\s/@]+/?$';

export function endpointUrlFault(url: string): string | undefined {
  return new RegExp(ENDPOINT_URL_PATTERN).test(url)
    ? undefined
    : `${quoted(url)} is not the URL of an S3 server, such as https://s3.example.com`;
}

export function cliProfileFault(profile: string): string | undefined {
  return profile === '' ? 'is empty; leave it out for the default of the AWS CLI' : undefined;
}
