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

/** What AWS says of an action of S3. */
export interface ActionFacts {
  readonly resourceType: ZencoderResourceType;
  readonly accessLevel: ZencoderAccessLevel;
}

/**
 * The actions of S3 that are known by name: those that can be granted to Zencoder.
 * Source: S3's page of the Service Authorization Reference.
 */
export const S3_ACTIONS = {
  's3:GetObject': { resourceType: OBJECT, accessLevel: READ },
  's3:GetObjectAcl': { resourceType: OBJECT, accessLevel: READ },
  's3:PutObject': { resourceType: OBJECT, accessLevel: WRITE },
  's3:PutObjectAcl': { resourceType: OBJECT, accessLevel: PERMISSIONS_MANAGEMENT },
  's3:ListMultipartUploadParts': { resourceType: OBJECT, accessLevel: LIST },
  's3:GetBucketLocation': { resourceType: BUCKET, accessLevel: READ },
  's3:ListBucketMultipartUploads': { resourceType: BUCKET, accessLevel: LIST },
  's3:AbortMultipartUpload': { resourceType: OBJECT, accessLevel: WRITE },
  's3:ListBucket': { resourceType: BUCKET, accessLevel: LIST },
} satisfies Readonly<Record<string, ActionFacts>>;

/** An action by its name, such as `s3:GetObject`. */
export type S3Action = keyof typeof S3_ACTIONS;

export const KNOWN_ACTIONS = Object.keys(S3_ACTIONS) as S3Action[];

const BY_NAME = new Map(KNOWN_ACTIONS.map((action) => [action.toLowerCase(), action]));

/** The known action that has this name, in whatever case it is written. */
export function knownAction(name: string): S3Action | undefined {
  return BY_NAME.get(name.toLowerCase());
}
