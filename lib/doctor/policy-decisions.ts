import { decide } from '../iam/decide';
import { type BucketPolicyOutcome, BucketPolicyRole, type BucketPolicyStatement } from '../iam/decision';
import { hasVariables, NO_POLICY, statementsOf } from '../iam/policy';
import { type Asked, readStatement, type StatementReading } from '../iam/statement';
import { OVER_TLS, zencoderRequestsAt } from '../judgement/zencoder-requests';
import type { Json, JsonObject } from '../messages/json';
import { bucketArn } from '../s3/resource-arn';
import { accountPrincipal } from '../zencoder/identity';
import { Zencoder, type ZencoderAction, ZencoderResourceType } from '../zencoder/zencoder';
import { type CheckContext, keyToJudge, ROLES } from './context';

/** A statement that led to a decision. */
export interface DecidingStatement extends BucketPolicyStatement {
  readonly reading: StatementReading;
  /** It is no obstacle to a request over TLS, and may be one to others. */
  readonly needsTls: boolean;
}

/** What the policy says to one of the actions that Zencoder needs. */
export interface ActionDecision {
  readonly action: ZencoderAction;
  readonly outcome: BucketPolicyOutcome;
  readonly statements: readonly DecidingStatement[];
}

/**
 * What the policy of the bucket says to each action that Zencoder needs there.
 * @param json null where there is no policy
 */
export function decisionsOf(json: string | null, facts: CheckContext): ActionDecision[] {
  const policy = JSON.parse(json ?? NO_POLICY) as JsonObject;
  const statements = statementsOf(policy);
  return Zencoder.roleActions(ROLES[facts.purpose]).map((action) => {
    const asked = requestFor(action, policy, facts);
    const overTls = requestFor(action, policy, facts, OVER_TLS);
    const decision = decide(statements, asked);
    return {
      action,
      outcome: decision.outcome,
      statements: decision.statements.map((statement) => ({
        ...statement,
        reading: readStatement(statements[statement.index]!, asked),
        needsTls: readStatement(statements[statement.index]!, overTls).applies === WITHOUT_OBSTACLE.get(statement.role),
      })),
    };
  });
}

/** Whether a statement that may apply has to, so that it is no obstacle. */
const WITHOUT_OBSTACLE = new Map<BucketPolicyRole, boolean>([
  [BucketPolicyRole.MAY_ALLOW, true],
  [BucketPolicyRole.MAY_DENY, false],
]);

function requestFor(action: ZencoderAction, policy: JsonObject, facts: CheckContext, assumed = {}): Asked {
  const { asker, contextOf } = zencoderRequestsAt(facts.zencoder, facts.now, assumed);
  const isOnObject = Zencoder.resourceType(action) === ZencoderResourceType.OBJECT;
  return {
    asker,
    action,
    arn: `${bucketArn(facts.url.bucket)}${isOnObject ? `/${keyToJudge(facts)}` : ''}`,
    context: contextOf(action),
    hasVariables: hasVariables(policy),
  };
}

/** The same policy with a statement behind the others that allows Zencoder everything: then only what denies counts. */
export function withEverythingAllowed(json: string | null, { zencoder }: Pick<CheckContext, 'zencoder'>): string {
  const everything = { Effect: 'Allow', Principal: accountPrincipal(zencoder.accountId), Action: '*', Resource: '*' };
  const policy = JSON.parse(json ?? NO_POLICY) as JsonObject;
  const Statement: Json[] = [...statementsOf(policy), everything];
  return JSON.stringify({ ...policy, Statement });
}
