import { firstBroken, valueFindings } from '../messages/attributes';
import { type Diagnostic, findingsOfEach, Severity, within } from '../messages/diagnostic';
import { asSet, sentLength } from '../messages/text';
import { containsToken } from '../messages/token';
import { quoted } from '../messages/wording';
import { MAX_BUCKET_NAME_LENGTH } from '../s3/bucket-name';
import { Zencoder } from '../zencoder/account-and-roles';
import { MAX_KMS_KEY_ARN_LENGTH } from './kms-key';
import {
  type UserPolicyProps,
  userGrantFindings,
  userPolicyJson,
  userPolicySizeFindings,
  type ZencoderUserGrant,
} from './user-policy';

/**
 * Settings of an IAM user in your own account that Zencoder uses.
 * @internal
 */
export interface IamUserSettings {
  /** The name of the user: 1 to 64 letters, digits and `+=,.@-_`. */
  readonly userName: string;

  /**
   * What Zencoder can do, each grant in one bucket; the order does not matter. Only the bucket and its KMS key can be tokens, since
   * tokens cannot be escaped for IAM.
   */
  readonly grants: ZencoderUserGrant[];

  /**
   * The ARN of the managed policy that limits the permissions of the user, whatever the grants allow.
   * @default - none
   */
  readonly permissionsBoundary?: string;

  /**
   * Allow the user access over TLS only.
   * @default false
   */
  readonly requireTls?: boolean;

  /**
   * Create an access key. Its secret is in the Terraform state in plain text.
   * @default false
   */
  readonly accessKey?: boolean;

  /**
   * Delete the user even if it has resources that Terraform did not create, such as an access key created by hand. Without it, AWS
   * refuses to delete such a user (DeleteConflict). Apply it before you destroy the user: the provider reads it from the state.
   * @default false
   */
  readonly forceDestroy?: boolean;
}

const MAX_NAME_LENGTH = 64;
const FORBIDDEN_IN_NAME = /[^A-Za-z0-9+=,.@_-]/u;

/** All findings for the props. Terraform checks the values of tokens at plan time. */
export function iamUserFindings(props: IamUserSettings, now: Date): Diagnostic[] {
  const { userName = '', permissionsBoundary, accessKey } = props;
  return [
    ...valueFindings('userName', userName, { fault: userNameFault, mayBeToken: true }),
    ...valueFindings('permissionsBoundary', permissionsBoundary, { fault: policyArnFault, mayBeToken: true }),
    ...within(['grants'], grantsFindings(props.grants, now)),
    ...(accessKey ? [{ path: ['accessKey'], message: SECRET_IN_STATE, severity: Severity.WARNING }] : []),
  ];
}

function grantsFindings(grants: readonly ZencoderUserGrant[], now: Date): Diagnostic[] {
  if (!Array.isArray(grants) || grants.length === 0) {
    const what = Array.isArray(grants) ? 'empty' : 'not a list';
    return [{ path: [], message: `is ${what}; a user needs at least one grant` }];
  }
  return findingsOfEach(grants, (grant, index) => within([index], userGrantFindings(grant, now)));
}

const SECRET_IN_STATE =
  'writes the secret into the Terraform state in plain text: allow only those who may act as Zencoder to read the state, or leave accessKey out and create the key in IAM';

/** Source: IAM's "Name requirements". */
function userNameFault(name: string): string | undefined {
  const [forbidden] = FORBIDDEN_IN_NAME.exec(name) ?? [];
  const instead = name.replace(new RegExp(FORBIDDEN_IN_NAME, 'gu'), '-');
  const broken = firstBroken([
    [name.startsWith('arn:'), `write the name alone, ${quoted(name.split('/').pop())}`],
    [
      name === '' || name.length > MAX_NAME_LENGTH,
      `it has ${name.length} characters, IAM accepts 1 to ${MAX_NAME_LENGTH}`,
    ],
    [forbidden, `IAM accepts letters, digits and "+=,.@-_", not ${quoted(forbidden)}; write ${quoted(instead)}`],
  ]);
  return broken && `${quoted(name)} is not the name of an IAM user: ${broken}`;
}

const POLICY_ARN = new RegExp(`^arn:${Zencoder.PARTITION}:iam::(aws|[0-9]{12}):policy/([!-~]+/)?[\\w+=,.@-]{1,128}$`);

export function policyArnFault(arn: string): string | undefined {
  return POLICY_ARN.test(arn)
    ? undefined
    : `${quoted(arn)} is not the ARN of a managed policy of the partition aws: write it as arn:aws:iam::ACCOUNT:policy/NAME`;
}

/**
 * An error if the policy of valid grants is too large. A value that is known only at plan time counts with its maximum length.
 */
export function userSizeFindings({ grants, requireTls }: UserPolicyProps): Diagnostic[] {
  const tokens = tokensIn(grants, 'bucket', 'kmsKeyArn');
  const atMaxLength = (value: string, length: number) =>
    containsToken(value) ? String(tokens.indexOf(value)).padStart(length, '-') : value;
  const maxGrants = grants.map((grant) => ({
    ...grant,
    bucket: atMaxLength(grant.bucket, MAX_BUCKET_NAME_LENGTH),
    kmsKeyArn: grant.kmsKeyArn && atMaxLength(grant.kmsKeyArn, MAX_KMS_KEY_ARN_LENGTH),
  }));
  const counted = ` (each reference to a bucket counts as ${MAX_BUCKET_NAME_LENGTH}, to a key as ${MAX_KMS_KEY_ARN_LENGTH})`;
  const bytes = sentLength(userPolicyJson({ grants: maxGrants, requireTls }));
  return userPolicySizeFindings(bytes, tokens.length > 0 ? counted : undefined);
}

/** The tokens in some properties of grants, as a sorted set. */
export function tokensIn(grants: readonly ZencoderUserGrant[], ...names: ('bucket' | 'kmsKeyArn')[]): string[] {
  const values = names.flatMap((name) => grants.map((grant) => grant[name]));
  return asSet(values.filter((value) => value !== undefined && containsToken(value)) as string[]);
}
