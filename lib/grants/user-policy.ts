import { VERSION } from '../iam/policy';
import type { Attribute } from '../messages/attributes';
import type { Diagnostic } from '../messages/diagnostic';
import { asSet, byCodePoint } from '../messages/text';
import { codePoint, quoted } from '../messages/wording';
import { bucketArn } from '../s3/escaped-arn';
import { Zencoder } from '../zencoder/account-and-roles';
import { type AccessWindow, condition, windowOf } from './access-window';
import { GRANT_ATTRIBUTES, grantedActions, grantFindings, type ZencoderGrant } from './grant';
import { type KmsAction, kmsActions } from './kms-key';
import { SETTINGS } from './settings';
import { kmsStatementSid } from './sid';
import { type PolicyStatement, statementsOf } from './statements';

/** What Zencoder may do on one bucket as a user of the account that owns it. */
export interface ZencoderUserGrant extends ZencoderGrant {
  /** The name of the bucket, or a reference to it such as `bucket.id`. */
  readonly bucket: string;

  /**
   * The ARN of the customer-managed KMS key that encrypts the bucket, or a reference to it such as `key.arn`. Reading then
   * includes kms:Decrypt on it, and writing kms:GenerateDataKey too. The policy of the key has to let the account in.
   * @default - none: the bucket is encrypted by S3 itself, or with the AWS-managed key `aws/s3`, which lets in every user of
   * its account
   */
  readonly kmsKeyArn?: string;
}

/** The name of the inline policy. */
export const USER_POLICY_NAME = 'ZencoderUserPolicy';

/** IAM's limit for all inline policies of a user together. */
export const MAX_USER_POLICY_BYTES = 2048;

const OUTSIDE_IAM = /[^\t\n\r\u0020-\u00ff]/u;

/** What S3 takes in a bucket policy, but IAM in no policy of its own. Source: IAM's "Name requirements". */
function characterFault(text: string): string | undefined {
  const [odd] = OUTSIDE_IAM.exec(text) ?? [];
  return (
    odd &&
    `${quoted(text)} holds ${codePoint(odd.codePointAt(0)!)}, IAM takes U+0009, U+000A, U+000D and U+0020 to U+00FF in the policy of a user; a bucket policy takes it: use ZencoderBucketAccess, or a prefix that ends before it`
  );
}

const { prefixes, keys } = GRANT_ATTRIBUTES;

const USER_GRANT_ATTRIBUTES: Readonly<Record<keyof ZencoderUserGrant, Attribute>> = {
  bucket: SETTINGS.bucket,
  kmsKeyArn: SETTINGS.kmsKeyArn,
  ...GRANT_ATTRIBUTES,
  prefixes: { ...prefixes, fault: (prefix) => prefixes.fault(prefix) ?? characterFault(prefix) },
  keys: { ...keys, fault: (key) => keys.fault(key) ?? characterFault(key) },
};

/** Everything that is wrong or doubtful in a grant of a user. */
export function userGrantFindings(grant: ZencoderUserGrant, now: Date): Diagnostic[] {
  if (typeof grant !== 'object' || grant === null) {
    return grantFindings(grant, now);
  }
  const missing = { path: ['bucket'], message: 'is missing; each grant of a user names its bucket' };
  return [
    ...(grant.bucket === undefined ? [missing] : []),
    ...grantFindings(grant, now, USER_GRANT_ATTRIBUTES),
    ...uselessKeyFindings(grant),
  ];
}

function uselessKeyFindings({ actions, kmsKeyArn }: ZencoderUserGrant): Diagnostic[] {
  const isKnown = Array.isArray(actions) && actions.every((action) => Zencoder.actions().includes(action));
  if (kmsKeyArn === undefined || !isKnown || actions.length === 0 || kmsActions(actions).length > 0) {
    return [];
  }
  const message = `is not needed: ${asSet(actions).join(', ')} neither decrypts nor encrypts; leave it out, or add s3:GetObject or s3:PutObject`;
  return [{ path: ['kmsKeyArn'], message }];
}

/** What goes into the policy of a user. */
export interface UserPolicyProps {
  readonly grants: readonly ZencoderUserGrant[];
  readonly requireTls?: boolean;
}

/** The policy as compact JSON text, of props that have no findings. In whatever order sets are given, the bytes are the same. */
export function userPolicyJson({ grants, requireTls = false }: UserPolicyProps): string {
  const statements = new Map<string, PolicyStatement>();
  const contents = new Map<string, string>();
  // Statements that say the same of several buckets or keys are written as one: they are compared without what they are about.
  const add = (statement: PolicyStatement, about: string) => {
    const { Sid, Resource } = statement;
    const content = JSON.stringify({ ...statement, Resource: Resource.map((arn) => arn.slice(about.length)) });
    if ((contents.get(Sid) ?? content) !== content) {
      throw new Error(
        `two grants came to the same Sid ${Sid} by chance: give them the same keys and prefixes, or add a key to one of them`,
      );
    }
    contents.set(Sid, content);
    statements.set(Sid, { ...statement, Resource: asSet([...(statements.get(Sid)?.Resource ?? []), ...Resource]) });
  };
  for (const bucket of asSet(grants.map((grant) => grant.bucket))) {
    const own = grants.filter((grant) => grant.bucket === bucket);
    for (const statement of statementsOf(own, { bucket, requireTls })) {
      add(statement, bucketArn(bucket));
    }
  }
  for (const { arn, actions, window } of keyUses(grants)) {
    const kms = asSet(actions);
    add(
      { Sid: kmsStatementSid(kms, window), Effect: 'Allow', Action: kms, Resource: [arn], ...condition(window) },
      arn,
    );
  }
  const Statement = [...statements.values()].sort((a, b) => byCodePoint(a.Sid, b.Sid));
  return JSON.stringify({ Version: VERSION, Statement });
}

/** What is done with each key in each window. */
function keyUses(grants: readonly ZencoderUserGrant[]) {
  const uses = new Map<string, { arn: string; actions: KmsAction[]; window: AccessWindow }>();
  for (const grant of grants) {
    const { kmsKeyArn: arn } = grant;
    if (arn !== undefined) {
      // KMS takes nothing but TLS, and what S3 asks of it for a user need not say how the user came to S3.
      const window = windowOf(grant, false);
      const use = uses.get(`${window.overTls} ${arn}`) ?? { arn, actions: [], window };
      use.actions.push(...kmsActions(grantedActions(grant)));
      uses.set(`${window.overTls} ${arn}`, use);
    }
  }
  return [...uses.values()];
}

/**
 * Whether a policy is too large, by the bytes that the AWS provider counts before it asks IAM: of what it sends. IAM counts
 * characters and leaves white space out, which is never more.
 * @param counted how references are counted, if there are any
 */
export function userPolicySizeFindings(bytes: number, counted = ''): Diagnostic[] {
  if (bytes <= MAX_USER_POLICY_BYTES) {
    return [];
  }
  const [figure, limit] = [bytes, MAX_USER_POLICY_BYTES].map((number) => number.toLocaleString('en-US'));
  const message =
    `the policy has ${figure} bytes${counted}, IAM takes at most ${limit} for a user; fewer or shorter keys, prefixes in place of keys, ` +
    'grants that say the same for all buckets (these share a statement), or a user for each bucket make it smaller';
  return [{ path: [], message }];
}
