import { accountIdsOf, accountsOf, accountsPrincipal, type OneAccount } from '../iam/account';
import { decide } from '../iam/bucket-policy';
import { BucketPolicyOutcome, BucketPolicyRole, type BucketPolicyStatement } from '../iam/decision';
import { hasVariables, labelOf, statementsOf } from '../iam/policy';
import { type EvaluatedRequest, evaluateStatement } from '../iam/statement';
import { OVER_TLS, zencoderRequestsAt } from '../judgement/zencoder-requests';
import type { Json, JsonObject } from '../messages/json';
import { quoted } from '../messages/wording';
import { ZencoderResourceType } from '../s3/actions';
import { bucketArn } from '../s3/escaped-arn';
import { Zencoder, type ZencoderAction } from '../zencoder/account-and-roles';
import { isAllowedByAcl } from './acl-access';
import { type CheckContext, keyToJudge, Purpose, ROLES } from './context';

const { MAY_ALLOW, MAY_DENY, MAY_ALLOW_OR_DENY } = BucketPolicyRole;

/** A statement that led to a decision. */
export interface DecidingStatement extends BucketPolicyStatement {
  /** The statement itself. */
  readonly given: Json;
  /** It allows a request over TLS, or does not deny it, and can have another effect without TLS. */
  readonly needsTls: boolean;
}

/** What the policy decides for one of the actions that Zencoder needs. */
export interface ActionDecision {
  readonly action: ZencoderAction;
  readonly outcome: BucketPolicyOutcome;
  readonly statements: readonly DecidingStatement[];
  /** The account of Zencoder that it is for: of several accounts, the one with the worst outcome. */
  readonly accountId: string;
}

/** What the policy of the bucket decides for each action that Zencoder needs there. */
export function decisionsOf(policy: JsonObject, context: CheckContext): ActionDecision[] {
  return Zencoder.roleActions(ROLES[context.purpose]).map((action) => {
    const each = accountsOf(context.zencoder).map((requester) => decisionFor(requester, action, policy, context));
    return BEST_LAST.flatMap((outcome) => each.filter((one) => one.outcome === outcome))[0]!;
  });
}

const BEST_LAST = [
  BucketPolicyOutcome.DENIED,
  BucketPolicyOutcome.NOT_ALLOWED,
  BucketPolicyOutcome.DEPENDS,
  BucketPolicyOutcome.ALLOWED,
];

function decisionFor(requester: OneAccount, action: ZencoderAction, policy: JsonObject, context: CheckContext) {
  const statements = statementsOf(policy);
  const asked = requestFor(requester, action, policy, context);
  const overTls = requestFor(requester, action, policy, context, OVER_TLS);
  const decision = decide(statements, asked);
  return {
    action,
    accountId: requester.accountId,
    outcome: decision.outcome,
    statements: decision.statements.map((statement) => {
      const given = statements[statement.index]!;
      const needsTls = evaluateStatement(given, overTls).applies === APPLIES_ON_SUCCESS.get(statement.role);
      return { ...statement, given, needsTls };
    }),
  };
}

/** Whether a statement that may apply has to apply for the request to succeed. */
const APPLIES_ON_SUCCESS = new Map([
  [MAY_ALLOW, true],
  [MAY_DENY, false],
]);

function requestFor(
  account: OneAccount,
  action: ZencoderAction,
  policy: JsonObject,
  context: CheckContext,
  assumed = {},
): EvaluatedRequest {
  const { requester, contextOf } = zencoderRequestsAt(account, context.now, assumed);
  const isOnObject = Zencoder.resourceType(action) === ZencoderResourceType.OBJECT;
  return {
    requester,
    action,
    arn: `${bucketArn(context.url.bucket)}${isOnObject ? `/${keyToJudge(context)}` : ''}`,
    context: contextOf(action),
    hasVariables: hasVariables(policy),
  };
}

/** The same policy with a last statement that allows Zencoder everything: then only statements that deny matter. */
export function withEverythingAllowed(policy: JsonObject, { zencoder }: CheckContext): JsonObject {
  const everything = {
    Effect: 'Allow',
    Principal: accountsPrincipal(accountIdsOf(zencoder)),
    Action: '*',
    Resource: '*',
  };
  return { ...policy, Statement: [...statementsOf(policy), everything] };
}

/**
 * The statements that decide whether an action is allowed. If an ACL allows it, those that may allow it do not matter.
 */
export function openStatements({ statements }: ActionDecision, context: CheckContext): DecidingStatement[] {
  const byAcl = context.purpose === Purpose.INPUT && isAllowedByAcl(context);
  return statements.filter((one) => isDenying(one) || (one.role === MAY_ALLOW && !byAcl));
}

/** Whether a statement denies if it applies, or may deny. */
export function isDenying({ role }: DecidingStatement): boolean {
  return role === MAY_DENY || role === MAY_ALLOW_OR_DENY;
}

/** Whether only the conditions of a statement are undecided, and only a request contains the values that they test. */
export function dependsOnRequest({ role, dependsOn }: DecidingStatement): boolean {
  return role !== MAY_ALLOW_OR_DENY && dependsOn.length > 0 && dependsOn.every(({ isOfRequest }) => isOfRequest);
}

/** The actions of decisions and their resources, in words. @param joint `or` after a negation */
export function actionWords(
  decisions: readonly ActionDecision[],
  context: CheckContext,
  joint: 'and' | 'or' = 'and',
): string {
  const words = (type: ZencoderResourceType, on: string) => {
    const actions = decisions.map(({ action }) => action).filter((one) => Zencoder.resourceType(one) === type);
    return actions.length > 0 ? [`${enumerated(actions, joint)} on ${on}`] : [];
  };
  return [
    ...words(ZencoderResourceType.OBJECT, quoted(keyToJudge(context))),
    ...words(ZencoderResourceType.BUCKET, 'the bucket'),
  ].join(`, ${joint} `);
}

/** Statements by their index and Sid. */
export function statementNames(statements: readonly BucketPolicyStatement[]): string {
  return enumerated(statements.map(labelOf));
}

function enumerated(words: readonly string[], joint = 'and'): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} ${joint} ${words.at(-1)}`;
}
