import { type Attribute, attributeFindings, earlierPlaces, firstBroken, memberOf } from '../messages/attributes';
import { type Diagnostic, findingsOfEach, within } from '../messages/diagnostic';
import { quoted } from '../messages/wording';
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

const { ACL, ACL_COPY } = ZencoderObjectMethod;

interface ObjectAttribute extends Attribute {
  /** The methods that it means something to; all where there are none. */
  readonly methods?: readonly ZencoderObjectMethod[];
}

const ANY_TEXT: Attribute = { fault: () => undefined, mayBeToken: true };

/** What is checked of each attribute of an object. */
export const OBJECT_ATTRIBUTES: Readonly<Record<keyof ZencoderObject, ObjectAttribute>> = {
  key: { fault: keyFault, doubt: keyDoubt },
  method: { fault: memberOf('method', 'the methods are', Object.values(ZencoderObjectMethod)) },
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

/** What is wrong or doubtful in the objects of one bucket, each and between them. */
export function objectsFindings(objects: readonly ZencoderObject[]): Diagnostic[] {
  const each = findingsOfEach(objects, (object, index) => within([index], objectFindings(object)));
  const isEachOne = objects.every((object) => typeof object === 'object' && object !== null);
  return isEachOne ? [...each, ...twiceFindings(objects), ...copyFindings(objects)] : each;
}

export function objectFindings(object: ZencoderObject): Diagnostic[] {
  if (typeof object !== 'object' || object === null) {
    return [{ path: [], message: `${quoted(object)} is not an object of a bucket; give its key` }];
  }
  const method = methodOf(object);
  const misplaced = Object.entries(OBJECT_ATTRIBUTES).flatMap(([name, { methods }]) => {
    const isUseless = object[name as keyof ZencoderObject] !== undefined && methods?.includes(method) === false;
    return isUseless ? [{ path: [name], message: misplacement(method, methods) }] : [];
  });
  return [
    ...(object.key === undefined ? [{ path: ['key'], message: 'is missing; name the object' }] : []),
    ...attributeFindings(object, 'an object', OBJECT_ATTRIBUTES),
    ...(Object.values(ZencoderObjectMethod).includes(method) ? misplaced : []),
  ];
}

function misplacement(method: ZencoderObjectMethod, methods: readonly ZencoderObjectMethod[]): string {
  return `means nothing to the method ${method}; it belongs to ${methods.join(' and ')}`;
}

const unknownPermission = memberOf('permission', 'an object takes', Object.values(ZencoderPermission));

function permissionFault(permission: string, now: Date): string | undefined {
  return permission === 'WRITE'
    ? '"WRITE" is a permission for buckets only; an object takes READ, READ_ACP, WRITE_ACP, FULL_CONTROL'
    : unknownPermission(permission, now);
}

/** An object has one ACL, whatever its version is called. */
function twiceFindings(objects: readonly ZencoderObject[]): Diagnostic[] {
  const keys = objects.map((object) => (methodOf(object) === ACL ? object.key : undefined));
  return findingsOfEach(earlierPlaces(keys), (earlier, index) => {
    const message = `${quoted(keys[index])} has the method acl already in entry ${earlier}; put the permissions into one entry`;
    return earlier === undefined ? [] : [{ path: [index, 'key'], message }];
  });
}

/** A copy must not be written over an original, nor two copies to one place. */
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
      `${quoted(copy)} is the object itself: Terraform would take charge of it and delete it with the grant; choose another place, such as ${quoted(`zencoder/${copy}`)}`,
    ],
    [isOriginal, `${quoted(copy)} is itself named as an original here and would be overwritten; choose another place`],
    [
      earlier !== undefined,
      `${quoted(copy)} is the place of the copy of entry ${earlier} already; choose another place`,
    ],
    [
      copy.startsWith('/') || copy.includes('//'),
      `the copy would lie at ${quoted(copy)}: the AWS provider drops a leading "/" and makes "/" of "//" without a word; choose a place without them by copyTo`,
    ],
    [fault, `the copy would lie at ${fault}; choose a shorter place by copyTo`],
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
