/**
 * The S3 actions that can be granted to Zencoder.
 *
 * The first seven are those of Zencoder's page "Using Zencoder with S3". No role includes the last two; grant them by name.
 */
export enum ZencoderAction {
  /** Download files. */
  GET_OBJECT = 's3:GetObject',
  /** Read the ACL of files. */
  GET_OBJECT_ACL = 's3:GetObjectAcl',
  /** Upload files. */
  PUT_OBJECT = 's3:PutObject',
  /** Set the ACL of files. Every upload needs it, because Zencoder sends the canned ACL `bucket-owner-full-control` with each upload. */
  PUT_OBJECT_ACL = 's3:PutObjectAcl',
  /** List the parts of an upload that is in progress. */
  LIST_MULTIPART_UPLOAD_PARTS = 's3:ListMultipartUploadParts',
  /** Read the region of the bucket. */
  GET_BUCKET_LOCATION = 's3:GetBucketLocation',
  /** List the uploads that are in progress in the bucket. */
  LIST_BUCKET_MULTIPART_UPLOADS = 's3:ListBucketMultipartUploads',
  /** Abort an upload that is in progress, and delete its parts. */
  ABORT_MULTIPART_UPLOAD = 's3:AbortMultipartUpload',
  /**
   * Makes S3 return 404 Not Found instead of 403 Access Denied for a file that does not exist.
   * It also allows Zencoder to list the names of all files in the bucket: prefixes and keys of a grant do not limit it.
   */
  LIST_BUCKET = 's3:ListBucket',
}

/** The type of resource that the `Resource` of a statement must name for an action. S3 refuses an object action on a bucket ARN, and the reverse. */
export enum ZencoderResourceType {
  /** `arn:aws:s3:::BUCKET`: prefixes and keys cannot limit such an action. */
  BUCKET = 'bucket',
  /** `arn:aws:s3:::BUCKET/KEY`. */
  OBJECT = 'object',
}

/** The access levels of actions in AWS's Service Authorization Reference. */
export enum ZencoderAccessLevel {
  /** Lists resources, such as the names of objects. */
  LIST = 'List',
  /** Reads content or attributes. */
  READ = 'Read',
  /** Creates, changes or deletes resources. */
  WRITE = 'Write',
  /** Changes permissions, such as ACLs. */
  PERMISSIONS_MANAGEMENT = 'Permissions management',
}

const { OBJECT, BUCKET } = ZencoderResourceType;
const { LIST, READ, WRITE, PERMISSIONS_MANAGEMENT } = ZencoderAccessLevel;

/** Facts about an S3 action. */
interface ActionFacts {
  readonly resourceType: ZencoderResourceType;
  readonly accessLevel: ZencoderAccessLevel;
  /** The verb for the action in a sentence, and the preposition before its resource. */
  readonly words: readonly [verb: string, preposition: string];
}

/**
 * The S3 actions that can be granted to Zencoder, in the order in which texts list them.
 * Source: S3's page of the Service Authorization Reference.
 */
export const S3_ACTIONS: Readonly<Record<S3Action, ActionFacts>> = {
  's3:GetObject': { resourceType: OBJECT, accessLevel: READ, words: ['read', 'from'] },
  's3:PutObject': { resourceType: OBJECT, accessLevel: WRITE, words: ['write', 'to'] },
  's3:GetObjectAcl': { resourceType: OBJECT, accessLevel: READ, words: ['read ACLs', 'in'] },
  's3:PutObjectAcl': { resourceType: OBJECT, accessLevel: PERMISSIONS_MANAGEMENT, words: ['set ACLs', 'in'] },
  's3:ListMultipartUploadParts': { resourceType: OBJECT, accessLevel: LIST, words: ['list parts of uploads', 'in'] },
  's3:AbortMultipartUpload': { resourceType: OBJECT, accessLevel: WRITE, words: ['abort uploads', 'in'] },
  's3:ListBucket': { resourceType: BUCKET, accessLevel: LIST, words: ['list all keys', 'of'] },
  's3:GetBucketLocation': { resourceType: BUCKET, accessLevel: READ, words: ['ask for the region', 'of'] },
  's3:ListBucketMultipartUploads': { resourceType: BUCKET, accessLevel: LIST, words: ['list uploads', 'in'] },
};

/** An action by its name, such as `s3:GetObject`. */
export type S3Action = `${ZencoderAction}`;

export const KNOWN_ACTIONS = Object.keys(S3_ACTIONS) as S3Action[];

const BY_NAME = new Map(KNOWN_ACTIONS.map((action) => [action.toLowerCase(), action]));

/** Finds the known action with this name. Case is ignored. */
export function knownAction(name: string): S3Action | undefined {
  return BY_NAME.get(name.toLowerCase());
}

/**
 * S3 API operations that require an action with a different name. Source: S3's "Required permissions for S3 API
 * operations".
 */
const OPERATIONS = new Map(
  Object.entries<S3Action>({
    HeadObject: 's3:GetObject',
    HeadBucket: 's3:ListBucket',
    ListObjects: 's3:ListBucket',
    ListObjectsV2: 's3:ListBucket',
    ListParts: 's3:ListMultipartUploadParts',
    ListMultipartUploads: 's3:ListBucketMultipartUploads',
    CreateMultipartUpload: 's3:PutObject',
    UploadPart: 's3:PutObject',
    CompleteMultipartUpload: 's3:PutObject',
    CopyObject: 's3:PutObject',
  }).map(([name, action]) => [`s3:${name}`.toLowerCase(), action]),
);

/** The action that an API operation requires, if that has a different name, such as `s3:HeadObject`. Case is ignored. */
export function actionOfOperation(name: string): S3Action | undefined {
  return OPERATIONS.get(name.toLowerCase());
}
