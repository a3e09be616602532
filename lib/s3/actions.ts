/**
 * The S3 actions that can be granted to Zencoder.
 *
 * The first seven are those of Zencoder's page "Using Zencoder with S3". The last two are in no role and are granted only when asked for by name.
 */
export enum ZencoderAction {
  /** Download files. */
  GET_OBJECT = 's3:GetObject',
  /** Read the ACL of files. */
  GET_OBJECT_ACL = 's3:GetObjectAcl',
  /** Upload files. */
  PUT_OBJECT = 's3:PutObject',
  /** Set the ACL of files. Every upload needs it: Zencoder sends the canned ACL `bucket-owner-full-control` along. */
  PUT_OBJECT_ACL = 's3:PutObjectAcl',
  /** List the parts of an upload that is under way. */
  LIST_MULTIPART_UPLOAD_PARTS = 's3:ListMultipartUploadParts',
  /** Ask for the region of the bucket. */
  GET_BUCKET_LOCATION = 's3:GetBucketLocation',
  /** List the uploads that are under way in the bucket. */
  LIST_BUCKET_MULTIPART_UPLOADS = 's3:ListBucketMultipartUploads',
  /** Abort an upload that is under way, which frees the parts it left. */
  ABORT_MULTIPART_UPLOAD = 's3:AbortMultipartUpload',
  /**
   * Makes S3 say 404 Not Found instead of 403 Access Denied for a file that is not there.
   * It also lets Zencoder list the names of all files of the bucket: prefixes and keys of a grant do not limit it.
   */
  LIST_BUCKET = 's3:ListBucket',
}

/** What a statement's `Resource` must name for an action: S3 refuses an object action on a bucket ARN, and the reverse. */
export enum ZencoderResourceType {
  /** `arn:aws:s3:::BUCKET`: prefixes and keys cannot limit such an action. */
  BUCKET = 'bucket',
  /** `arn:aws:s3:::BUCKET/KEY`. */
  OBJECT = 'object',
}

/** AWS's own classes of actions, as the Service Authorization Reference names them. */
export enum ZencoderAccessLevel {
  /** Tells what there is, such as names. */
  LIST = 'List',
  /** Reads content or attributes. */
  READ = 'Read',
  /** Makes, changes or deletes. */
  WRITE = 'Write',
  /** Changes who may do what, such as ACLs. */
  PERMISSIONS_MANAGEMENT = 'Permissions management',
}

const { OBJECT, BUCKET } = ZencoderResourceType;
const { LIST, READ, WRITE, PERMISSIONS_MANAGEMENT } = ZencoderAccessLevel;

/** What is known of an action of S3. */
interface ActionFacts {
  /** AWS's word for what it is done to. */
  readonly resourceType: ZencoderResourceType;
  readonly accessLevel: ZencoderAccessLevel;
  /** What it is called in a sentence, and how what it is done to follows. */
  readonly words: readonly [verb: string, preposition: string];
}

/**
 * The actions of S3 that are known by name: those that can be granted to Zencoder, in the order in which they are told.
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

/** The known action that has this name, in whatever case it is written. */
export function knownAction(name: string): S3Action | undefined {
  return BY_NAME.get(name.toLowerCase());
}
