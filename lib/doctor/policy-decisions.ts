import { BucketPolicy } from '../iam/bucket-policy';
import { type BucketPolicyDecision, BucketPolicyOutcome } from '../iam/decision';
import { NO_POLICY, statementsOfText } from '../iam/policy';
import { accountPrincipal } from '../policy/identity';
import type { JsonObject } from '../policy/json';
import { Zencoder, ZencoderAction, ZencoderResourceType } from '../zencoder';
import { type Case, keyToJudge, ROLES } from './case';

/** What the policy says to one of the actions that Zencoder needs. */
export interface ActionDecision {
  readonly action: ZencoderAction;
  readonly decision: BucketPolicyDecision;
  /** It is allowed over TLS, and otherwise not. */
  readonly needsTls: boolean;
}

/**
 * What the policy of the bucket says to each action that Zencoder needs there.
 * @param json null where there is no policy
 */
export function decisionsOf(json: string | null, facts: Case): ActionDecision[] {
  const policy = BucketPolicy.parse(json ?? NO_POLICY);
  return Zencoder.roleActions(ROLES[facts.purpose]).map((action) => {
    const decide = (more: Readonly<Record<string, string[]>> = {}) =>
      policy.decide({
        ...facts.zencoder,
        action,
        bucket: facts.url.bucket,
        key: Zencoder.resourceType(action) === ZencoderResourceType.OBJECT ? keyToJudge(facts) : undefined,
        context: { ...contextOf(action, facts.now), ...more },
      });
    const decision = decide();
    const overTls = () => decide({ 'aws:SecureTransport': ['true'] }).outcome === BucketPolicyOutcome.ALLOWED;
    return { action, decision, needsTls: decision.outcome === BucketPolicyOutcome.DEPENDS && overTls() };
  });
}

const SENDS_ACL: readonly ZencoderAction[] = [ZencoderAction.PUT_OBJECT, ZencoderAction.PUT_OBJECT_ACL];

/** What is known of Zencoder's requests. Its default ACL is documented; whether it comes over TLS is not. */
function contextOf(action: ZencoderAction, now: Date): Record<string, string[]> {
  const time = {
    'aws:CurrentTime': [now.toISOString().replace(/\.\d+Z$/, 'Z')],
    'aws:EpochTime': [String(Math.floor(now.getTime() / 1000))],
  };
  return SENDS_ACL.includes(action) ? { ...time, 's3:x-amz-acl': ['bucket-owner-full-control'] } : time;
}

/** The same policy with a statement behind the others that allows Zencoder everything: then only what denies counts. */
export function withEverythingAllowed(json: string | null, { zencoder }: Pick<Case, 'zencoder'>): string {
  const everything = { Effect: 'Allow', Principal: accountPrincipal(zencoder.accountId), Action: '*', Resource: '*' };
  const policy = JSON.parse(json ?? NO_POLICY) as JsonObject;
  return JSON.stringify({ ...policy, Statement: [...statementsOfText(json), everything] });
}
