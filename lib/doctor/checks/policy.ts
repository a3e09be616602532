import { BucketPolicyOutcome } from '../../iam/decision';
import { labelOf, NO_POLICY, placeOf } from '../../iam/policy';
import { withExemption } from '../../judgement/exemption';
import { grouped } from '../../messages/grouped';
import { isObject, type JsonObject } from '../../messages/json';
import { type Cause, cause, type Finding, type Fix, Level, notObserved } from '../../report/cause';
import { isAllowedByAcl } from '../acl-access';
import { type CheckContext, Purpose } from '../context';
import { grantFixes, WHERE_TO_EDIT } from '../grant-fixes';
import {
  type ActionDecision,
  actionWords,
  type DecidingStatement,
  decisionsOf,
  dependsOnRequest,
  isDenying,
  openStatements,
  statementNames,
  withEverythingAllowed,
} from '../policy-decisions';
import { checkNotAllowed } from './not-allowed';
import { checkRequestConditions } from './request-conditions';

/** Whether the bucket's policy, or an ACL, allows what Zencoder needs. */
export function checkPolicy(context: CheckContext): Finding[] {
  const { policy } = context.bucket;
  if (!policy.known) {
    const decides = context.purpose === Purpose.OUTPUT || !isAllowedByAcl(context);
    return [notObserved("the bucket's policy", policy, { decides })];
  }
  const current = JSON.parse(policy.value ?? NO_POLICY) as JsonObject;
  const decisions = decisionsOf(current, context);
  const of = (outcome: BucketPolicyOutcome, among = decisions) => among.filter((one) => one.outcome === outcome);
  const lacking = of(BucketPolicyOutcome.NOT_ALLOWED);
  const onceAllowed = decisionsOf(withEverythingAllowed(current, context), context);
  const denied = of(BucketPolicyOutcome.DEPENDS, onceAllowed).filter(({ action }) =>
    lacking.some((one) => one.action === action),
  );
  const open = [...of(BucketPolicyOutcome.DEPENDS), ...denied];
  return [
    ...denials(of(BucketPolicyOutcome.DENIED), context),
    ...checkNotAllowed(lacking, context),
    ...doubts(open, context),
    ...checkRequestConditions(open, context),
  ];
}

/** Statements that deny Zencoder something, whatever an Allow grants. */
function denials(decisions: readonly ActionDecision[], context: CheckContext): Cause[] {
  const groups = grouped(decisions, (one) => one.statements.map(({ index, because }) => [index, because]));
  return groups.map((group) => {
    const { statements: denying } = group[0]!;
    const conditions = [...new Set(denying.flatMap(({ because }) => because))];
    const reason = conditions.length === 0 ? '' : ` because ${conditions.join(' and ')}`;
    const observation = `${statementNames(denying)} of the bucket's policy ${denying.length === 1 ? 'denies' : 'deny'} Zencoder ${actionWords(group, context)}${reason}.`;
    return cause(
      Level.PROBLEM,
      'deny',
      observation,
      'An explicit Deny overrides every Allow.',
      exemptions(denying, context),
    );
  });
}

/**
 * What depends on a statement that this command cannot interpret, or on the role of Zencoder's account that sends the
 * request.
 */
function doubts(decisions: readonly ActionDecision[], context: CheckContext): Cause[] {
  const doubtful = (one: ActionDecision) => openStatements(one, context).filter((open) => !dependsOnRequest(open));
  const open = decisions.filter((one) => doubtful(one).length > 0);
  const groups = grouped(open, (one) => doubtful(one).map(({ index, dependsOn }) => [index, dependsOn]));
  const causes = groups.map((group) => {
    const denying = doubtful(group[0]!).filter(isDenying);
    const allowing = doubtful(group[0]!).filter((statement) => !isDenying(statement));
    const [check, why] = denying.length > 0 ? ['deny', MAY_BE_DENIED] : ['policy', MAY_NOT_BE_ALLOWED];
    const observation = `${[...denying, ...allowing].map(({ words }) => words).join('. ')}.`;
    const grants = allowing.length > 0 ? grantFixes(group, context) : [];
    return cause(Level.DOUBT, check!, observation, why!, [...exemptions(denying, context), ...grants]);
  });
  return ['deny', 'policy'].flatMap((check) => causes.filter((one) => one.check === check));
}

const MAY_BE_DENIED =
  "This command cannot tell whether the bucket's policy denies Zencoder's request. If it does, the request fails.";
const MAY_NOT_BE_ALLOWED =
  "This command cannot tell whether the bucket's policy allows Zencoder's request. If it does not, S3 denies the request.";

/** The changes that exempt Zencoder from statements that deny. */
function exemptions(denying: readonly DecidingStatement[], { zencoder }: CheckContext): Fix[] {
  return denying.flatMap(({ index, given }): Fix[] => {
    if (!isObject(given)) {
      return [];
    }
    const name = labelOf(placeOf(given, index));
    const statement = withExemption(given, zencoder);
    const what =
      statement === null
        ? `Remove ${name} from the bucket's policy`
        : `Change ${name} of the bucket's policy to exempt Zencoder`;
    return [{ what: `${what} (${WHERE_TO_EDIT})`, index, statement }];
  });
}
