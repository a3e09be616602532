import { BucketPolicyOutcome } from '../../iam/decision';
import { labelOf, NO_POLICY, placeOf } from '../../iam/policy';
import { withExemption } from '../../judgement/exemption';
import { grouped } from '../../messages/grouped';
import { isObject, type JsonObject } from '../../messages/json';
import { type Cause, cause, type Finding, type Fix, Level, notObserved } from '../../report/cause';
import { isAllowedByAcl } from '../acl-access';
import { type CheckContext, Purpose } from '../context';
import { grantFixes } from '../grant-fixes';
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

/** What the bucket's policy, and an ACL beside it, say to what Zencoder needs. */
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

/** A Deny holds against Zencoder whatever allows it something. */
function denials(decisions: readonly ActionDecision[], context: CheckContext): Cause[] {
  const groups = grouped(decisions, (one) => one.statements.map(({ index, because }) => [index, because]));
  return groups.map((group) => {
    const { statements: denying } = group[0]!;
    const conditions = [...new Set(denying.flatMap(({ because }) => because))];
    const reason = conditions.length === 0 ? '' : `, as ${conditions.join(' and ')}`;
    const seen = `${statementNames(denying)} of the bucket's policy ${denying.length === 1 ? 'denies' : 'deny'} Zencoder ${actionWords(group, context)}${reason}.`;
    const why = 'A statement that denies wins over every one that allows.';
    return cause(Level.PROBLEM, 'deny', seen, why, exemptions(denying, context));
  });
}

/** What depends on how a statement is meant, or on who in Zencoder's account sends a request. */
function doubts(decisions: readonly ActionDecision[], context: CheckContext): Cause[] {
  const doubtful = (one: ActionDecision) => openStatements(one, context).filter((open) => !dependsOnRequest(open));
  const open = decisions.filter((one) => doubtful(one).length > 0);
  const groups = grouped(open, (one) => doubtful(one).map(({ index, dependsOn }) => [index, dependsOn]));
  const causes = groups.map((group) => {
    const denying = doubtful(group[0]!).filter(isDenying);
    const allowing = doubtful(group[0]!).filter((statement) => !isDenying(statement));
    const [check, refused] =
      denying.length > 0 ? ['deny', 'what a statement denies'] : ['policy', 'another account what no statement allows'];
    const seen = `${[...denying, ...allowing].map(({ words }) => words).join('. ')}.`;
    const why = `Whether that holds for Zencoder is not known here; S3 refuses ${refused}.`;
    const grants = allowing.length > 0 ? grantFixes(group, context) : [];
    return cause(Level.DOUBT, check!, seen, why, [...exemptions(denying, context), ...grants]);
  });
  return ['deny', 'policy'].flatMap((check) => causes.filter((one) => one.check === check));
}

/** How statements that deny have to change so that they spare Zencoder. */
function exemptions(denying: readonly DecidingStatement[], { zencoder }: CheckContext): Fix[] {
  const place = 'it is in the file that otherStatements names, where zencoder.yaml has the bucket';
  return denying.flatMap(({ index, given }): Fix[] => {
    if (!isObject(given)) {
      return [];
    }
    const name = labelOf(placeOf(given, index));
    const statement = withExemption(given, zencoder);
    const what =
      statement === null
        ? `Take ${name} out of the bucket's policy`
        : `Change ${name} of the bucket's policy so that it spares Zencoder`;
    return [{ what: `${what} (${place})`, index, statement }];
  });
}
