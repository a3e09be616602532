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
 * The policy of a bucket, whoever wrote it, and what it says to requests of one AWS account.
 *
 * What is not understood is never guessed: the decision depends on it then. The account's own policies, Block Public Access,
 * ACLs and the keys of encrypted objects are beyond the policy of a bucket, and so beyond this.
 */
export class BucketPolicy {
  /**
   * Reads a policy as S3 gives it.
   * @throws an error where the text is not JSON or no policy document
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

  /** What the policy says to a request. */
  public decide({
    accountId,
    canonicalUserId,
    action,
    bucket,
    key,
    context = {},
  }: BucketPolicyRequest): BucketPolicyDecision {
    const asked: EvaluatedRequest = {
      requester: { accountId, canonicalUserId },
      action,
      arn: `${bucketArn(bucket)}${key === undefined ? '' : `/${key}`}`,
      context: new RequestContext(accountId, context),
      hasVariables: this.hasVariables,
    };
    return decide(this.statements, asked);
  }
}

const { ALLOWED, DENIED, NOT_ALLOWED, DEPENDS } = BucketPolicyOutcome;
const { ALLOWS, DENIES, MAY_ALLOW, MAY_DENY, MAY_ALLOW_OR_DENY, NEARLY_ALLOWS } = BucketPolicyRole;

/** Puts together what each statement says. Source: IAM's "Policy evaluation logic". */
export function decide(policy: readonly Json[], asked: EvaluatedRequest): BucketPolicyDecision {
  const statements = policy.flatMap((statement, index) => statementOf(statement, index, asked));
  const those = (...roles: BucketPolicyRole[]) => statements.filter(({ role }) => roles.includes(role));
  const [denying, allowing] = [those(DENIES), those(ALLOWS)];
  if (denying.length > 0) {
    return { outcome: DENIED, statements: denying };
  }
  if (allowing.length > 0 && those(MAY_DENY, MAY_ALLOW_OR_DENY).length === 0) {
    return { outcome: ALLOWED, statements: allowing };
  }
  return allowing.length > 0 || those(MAY_ALLOW, MAY_ALLOW_OR_DENY).length > 0
    ? { outcome: DEPENDS, statements: those(allowing.length > 0 ? ALLOWS : MAY_ALLOW, MAY_DENY, MAY_ALLOW_OR_DENY) }
    : { outcome: NOT_ALLOWED, statements: those(NEARLY_ALLOWS) };
}

/** None where the statement has nothing to do with the decision. */
function statementOf(statement: Json, index: number, asked: EvaluatedRequest): BucketPolicyStatement[] {
  const reading = evaluateStatement(statement, asked);
  const effect = isObject(statement) ? statement.Effect : undefined;
  const role = roleOf(effect, reading);
  if (role === undefined) {
    return [];
  }
  const place = placeOf(statement, index);
  const dependsOn = clausesOf(reading.applies);
  const request = `${asked.action} on ${plain(asked.arn)}`;
  const words = `${labelOf(place)} ${EFFECTS.get(effect)?.verb ?? 'allows or denies'} ${request}${conditionText(effect, dependsOn)}`;
  return [{ ...place, role, dependsOn, because: reading.holding, against: reading.against, words }];
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
  const fault = effect === undefined ? 'is missing' : `${quoted(effect)} is not understood`;
  return `${conditions && effect === 'Allow' ? ' only' : ''}${conditions ?? ''}${EFFECTS.has(effect) ? '' : `; its Effect ${fault}`}`;
}
