import { keyUse } from '../../config/kms-keys';
import type { ResolvedBucket } from '../../config/resolve';
import { kmsActions, regionOfKey } from '../../grants/kms-key';
import type { KmsKeyStatement } from '../../grants/kms-key-statement';
import { accountsOf, type OneAccount } from '../../iam/account';
import { decide } from '../../iam/bucket-policy';
import { BucketPolicyOutcome } from '../../iam/decision';
import { isTooDeep } from '../../iam/grammar/document';
import { hasVariables, labelOf, statementsOf } from '../../iam/policy';
import { RequestContext } from '../../iam/request-context';
import { OVER_TLS } from '../../judgement/zencoder-requests';
import type { AwsServices } from '../../live/aws-services';
import { keyPolicyOf } from '../../live/kms-key';
import { grouped } from '../../messages/grouped';
import { isObject, type Json, type JsonObject } from '../../messages/json';
import { cause, type Finding, type Fix, Level, notObserved } from '../../report/cause';
import { bucketArn } from '../../s3/escaped-arn';
import { s3Service } from '../../s3/region';
import { checkedThing, type InForce, inForce, State, Thing } from './in-force';

/** A KMS key in the file. */
export interface NamedKey {
  readonly arn: string;
  /** Those of its buckets that are checked, in order. */
  readonly buckets: readonly ResolvedBucket[];
  /** The statement for all its buckets in the file: one for fewer buckets would deny Zencoder the rest. */
  readonly statement: KmsKeyStatement;
}

/** Whether the policy of a key allows Zencoder to use it for each of its buckets. */
export async function checkKey(key: NamedKey, services: AwsServices, now: Date): Promise<InForce> {
  const { arn, buckets } = key;
  const policy = await keyPolicyOf(services, arn);
  const of = (findings: readonly Finding[], ifProblem?: State) =>
    inForce([checkedThing(Thing.KEY_STATEMENT, undefined, findings, ifProblem)]);
  const what = `whether the policy of the key ${arn} allows Zencoder to use it (GetKeyPolicy)`;
  if (!policy.known) {
    return of([notObserved(what, policy, { changes: fixes(key) })]);
  }
  if (policy.value === null) {
    const observation = `There is no key ${arn}.`;
    return of(
      [cause(Level.PROBLEM, 'key-missing', observation, 'Nobody can read what is encrypted with it.')],
      State.MISSING,
    );
  }
  const document = documentOf(policy.value);
  if (document === undefined) {
    return of([{ what, why: 'the answer of KMS is not a policy document', changes: fixes(key) }]);
  }
  const findings = buckets.flatMap((bucket) => judged(bucket, key, document, now));
  return of(findings, State.MISSING);
}

function documentOf(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) && !isTooDeep(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const { ALLOWED, DEPENDS } = BucketPolicyOutcome;

/**
 * S3 calls KMS with the ARN of the object as the encryption context, or with the ARN of the bucket if it has an S3
 * Bucket Key.
 */
function judged(bucket: ResolvedBucket, key: NamedKey, policy: JsonObject, now: Date): Finding[] {
  const found = accountsOf(bucket.zencoder).map((requester) => judgedFor(requester, bucket, key, policy, now));
  return grouped(found.flat(), (finding) => finding).map(([finding]) => finding!);
}

function judgedFor(
  requester: OneAccount,
  bucket: ResolvedBucket,
  key: NamedKey,
  policy: JsonObject,
  now: Date,
): Finding[] {
  const { accountId } = requester;
  const contexts = ['', '/~elsewhere~'].map(
    (path) =>
      new RequestContext(
        accountId,
        {
          ...OVER_TLS,
          'aws:CurrentTime': [now.toISOString().replace(/\.\d+Z$/, 'Z')],
          'kms:CallerAccount': [accountId],
          'kms:ViaService': [s3Service(regionOfKey(key.arn)!)],
          'kms:EncryptionContext:aws:s3:arn': [`${bucketArn(bucket.bucket)}${path}`],
        },
        { isOutsider: true },
      ),
  );
  const decisions = kmsActions(keyUse(bucket).actions).flatMap((action) =>
    contexts.map((context) => {
      const asked = { requester, action, arn: key.arn, context, hasVariables: hasVariables(policy) };
      return { action, ...decide(statementsOf(policy), asked) };
    }),
  );
  const withOutcome = (is: (outcome: BucketPolicyOutcome) => boolean) => decisions.filter(({ outcome }) => is(outcome));
  const denied = withOutcome((outcome) => outcome !== ALLOWED && outcome !== DEPENDS);
  const actions = (some: typeof decisions) => [...new Set(some.map(({ action }) => action))].join(' and ');
  const open = withOutcome((outcome) => outcome === DEPENDS);
  // If one of the contexts is allowed and one is denied, it depends on the S3 Bucket Key of the bucket.
  const isPartly = denied.some(({ action }) =>
    decisions.some((one) => one.action === action && one.outcome === ALLOWED),
  );
  if (denied.length > 0 && !isPartly) {
    const observation = `The policy of the key does not allow Zencoder (account ${accountId}) to perform ${actions(denied)} for ${bucket.bucket}.`;
    const why = 'Zencoder gets Access Denied, whatever the bucket policy allows.';
    return [cause(Level.PROBLEM, 'key-statement', observation, why, fixes(key))];
  }
  if (denied.length + open.length === 0) {
    return [];
  }
  const names = [...new Set([...open, ...denied].flatMap(({ statements }) => statements.map(labelOf)))].join(', ');
  const why = isPartly
    ? 'it allows Zencoder to use the key either for the bucket or for its objects; which one S3 needs depends on the S3 Bucket Key of the bucket'
    : `that depends on the conditions of ${names} of the key policy, on values that only a request contains`;
  const what = `whether the policy of the key allows Zencoder to perform ${actions([...open, ...denied])} for ${bucket.bucket}`;
  return [{ what, why, changes: fixes(key) }];
}

function fixes({ statement }: NamedKey): Fix[] {
  const asJson = JSON.parse(JSON.stringify(statement)) as Json;
  return [{ what: 'Add this statement to the policy of the key', statement: asJson }];
}
