import { IamAccessKey } from '@cdktf/provider-aws/lib/iam-access-key';
import { IamUser } from '@cdktf/provider-aws/lib/iam-user';
import { IamUserPolicy } from '@cdktf/provider-aws/lib/iam-user-policy';
import { Lazy } from 'cdktf';
import type { Construct } from 'constructs';
import { iamUserFindings, tokensIn, userSizeFindings } from '../../grants/iam-user';
import { KMS_KEY_ARN_PATTERN } from '../../grants/kms-key';
import { USER_POLICY_NAME, userPolicyJson, type ZencoderUserGrant } from '../../grants/user-policy';
import { misspeltFindings, throwIfErrors } from '../../messages/diagnostic';
import { warn } from '../terraform/annotations';
import { terraformText } from '../terraform/escaped-text';
import { keepOwnMetaArguments, metaArgumentFindings, type Refusals } from '../terraform/meta-arguments';
import { flagFindings, oddValueFindings, pathBelow } from '../terraform/odd-values';
import { bucketNameCheck, conditionsOnTokens, patternCheck } from '../terraform/plan-time-checks';
import { referenceOf } from '../terraform/references';
import { writtenLifecycle } from '../terraform/written-lifecycle';
import type { ZencoderIamUserProps } from './props';

const PROPERTIES: readonly (keyof ZencoderIamUserProps)[] = [
  'userName',
  'grants',
  'permissionsBoundary',
  'requireTls',
  'accessKey',
  'forceDestroy',
  'provider',
  'dependsOn',
  'lifecycle',
];

const REFUSALS: Refusals = {
  createBeforeDestroy:
    'is not supported: the replacement would have the same user name, and IAM user names are unique; remove createBeforeDestroy',
  forEach: 'is not supported: create one ZencoderIamUser per user, in a loop in your program',
};

const NOT_A_KEY_ARN =
  'The kmsKeyArn of a grant is not the ARN of a KMS key: write arn:aws:kms:REGION:ACCOUNT:key/ID, not the ARN of an alias.';

/**
 * Gives Zencoder access with credentials that you save in Zencoder, instead of bucket policies: an `aws_iam_user` with
 * one inline policy that allows only what you grant.
 *
 * Your account owns the objects that Zencoder uploads with these credentials. Anyone who has the credentials can use
 * them from any machine. Other customers of Zencoder cannot use them, unlike access for Zencoder's account.
 *
 * The policy is an IAM policy: at most 2,048 bytes for all buckets together, and object keys with characters up to
 * U+00FF only.
 *
 * @example
 * new ZencoderIamUser(stack, 'zencoder', {
 *   userName: 'zencoder',
 *   grants: [
 *     { bucket: 'acme-masters', role: ZencoderRole.INPUT },
 *     { bucket: 'acme-renditions', role: ZencoderRole.OUTPUT },
 *   ],
 * });
 */
export class ZencoderIamUser extends IamUser {
  /** The policy as JSON text. It contains tokens if a bucket or a KMS key is a token. */
  public readonly policyDocument: string;

  /** The inline policy. */
  public readonly userPolicy: IamUserPolicy;

  /** The ID of the access key. Undefined without `accessKey`. */
  public readonly accessKeyId?: string;

  /** The secret access key. Undefined without `accessKey`. A `TerraformOutput` of it must be `sensitive`. */
  public readonly secretAccessKey?: string;

  /** @throws an error with one line for each mistake in the props; each line starts with the path of the construct */
  public constructor(scope: Construct, id: string, props: ZencoderIamUserProps) {
    const path = pathBelow(scope, id);
    throwIfErrors(path, oddValueFindings(props));
    const findings = [
      ...misspeltFindings(props, PROPERTIES),
      ...metaArgumentFindings(scope, props, REFUSALS),
      ...flagFindings(props, ['requireTls', 'accessKey', 'forceDestroy']),
      ...iamUserFindings(props, new Date()),
    ];
    throwIfErrors(path, findings);
    const { userName, permissionsBoundary, requireTls, forceDestroy, provider, dependsOn, lifecycle } = props;
    const grants = withOneTokenPerReference(props.grants);
    throwIfErrors(path, userSizeFindings({ grants, requireTls }));
    const json = userPolicyJson({ grants, requireTls });
    super(scope, id, { name: userName, permissionsBoundary, forceDestroy, provider, dependsOn, lifecycle });
    keepOwnMetaArguments(this, {}, REFUSALS);
    this.policyDocument = json;
    this.userPolicy = new IamUserPolicy(this, 'Policy', {
      name: USER_POLICY_NAME,
      user: this.name,
      policy: terraformText(json),
      provider,
      lifecycle: writtenLifecycle(
        undefined,
        conditionsOnTokens([
          ...tokensIn(grants, 'bucket').map((bucket) => bucketNameCheck(bucket, 'The bucket of a grant')),
          ...tokensIn(grants, 'kmsKeyArn').map((arn) => patternCheck(arn, KMS_KEY_ARN_PATTERN, NOT_A_KEY_ARN)),
        ]),
      ),
    });
    if (props.accessKey) {
      const key = new IamAccessKey(this, 'AccessKey', { user: this.name, provider });
      this.accessKeyId = key.id;
      this.secretAccessKey = key.secret;
    }
    warn(this, findings);
  }
}

/**
 * The grants with the same token for all references to the same attribute. CDKTF creates a new token each time a
 * program reads `bucket.id`; the policy must not depend on how often or in which order the program does so.
 */
function withOneTokenPerReference(grants: readonly ZencoderUserGrant[]): ZencoderUserGrant[] {
  const tokens = new Map<string, string>();
  const sharedToken = (value: string): string => {
    const reference = referenceOf(value);
    if (reference === value) {
      return value;
    }
    const token =
      tokens.get(reference) ?? Lazy.stringValue({ produce: () => value }, { displayHint: reference.split(' ').pop() });
    tokens.set(reference, token);
    return token;
  };
  return grants.map((grant) => ({
    ...grant,
    bucket: sharedToken(grant.bucket),
    kmsKeyArn: grant.kmsKeyArn === undefined ? undefined : sharedToken(grant.kmsKeyArn),
  }));
}
