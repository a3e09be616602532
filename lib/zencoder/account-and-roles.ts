import { type ActionFacts, S3_ACTIONS, type ZencoderAccessLevel, type ZencoderResourceType } from '../s3/actions';
import { PARTITION } from '../s3/escaped-arn';

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

/** The sets of actions that recur in practice. */
export enum ZencoderRole {
  /** Read source files: GetObject and the two bucket actions. */
  INPUT = 'input',
  /** Write renditions: GetObject, PutObject, PutObjectAcl, ListMultipartUploadParts and the two bucket actions. */
  OUTPUT = 'output',
  /** The seven actions of the policy that Zencoder recommends. */
  INPUT_AND_OUTPUT = 'input-and-output',
  /** Brightcove Video Cloud's Dynamic Ingest, which uses the same account: GetObject, GetObjectAcl and GetBucketLocation. */
  VIDEO_CLOUD_INGEST = 'video-cloud-ingest',
}

const ACTIONS: Readonly<Record<ZencoderAction, ActionFacts>> = S3_ACTIONS;

const { GET_OBJECT, GET_OBJECT_ACL, PUT_OBJECT, PUT_OBJECT_ACL, LIST_MULTIPART_UPLOAD_PARTS } = ZencoderAction;
const { GET_BUCKET_LOCATION, LIST_BUCKET_MULTIPART_UPLOADS } = ZencoderAction;

const WRITING = [PUT_OBJECT, PUT_OBJECT_ACL, LIST_MULTIPART_UPLOAD_PARTS];
const ON_THE_BUCKET = [GET_BUCKET_LOCATION, LIST_BUCKET_MULTIPART_UPLOADS];

const ROLES: Readonly<Record<ZencoderRole, readonly ZencoderAction[]>> = {
  [ZencoderRole.INPUT]: [GET_OBJECT, ...ON_THE_BUCKET],
  [ZencoderRole.OUTPUT]: [GET_OBJECT, ...WRITING, ...ON_THE_BUCKET],
  [ZencoderRole.INPUT_AND_OUTPUT]: [GET_OBJECT, GET_OBJECT_ACL, ...WRITING, ...ON_THE_BUCKET],
  [ZencoderRole.VIDEO_CLOUD_INGEST]: [GET_OBJECT, GET_OBJECT_ACL, GET_BUCKET_LOCATION],
};

/** The canned ACL that Zencoder sends with each upload where a job names no other. Source: Zencoder's API documentation. */
export const DEFAULT_ACL = 'bucket-owner-full-control';

/**
 * Who Zencoder is on AWS, and what its actions and roles are.
 *
 * Source: Zencoder's page "Using Zencoder with S3"; resource types and access levels: AWS's Service Authorization Reference.
 */
export class Zencoder {
  /** The AWS account from which Zencoder's production service reads and writes: 12 digits. */
  public static readonly ACCOUNT_ID = '395540211253';

  /** The canonical user ID of that account, which ACL grants name: 64 hexadecimal digits. */
  public static readonly CANONICAL_USER_ID = '6c8583d84664a381db0c6af0e79b285ede571885fbe768e7ea50e5d3760597dd';

  /** The partition that the account lives in. Principals of one partition cannot be named in the policies of another. */
  public static readonly PARTITION = PARTITION;

  /** Every action that can be granted. */
  public static actions(): ZencoderAction[] {
    return Object.values(ZencoderAction);
  }

  /** The actions that a role stands for. */
  public static roleActions(role: ZencoderRole): ZencoderAction[] {
    return [...ROLES[role]];
  }

  /** What the `Resource` of a statement with this action must name. */
  public static resourceType(action: ZencoderAction): ZencoderResourceType {
    return ACTIONS[action].resourceType;
  }

  /** How AWS classes the action. */
  public static accessLevel(action: ZencoderAction): ZencoderAccessLevel {
    return ACTIONS[action].accessLevel;
  }

  private constructor() {}
}
