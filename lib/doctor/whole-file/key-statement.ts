import { policyGrants, type ResolvedBucket } from '../../config/resolve';
import { grantedActions } from '../../grants/grant';
import { type KmsAction, kmsActions, kmsKeyStatement } from '../../grants/kms-key';
import { decide } from '../../iam/bucket-policy';
import { BucketPolicyOutcome } from '../../iam/decision';
import { isTooDeep } from '../../iam/grammar/document';
import { hasVariables, labelOf, statementsOf } from '../../iam/policy';
import { RequestContext } from '../../iam/request-context';
import { OVER_TLS } from '../../judgement/zencoder-requests';
import type { AwsServices } from '../../live/aws-services';
import { keyPolicyOf } from '../../live/kms-key';
import { isObject, type Json, type JsonObject } from '../../messages/json';
import { cause, type Finding, type Fix, Level, notObserved } from '../../report/cause';
import { bucketArn } from '../../s3/escaped-arn';
import { ZencoderAction } from '../../zencoder/account-and-roles';
import { type InForce, inForce, looked, State, Thing } from './looked';

/** A KMS key that the file names, and the buckets that it encrypts, in order. */
export interface NamedKey {
  readonly arn: string;
  readonly buckets: readonly ResolvedBucket[];
}

/** Whether the policy of a key lets Zencoder use it for each of its buckets. */
export async function lookAtKey({ arn, buckets }: NamedKey, services: AwsServices, now: Date): Promise<InForce> {
  const policy = await keyPolicyOf(services, arn);
  const of = (findings: readonly Finding[], ifProblem?: State) =>
    inForce([looked(Thing.KEY_STATEMENT, undefined, findings, ifProblem)]);
  const what = `whether the policy of the key ${arn} lets Zencoder use it (GetKeyPolicy)`;
  if (!policy.known) {
    return of([notObserved(what, policy, { changes: fixes(buckets) })]);
  }
  if (policy.value === null) {
    const seen = `There is no key ${arn}.`;
    return of(
      [cause(Level.PROBLEM, 'key-missing', seen, 'Nothing that is encrypted with it can be read.')],
      State.MISSING,
    );
  }
  const document = documentOf(policy.value);
  if (document === undefined) {
    return of([{ what, why: 'what KMS answers is no policy document', changes: fixes(buckets) }]);
  }
  const findings = buckets.flatMap((bucket) => judged(bucket, arn, document, now));
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

function actionsOn(bucket: ResolvedBucket): KmsAction[] {
  const granted = policyGrants(bucket).flatMap(({ grant }) => grantedActions(grant));
  return kmsActions([...granted, ...(bucket.objects === undefined ? [] : [ZencoderAction.GET_OBJECT])]);
}

const { ALLOWED, DEPENDS } = BucketPolicyOutcome;

/** S3 asks KMS with the ARN of the object as the context, or with that of the bucket where it has an S3 Bucket Key. */
function judged(bucket: ResolvedBucket, keyArn: string, policy: JsonObject, now: Date): Finding[] {
  const { zencoder: asker } = bucket;
  const { accountId } = asker;
  const region = keyArn.split(':')[3]!;
  const contexts = ['', '/~elsewhere~'].map(
    (path) =>
      new RequestContext(
        accountId,
        {
          ...OVER_TLS,
          'aws:CurrentTime': [now.toISOString().replace(/\.\d+Z$/, 'Z')],
          'kms:CallerAccount': [accountId],
          'kms:ViaService': [`s3.${region}.amazonaws.com`],
          'kms:EncryptionContext:aws:s3:arn': [`${bucketArn(bucket.bucket)}${path}`],
        },
        { isOutsider: true },
      ),
  );
  const decisions = actionsOn(bucket).flatMap((action) =>
    contexts.map((context) => {
      const asked = { asker, action, arn: keyArn, context, hasVariables: hasVariables(policy) };
      return { action, ...decide(statementsOf(policy), asked) };
    }),
  );
  const those = (is: (outcome: BucketPolicyOutcome) => boolean) => decisions.filter(({ outcome }) => is(outcome));
  const denied = those((outcome) => outcome !== ALLOWED && outcome !== DEPENDS);
  const actions = (some: typeof decisions) => [...new Set(some.map(({ action }) => action))].join(' and ');
  const open = those((outcome) => outcome === DEPENDS);
  // What is allowed with one of the contexts depends on whether the bucket has an S3 Bucket Key.
  const isPartly = denied.some(({ action }) =>
    decisions.some((one) => one.action === action && one.outcome === ALLOWED),
  );
  if (denied.length > 0 && !isPartly) {
    const seen = `The policy of the key does not let Zencoder (account ${accountId}) do ${actions(denied)} for ${bucket.bucket}.`;
    const why = 'Zencoder gets Access Denied, whatever the bucket policy allows.';
    return [cause(Level.PROBLEM, 'key-statement', seen, why, fixes([bucket]))];
  }
  if (denied.length + open.length === 0) {
    return [];
  }
  const names = [...new Set([...open, ...denied].flatMap(({ statements }) => statements.map(labelOf)))].join(', ');
  const why = isPartly
    ? 'it lets Zencoder use the key for the bucket or for its objects, not for both: which S3 asks for depends on its S3 Bucket Key'
    : `that depends on ${names} of its policy, whose conditions only a request shows`;
  const what = `whether the policy of the key lets Zencoder do ${actions([...open, ...denied])} for ${bucket.bucket}`;
  return [{ what, why, changes: fixes([bucket]) }];
}

/** The statement for the key, for each account that uses it. */
function fixes(buckets: readonly ResolvedBucket[]): Fix[] {
  const accounts = [...new Set(buckets.map(({ zencoder }) => zencoder.accountId))];
  return accounts.flatMap((accountId) => {
    const own = buckets.filter(({ zencoder }) => zencoder.accountId === accountId);
    const granted = own.flatMap((bucket) => [
      ...policyGrants(bucket).flatMap(({ grant }) => grantedActions(grant)),
      ...(bucket.objects === undefined ? [] : [ZencoderAction.GET_OBJECT]),
    ]);
    const statement = kmsKeyStatement({ accountId, actions: granted });
    return statement === undefined
      ? []
      : [{ what: 'Add this statement to the policy of the key', statement: statement as unknown as Json }];
  });
}
