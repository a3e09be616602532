import { quoted } from '../messages/wording';
import { S3_ACTIONS, type ZencoderAccessLevel, ZencoderAction, type ZencoderResourceType } from '../s3/actions';
import { PARTITION } from '../s3/escaped-arn';

export { ZencoderAction };

/** Sets of actions for common tasks. */
export enum ZencoderRole {
  /** Read source files: GetObject and the two bucket actions. */
  INPUT = 'input',
  /** Write renditions: GetObject, PutObject, PutObjectAcl, ListMultipartUploadParts and the two bucket actions. */
  OUTPUT = 'output',
  /** Write renditions without reading anything: PutObject, PutObjectAcl, ListMultipartUploadParts and the two bucket actions. */
  WRITE_ONLY = 'write-only',
  /** The seven actions of the policy that Zencoder recommends. */
  INPUT_AND_OUTPUT = 'input-and-output',
  /** Brightcove Video Cloud's Dynamic Ingest, which uses the same account: GetObject, GetObjectAcl and GetBucketLocation. */
  VIDEO_CLOUD_INGEST = 'video-cloud-ingest',
}

const { GET_OBJECT, GET_OBJECT_ACL, PUT_OBJECT, PUT_OBJECT_ACL, LIST_MULTIPART_UPLOAD_PARTS } = ZencoderAction;
const { GET_BUCKET_LOCATION, LIST_BUCKET_MULTIPART_UPLOADS } = ZencoderAction;

const WRITING = [PUT_OBJECT, PUT_OBJECT_ACL, LIST_MULTIPART_UPLOAD_PARTS];
const ON_THE_BUCKET = [GET_BUCKET_LOCATION, LIST_BUCKET_MULTIPART_UPLOADS];

const ROLES: Readonly<Record<ZencoderRole, readonly ZencoderAction[]>> = {
  [ZencoderRole.INPUT]: [GET_OBJECT, ...ON_THE_BUCKET],
  [ZencoderRole.OUTPUT]: [GET_OBJECT, ...WRITING, ...ON_THE_BUCKET],
  [ZencoderRole.WRITE_ONLY]: [...WRITING, ...ON_THE_BUCKET],
  [ZencoderRole.INPUT_AND_OUTPUT]: [GET_OBJECT, GET_OBJECT_ACL, ...WRITING, ...ON_THE_BUCKET],
  [ZencoderRole.VIDEO_CLOUD_INGEST]: [GET_OBJECT, GET_OBJECT_ACL, GET_BUCKET_LOCATION],
};

const ACTIONS = Object.values(ZencoderAction);
const ROLE_NAMES = Object.values(ZencoderRole);

/** Throws an error for an unknown value. A JavaScript caller can pass any type. */
function known<T extends string>(kind: string, value: T, all: readonly T[]): T {
  if (!all.includes(value)) {
    throw new Error(`unknown ${kind} ${quoted(value)}, the ${kind}s are ${all.join(', ')}`);
  }
  return value;
}

/** The canned ACL that Zencoder sends with each upload, unless the job names another. Source: Zencoder's API documentation. */
export const DEFAULT_ACL = 'bucket-owner-full-control';

/**
 * Facts about Zencoder on AWS: its account, and its actions and roles.
 *
 * Source: Zencoder's page "Using Zencoder with S3"; resource types and access levels: AWS's Service Authorization Reference.
 */
export class Zencoder {
  /** The AWS account that Zencoder's production service uses to read and write: 12 digits. */
  public static readonly ACCOUNT_ID = '395540211253';

  /** The canonical user ID of that account, for ACL grants: 64 hexadecimal digits. */
  public static readonly CANONICAL_USER_ID = '6c8583d84664a381db0c6af0e79b285ede571885fbe768e7ea50e5d3760597dd';

  /** The partition of the account. A policy cannot name principals of another partition. */
  public static readonly PARTITION = PARTITION;

  /** All actions that can be granted. */
  public static actions(): ZencoderAction[] {
    return [...ACTIONS];
  }

  /** The actions of a role. */
  public static roleActions(role: ZencoderRole): ZencoderAction[] {
    return [...ROLES[known('role', role, ROLE_NAMES)]];
  }

  /** The type of resource that the `Resource` of a statement with this action must name. */
  public static resourceType(action: ZencoderAction): ZencoderResourceType {
    return S3_ACTIONS[known('action', action, ACTIONS)].resourceType;
  }

  /** The access level of the action in AWS's documentation. */
  public static accessLevel(action: ZencoderAction): ZencoderAccessLevel {
    return S3_ACTIONS[known('action', action, ACTIONS)].accessLevel;
  }

  private constructor() {}
}
