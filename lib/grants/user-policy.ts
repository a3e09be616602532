import { VERSION } from '../iam/policy';
import type { Attribute } from '../messages/attributes';
import type { Diagnostic } from '../messages/diagnostic';
import { asSet, byCodePoint } from '../messages/text';
import { codePoint, quoted } from '../messages/wording';
import { bucketArn } from '../s3/escaped-arn';
import { Zencoder } from '../zencoder/account-and-roles';
import { type AccessWindow, conditionOf, windowOf } from './access-window';
import { GRANT_ATTRIBUTES, grantedActions, grantFindings, type ZencoderGrant } from './grant';
import { type KmsAction, kmsActions } from './kms-key';
import { SETTINGS } from './settings';
import { kmsStatementSid } from './sid';
import { type PolicyStatement, statementsOf } from './statements';

/** What Zencoder can do in one bucket as a user of the account that owns the bucket. */
export interface ZencoderUserGrant extends ZencoderGrant {
  /** The name of the bucket, or a reference to it such as `bucket.id`. */
  readonly bucket: string;

  /**
   * The ARN of the customer-managed KMS key that encrypts the bucket, or a reference to it such as `key.arn`. The user then also gets
   * kms:Decrypt to read, and kms:GenerateDataKey to write. The key policy must allow the account.
   * @default - none: S3 encrypts the bucket with its own keys, or with the AWS-managed key `aws/s3`, which every user of its account
   * can use
   */
  readonly kmsKeyArn?: string;
}

/** The name of the inline policy. */
export const USER_POLICY_NAME = 'ZencoderUserPolicy';

/** The limit of IAM for all inline policies of a user together, in characters. */
export const MAX_USER_POLICY_BYTES = 2048;

const FORBIDDEN_BY_IAM = /[^\t\n\r\u0020-\u00ff]/u;

/** Finds a character that S3 accepts in a bucket policy, but IAM does not accept in the policy of a user. Source: IAM's "Name requirements". */
function characterFault(text: string): string | undefined {
  const [forbidden] = FORBIDDEN_BY_IAM.exec(text) ?? [];
  return (
    forbidden &&
    `${quoted(text)} contains ${codePoint(forbidden.codePointAt(0)!)}, but in the policy of a user IAM accepts only U+0009, U+000A, U+000D and U+0020 to U+00FF; use ZencoderBucketAccess, since a bucket policy accepts it, or a prefix that ends before it`
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

/** All findings for a grant of a user. */
export function userGrantFindings(grant: ZencoderUserGrant, now: Date): Diagnostic[] {
  if (typeof grant !== 'object' || grant === null) {
    return grantFindings(grant, now);
  }
  const missing = { path: ['bucket'], message: 'is missing; each grant of a user names its bucket' };
  return [
    ...(grant.bucket === undefined ? [missing] : []),
    ...grantFindings(grant, now, USER_GRANT_ATTRIBUTES),
    ...unusedKeyFindings(grant),
  ];
}

function unusedKeyFindings({ actions, kmsKeyArn }: ZencoderUserGrant): Diagnostic[] {
  const isKnown = Array.isArray(actions) && actions.every((action) => Zencoder.actions().includes(action));
  if (kmsKeyArn === undefined || !isKnown || actions.length === 0 || kmsActions(actions).length > 0) {
    return [];
  }
  const message = `is not needed: ${asSet(actions).join(', ')} neither decrypts nor encrypts; leave it out, or add s3:GetObject or s3:PutObject`;
  return [{ path: ['kmsKeyArn'], message }];
}

/** The contents of the policy of a user. */
export interface UserPolicyProps {
  readonly grants: readonly ZencoderUserGrant[];
  readonly requireTls?: boolean;
}

/** The policy as compact JSON text. The props must have no errors. The order of lists does not change the bytes. */
export function userPolicyJson({ grants, requireTls = false }: UserPolicyProps): string {
  const statements = new Map<string, PolicyStatement>();
  const contents = new Map<string, string>();
  // Statements that differ only in their bucket or key are merged: they are compared without it.
  const add = (statement: PolicyStatement, commonArn: string) => {
    const { Sid, Resource } = statement;
    const content = JSON.stringify({ ...statement, Resource: Resource.map((arn) => arn.slice(commonArn.length)) });
    if ((contents.get(Sid) ?? content) !== content) {
      throw new Error(
        `two grants have the same Sid ${Sid} by chance: give them the same keys and prefixes, or add a key to one of them`,
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
      {
        Sid: kmsStatementSid(kms, window),
        Effect: 'Allow',
        Action: kms,
        Resource: [arn],
        Condition: conditionOf(window),
      },
      arn,
    );
  }
  const Statement = [...statements.values()].sort((a, b) => byCodePoint(a.Sid, b.Sid));
  return JSON.stringify({ Version: VERSION, Statement });
}

/** The KMS actions for each key and each window. */
function keyUses(grants: readonly ZencoderUserGrant[]) {
  const uses = new Map<string, { arn: string; actions: KmsAction[]; window: AccessWindow }>();
  for (const grant of grants) {
    const { kmsKeyArn: arn } = grant;
    if (arn !== undefined) {
      // KMS accepts only TLS, and the requests of S3 to KMS do not show whether the user's own request used TLS.
      const window = windowOf(grant, false);
      const use = uses.get(`${window.overTls} ${arn}`) ?? { arn, actions: [], window };
      use.actions.push(...kmsActions(grantedActions(grant)));
      uses.set(`${window.overTls} ${arn}`, use);
    }
  }
  return [...uses.values()];
}

/**
 * An error if a policy is too large. The AWS provider counts the bytes that it sends, before it sends them. IAM counts characters
 * without white space, which are never more.
 * @param counted how references are counted, if there are any
 */
export function userPolicySizeFindings(bytes: number, counted = ''): Diagnostic[] {
  if (bytes <= MAX_USER_POLICY_BYTES) {
    return [];
  }
  const [figure, limit] = [bytes, MAX_USER_POLICY_BYTES].map((number) => number.toLocaleString('en-US'));
  const message =
    `the policy has ${figure} bytes${counted}, the limit of IAM for a user is ${limit}; to make it smaller, use fewer or shorter keys, use prefixes instead of keys, ` +
    'use the same grants for all buckets (these share a statement), or use a user for each bucket';
  return [{ path: [], message }];
}
