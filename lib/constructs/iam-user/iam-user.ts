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
import { keepOwn, metaArgumentFindings, type Refusals } from '../terraform/meta-arguments';
import { flagFindings, oddValueFindings, pathBelow } from '../terraform/odd-values';
import { bucketNameCheck, conditionsOnTokens, formCheck } from '../terraform/plan-time-checks';
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
    'cannot be done: a user that is replaced has the same name, which IAM gives only once; leave it out',
  forEach: 'is not taken: make one ZencoderIamUser for each user, in a loop of your program',
};

const NO_KEY_ARN =
  'The kmsKeyArn of a grant is not the ARN of a KMS key: arn:aws:kms:REGION:ACCOUNT:key/ID, not that of an alias.';

/**
 * Lets Zencoder in by credentials that are saved with it, in place of bucket policies: an `aws_iam_user` with one inline
 * policy, which opens what is granted and nothing else.
 *
 * What Zencoder then uploads belongs to your account. The credentials work from any machine of whoever has them, but unlike
 * Zencoder's account no other customer of Zencoder can use them.
 *
 * The policy is an IAM policy: at most 2,048 bytes for all buckets together, and keys with characters up to U+00FF only.
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
  /** The policy as JSON text, with tokens in it where a bucket or a key is one. */
  public readonly policyDocument: string;

  /** The inline policy. */
  public readonly userPolicy: IamUserPolicy;

  /** The ID of the access key; undefined without `accessKey`. */
  public readonly accessKeyId?: string;

  /** The secret of the access key; undefined without `accessKey`. A `TerraformOutput` of it has to be `sensitive`. */
  public readonly secretAccessKey?: string;

  /** @throws an error with a line for each thing that is wrong in the props, starting with the path of the construct */
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
    const grants = withEachReferenceOnce(props.grants);
    throwIfErrors(path, userSizeFindings({ grants, requireTls }));
    const json = userPolicyJson({ grants, requireTls });
    super(scope, id, { name: userName, permissionsBoundary, forceDestroy, provider, dependsOn, lifecycle });
    keepOwn(this, {}, REFUSALS);
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
          ...tokensIn(grants, 'kmsKeyArn').map((arn) => formCheck(arn, KMS_KEY_ARN_PATTERN, NO_KEY_ARN)),
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
 * The grants with one token for all references to the same attribute: CDKTF makes another token each time `bucket.id` is
 * read, and a policy must not depend on how often or in which order that was.
 */
function withEachReferenceOnce(grants: readonly ZencoderUserGrant[]): ZencoderUserGrant[] {
  const tokens = new Map<string, string>();
  const once = (value: string): string => {
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
    bucket: once(grant.bucket),
    kmsKeyArn: grant.kmsKeyArn === undefined ? undefined : once(grant.kmsKeyArn),
  }));
}
