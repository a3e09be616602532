import { isObject, type Json } from '../messages/json';
import { plain, quoted } from '../messages/wording';
import { bucketArn } from '../s3/escaped-arn';
import {
  type BucketPolicyDecision,
  BucketPolicyOutcome,
  type BucketPolicyRequest,
  BucketPolicyRole,
  type BucketPolicyStatement,
} from './decision';
import { hasVariables, labelOf, placeOf, statementsOf } from './policy';
import { RequestContext } from './request-context';
import { type EvaluatedRequest, evaluateStatement, type StatementEvaluation } from './statement';
import { type Clause, clausesOf } from './verdict';

/**
 * Evaluates any bucket policy for requests of one AWS account.
 *
 * If a part of the policy is not understood, the decision depends on that part; nothing is guessed. Only the bucket
 * policy is evaluated: the policies of the account, Block Public Access, ACLs and KMS keys can still deny a request.
 */
export class BucketPolicy {
  /**
   * Reads the text of a policy, as S3 returns it.
   * @throws an error if the text is not JSON or not a policy document
   */
  public static parse(json: string): BucketPolicy {
    let policy: Json;
    try {
      policy = JSON.parse(json) as Json;
    } catch {
      throw new Error('is not JSON; give a bucket policy document');
    }
    if (!isObject(policy) || policy.Statement === undefined) {
      throw new Error('is not a policy document: give a JSON object with Statement');
    }
    return new BucketPolicy(statementsOf(policy), hasVariables(policy));
  }

  private constructor(
    private readonly statements: readonly Json[],
    private readonly hasVariables: boolean | undefined,
  ) {}

  /** Decides whether the policy allows a request. */
  public decide({
    accountId,
    canonicalUserId,
    action,
    bucket,
    key,
    context = {},
  }: BucketPolicyRequest): BucketPolicyDecision {
    const request: EvaluatedRequest = {
      requester: { accountId, canonicalUserId },
      action,
      arn: `${bucketArn(bucket)}${key === undefined ? '' : `/${key}`}`,
      context: new RequestContext(accountId, context),
      hasVariables: this.hasVariables,
    };
    return decide(this.statements, request);
  }
}

const { ALLOWED, DENIED, NOT_ALLOWED, DEPENDS } = BucketPolicyOutcome;
const { ALLOWS, DENIES, MAY_ALLOW, MAY_DENY, MAY_ALLOW_OR_DENY, NEARLY_ALLOWS } = BucketPolicyRole;

/** Combines the evaluations of all statements into a decision. Source: IAM's "Policy evaluation logic". */
export function decide(policy: readonly Json[], request: EvaluatedRequest): BucketPolicyDecision {
  const statements = policy.flatMap((statement, index) => statementOf(statement, index, request));
  const withRole = (...roles: BucketPolicyRole[]) => statements.filter(({ role }) => roles.includes(role));
  const [denying, allowing] = [withRole(DENIES), withRole(ALLOWS)];
  if (denying.length > 0) {
    return { outcome: DENIED, statements: denying };
  }
  if (allowing.length > 0 && withRole(MAY_DENY, MAY_ALLOW_OR_DENY).length === 0) {
    return { outcome: ALLOWED, statements: allowing };
  }
  return allowing.length > 0 || withRole(MAY_ALLOW, MAY_ALLOW_OR_DENY).length > 0
    ? { outcome: DEPENDS, statements: withRole(allowing.length > 0 ? ALLOWS : MAY_ALLOW, MAY_DENY, MAY_ALLOW_OR_DENY) }
    : { outcome: NOT_ALLOWED, statements: withRole(NEARLY_ALLOWS) };
}

/** Empty if the statement has no part in the decision. */
function statementOf(statement: Json, index: number, request: EvaluatedRequest): BucketPolicyStatement[] {
  const evaluation = evaluateStatement(statement, request);
  const effect = isObject(statement) ? statement.Effect : undefined;
  const role = roleOf(effect, evaluation);
  if (role === undefined) {
    return [];
  }
  const place = placeOf(statement, index);
  const dependsOn = clausesOf(evaluation.applies);
  const subject = `${request.action} on ${plain(request.arn)}`;
  const words = isObject(statement)
    ? `${labelOf(place)} ${EFFECTS.get(effect)?.verb ?? 'may allow or deny'} ${subject}${conditionText(effect, dependsOn)}`
    : `${labelOf(place)} is not a JSON object, so it is unknown whether it allows or denies ${subject}`;
  return [{ ...place, role, dependsOn, because: evaluation.holding, against: evaluation.against, words }];
}

function roleOf(effect: Json | undefined, { applies, against }: StatementEvaluation): BucketPolicyRole | undefined {
  if (applies === false) {
    return effect === 'Allow' && against.length === 1 ? NEARLY_ALLOWS : undefined;
  }
  const roles = EFFECTS.get(effect);
  return roles === undefined ? MAY_ALLOW_OR_DENY : applies === true ? roles.does : roles.may;
}

const EFFECTS = new Map<Json | undefined, { verb: string; does: BucketPolicyRole; may: BucketPolicyRole }>([
  ['Allow', { verb: 'allows', does: ALLOWS, may: MAY_ALLOW }],
  ['Deny', { verb: 'denies', does: DENIES, may: MAY_DENY }],
]);

function conditionText(effect: Json | undefined, clauses: readonly Clause[]): string {
  const [only, ...more] = clauses;
  if (effect === 'Deny' && more.length === 0 && only?.unless !== undefined) {
    return ` unless ${only.unless}`;
  }
  const conditions = only && ` if ${clauses.map(({ when }) => when).join(', and if ')}`;
  const error = effect === undefined ? 'is missing' : `${quoted(effect)} is not understood`;
  return `${conditions && effect === 'Allow' ? ' only' : ''}${conditions ?? ''}${EFFECTS.has(effect) ? '' : `; its Effect ${error}`}`;
}
