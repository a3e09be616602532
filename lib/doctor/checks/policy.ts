import { BucketPolicyOutcome } from '../../iam/decision';
import { labelOf, placeOf, statementsOfText } from '../../iam/policy';
import { sparing } from '../../judgement/exemption';
import { grouped } from '../../messages/grouped';
import { isObject, type Json } from '../../messages/json';
import { type Cause, type Finding, type Fix, Level, notObserved } from '../../report/cause';
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
  const statements = statementsOfText(policy.value);
  const of = (outcome: BucketPolicyOutcome, json = policy.value) =>
    decisionsOf(json, context).filter((one) => one.outcome === outcome);
  const lacking = of(BucketPolicyOutcome.NOT_ALLOWED);
  const denied = of(BucketPolicyOutcome.DEPENDS, withEverythingAllowed(policy.value, context)).filter(({ action }) =>
    lacking.some((one) => one.action === action),
  );
  const open = [...of(BucketPolicyOutcome.DEPENDS), ...denied];
  return [
    ...denials(of(BucketPolicyOutcome.DENIED), statements, context),
    ...checkNotAllowed(lacking, statements, context),
    ...doubts(open, statements, context),
    ...checkRequestConditions(open, context),
  ];
}

/** A Deny holds against Zencoder whatever allows it something. */
function denials(decisions: readonly ActionDecision[], statements: readonly Json[], context: CheckContext): Cause[] {
  const groups = grouped(decisions, (one) => one.statements.map(({ index, because }) => [index, because]));
  return groups.map((group) => {
    const { statements: denying } = group[0]!;
    const conditions = [...new Set(denying.flatMap(({ because }) => because))];
    const reason = conditions.length === 0 ? '' : `, as ${conditions.join(' and ')}`;
    return {
      check: 'deny',
      level: Level.PROBLEM,
      seen: `${statementNames(denying)} of the bucket's policy ${denying.length === 1 ? 'denies' : 'deny'} Zencoder ${actionWords(group, context)}${reason}.`,
      why: 'A statement that denies wins over every one that allows.',
      changes: exemptions(denying, statements, context),
    };
  });
}

/** What depends on how a statement is meant, or on who in Zencoder's account sends a request. */
function doubts(decisions: readonly ActionDecision[], statements: readonly Json[], context: CheckContext): Cause[] {
  const doubtful = (one: ActionDecision) => openStatements(one, context).filter((open) => !dependsOnRequest(open));
  const open = decisions.filter((one) => doubtful(one).length > 0);
  const causes = grouped(open, (one) => doubtful(one).map(({ index, dependsOn }) => [index, dependsOn])).map(
    (group): Cause => {
      const denying = doubtful(group[0]!).filter(isDenying);
      const allowing = doubtful(group[0]!).filter((statement) => !isDenying(statement));
      const actions = group.map(({ action }) => action);
      return {
        check: denying.length > 0 ? 'deny' : 'policy',
        level: Level.DOUBT,
        seen: `${[...denying, ...allowing].map(({ words }) => words).join('. ')}.`,
        why: `Whether that holds for Zencoder is not known here; S3 refuses ${denying.length > 0 ? 'what a statement denies' : 'another account what no statement allows'}.`,
        changes: [
          ...exemptions(denying, statements, context),
          ...(allowing.length > 0 ? grantFixes(actions, context) : []),
        ],
      };
    },
  );
  return ['deny', 'policy'].flatMap((check) => causes.filter((cause) => cause.check === check));
}

/** How statements that deny have to change so that they spare Zencoder. */
function exemptions(
  denying: readonly DecidingStatement[],
  statements: readonly Json[],
  { zencoder }: CheckContext,
): Fix[] {
  const place = 'it is in the file that otherStatements names, where zencoder.yaml has the bucket';
  return denying.flatMap(({ index }): Fix[] => {
    const given = statements[index]!;
    if (!isObject(given)) {
      return [];
    }
    const name = labelOf(placeOf(given, index));
    const statement = sparing(given, zencoder);
    return statement === null
      ? [{ what: `Take ${name} out of the bucket's policy (${place})`, index, statement }]
      : [{ what: `Change ${name} of the bucket's policy so that it spares Zencoder (${place})`, index, statement }];
  });
}
