import { KmsAction } from '../grants/kms-key';
import { ZencoderPermission } from '../grants/object-access';
import { ZencoderAction } from '../zencoder/zencoder';

/** What can be granted: on a bucket and its objects, and to users on the KMS key of a bucket too. */
export type GrantedAction = ZencoderAction | KmsAction;

interface Words {
  readonly verb: string;
  readonly preposition: string;
}

const words = (verb: string, preposition: string): Words => ({ verb, preposition });

/** In the order in which they are told. */
const WORDS: Readonly<Record<GrantedAction, Words>> = {
  [ZencoderAction.GET_OBJECT]: words('read', 'from'),
  [ZencoderAction.PUT_OBJECT]: words('write', 'to'),
  [ZencoderAction.GET_OBJECT_ACL]: words('read ACLs', 'in'),
  [ZencoderAction.PUT_OBJECT_ACL]: words('set ACLs', 'in'),
  [ZencoderAction.LIST_MULTIPART_UPLOAD_PARTS]: words('list parts of uploads', 'in'),
  [ZencoderAction.ABORT_MULTIPART_UPLOAD]: words('abort uploads', 'in'),
  [ZencoderAction.LIST_BUCKET]: words('list all keys', 'of'),
  [ZencoderAction.GET_BUCKET_LOCATION]: words('ask for the region', 'of'),
  [ZencoderAction.LIST_BUCKET_MULTIPART_UPLOADS]: words('list uploads', 'in'),
  [KmsAction.DECRYPT]: words('decrypt', 'with'),
  [KmsAction.GENERATE_DATA_KEY]: words('encrypt', 'with'),
};

const ORDER = Object.keys(WORDS) as GrantedAction[];

/** Each once, in the order in which they are told. */
export function inTellingOrder<Action extends GrantedAction>(actions: Iterable<Action>): Action[] {
  return [...new Set(actions)].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
}

/** `read, write`, of actions in order. */
export function verbs(actions: readonly GrantedAction[]): string {
  return actions.map((action) => WORDS[action].verb).join(', ');
}

/** `read from, write to and set ACLs in`, to be followed by what it is done to. */
export function verbsWithPrepositions(actions: readonly GrantedAction[]): string {
  const parts = actions.map((action, index) => {
    const { verb, preposition } = WORDS[action];
    const next = actions[index + 1];
    return next !== undefined && WORDS[next].preposition === preposition ? verb : `${verb} ${preposition}`;
  });
  return enumeration(parts);
}

/** As it stands in a policy, without the service that is S3 anyway. */
export function actionName(action: GrantedAction): string {
  return action.replace(/^s3:/, '');
}

/** `a, b and c`. */
export function enumeration(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

const { READ, READ_ACP, WRITE_ACP, FULL_CONTROL } = ZencoderPermission;
const { GET_OBJECT, GET_OBJECT_ACL, PUT_OBJECT_ACL } = ZencoderAction;

/** What a permission in the ACL of an object lets its grantee do. Source: S3's "Mapping of ACL permissions and access policy permissions". */
export const ACTIONS_OF_PERMISSION: Readonly<Record<ZencoderPermission, readonly ZencoderAction[]>> = {
  [READ]: [GET_OBJECT],
  [READ_ACP]: [GET_OBJECT_ACL],
  [WRITE_ACP]: [PUT_OBJECT_ACL],
  [FULL_CONTROL]: [GET_OBJECT, GET_OBJECT_ACL, PUT_OBJECT_ACL],
};

/** The permissions that come to these actions. */
export function permissionsFor(actions: readonly GrantedAction[]): ZencoderPermission[] {
  const permitted = ([READ, READ_ACP, WRITE_ACP] as const).filter((permission) =>
    ACTIONS_OF_PERMISSION[permission].every((action) => actions.includes(action)),
  );
  return permitted.length === 3 ? [FULL_CONTROL] : permitted;
}
