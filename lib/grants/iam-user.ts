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
 * What Zencoder gets as a user of your own account.
 * @internal
 */
export interface IamUserSettings {
  /** The name of the user: 1 to 64 letters, digits and `+=,.@-_`. */
  readonly userName: string;

  /**
   * What Zencoder may do, each on one bucket; the order does not matter. Tokens are welcome for the bucket and its KMS key
   * only, since they cannot be escaped for IAM.
   */
  readonly grants: ZencoderUserGrant[];

  /**
   * The ARN of the managed policy beyond which the user gets nothing, whatever is granted.
   * @default - none
   */
  readonly permissionsBoundary?: string;

  /**
   * Let the user in over TLS only.
   * @default false
   */
  readonly requireTls?: boolean;

  /**
   * Make an access key, whose secret then stands in the Terraform state in plain text.
   * @default false
   */
  readonly accessKey?: boolean;

  /**
   * Delete the user together with what Terraform did not make of it, such as an access key that was made by hand. AWS
   * otherwise refuses to delete the user (DeleteConflict). It has to be applied before the user is destroyed: the provider
   * takes it from the state.
   * @default false
   */
  readonly forceDestroy?: boolean;
}

const LONGEST_NAME = 64;
const ODD_IN_NAME = /[^A-Za-z0-9+=,.@_-]/u;

/** Everything that is wrong or doubtful in the props. What is a token where one is welcome is left to Terraform. */
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
    const what = Array.isArray(grants) ? 'empty' : 'no list';
    return [{ path: [], message: `is ${what}; a user needs at least one grant` }];
  }
  return findingsOfEach(grants, (grant, index) => within([index], userGrantFindings(grant, now)));
}

const SECRET_IN_STATE =
  'writes the secret into the Terraform state in plain text: let only those read the state who may act as Zencoder, or leave accessKey out and make the key in IAM';

/** Source: IAM's "Name requirements". */
function userNameFault(name: string): string | undefined {
  const [odd] = ODD_IN_NAME.exec(name) ?? [];
  const instead = name.replace(new RegExp(ODD_IN_NAME, 'gu'), '-');
  const broken = firstBroken([
    [name.startsWith('arn:'), `write the name alone, ${quoted(name.split('/').pop())}`],
    [name === '' || name.length > LONGEST_NAME, `it has ${name.length} characters, IAM takes 1 to ${LONGEST_NAME}`],
    [odd, `IAM takes letters, digits and "+=,.@-_", not ${quoted(odd)}; write ${quoted(instead)}`],
  ]);
  return broken && `${quoted(name)} is not a name of an IAM user: ${broken}`;
}

const POLICY_ARN = new RegExp(`^arn:${Zencoder.PARTITION}:iam::(aws|[0-9]{12}):policy/([!-~]+/)?[\\w+=,.@-]{1,128}$`);

export function policyArnFault(arn: string): string | undefined {
  return POLICY_ARN.test(arn)
    ? undefined
    : `${quoted(arn)} is not the ARN of a managed policy of the partition aws: write it as arn:aws:iam::ACCOUNT:policy/NAME`;
}

/**
 * Whether the policy of grants that have no findings is too large. What is known only at plan time counts as long as it can
 * be; its form is checked then.
 */
export function userSizeFindings({ grants, requireTls }: UserPolicyProps): Diagnostic[] {
  const tokens = tokensIn(grants, 'bucket', 'kmsKeyArn');
  const longest = (value: string, length: number) =>
    containsToken(value) ? String(tokens.indexOf(value)).padStart(length, '-') : value;
  const longestGrants = grants.map((grant) => ({
    ...grant,
    bucket: longest(grant.bucket, MAX_BUCKET_NAME_LENGTH),
    kmsKeyArn: grant.kmsKeyArn && longest(grant.kmsKeyArn, MAX_KMS_KEY_ARN_LENGTH),
  }));
  const counted = ` (each reference counted as ${MAX_BUCKET_NAME_LENGTH}, to a key as ${MAX_KMS_KEY_ARN_LENGTH})`;
  const bytes = sentLength(userPolicyJson({ grants: longestGrants, requireTls }));
  return userPolicySizeFindings(bytes, tokens.length > 0 ? counted : undefined);
}

/** The tokens among the properties of grants, as a set in order. */
export function tokensIn(grants: readonly ZencoderUserGrant[], ...names: ('bucket' | 'kmsKeyArn')[]): string[] {
  const values = names.flatMap((name) => grants.map((grant) => grant[name]));
  return asSet(values.filter((value) => value !== undefined && containsToken(value)) as string[]);
}
