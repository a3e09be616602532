import { BucketPolicyOutcome } from '../../iam/decision';
import { statementsOfText } from '../../iam/policy';
import type { Json } from '../../messages/json';
import { type Cause, Check, found, type Judgement, Level, notSeen, together } from '../../report/cause';
import { isAllowedByAcl } from '../acl-access';
import { type CheckContext, Purpose } from '../context';
import { asked, grouped, named } from '../decision-words';
import { exemptions } from '../exemptions';
import { type ActionDecision, type DecidingStatement, decisionsOf, withEverythingAllowed } from '../policy-decisions';
import { checkNotAllowed } from './not-allowed';
import { checkDoubts } from './policy-doubts';
import { checkRequestConditions } from './request-conditions';

/** What the bucket's policy, and an ACL beside it, say to what Zencoder needs. */
export function checkPolicy(facts: CheckContext): Judgement {
  const { policy } = facts.bucket;
  if (!policy.known) {
    const isNeeded = facts.purpose === Purpose.OUTPUT || !isAllowedByAcl(facts);
    return notSeen("the bucket's policy", policy, { decides: isNeeded });
  }
  const decisions = decisionsOf(policy.value, facts);
  const statements = statementsOfText(policy.value);
  const of = (outcome: BucketPolicyOutcome, among = decisions) => among.filter((one) => one.outcome === outcome);
  const lacking = of(BucketPolicyOutcome.NOT_ALLOWED);
  const onceAllowed = decisionsOf(withEverythingAllowed(policy.value, facts), facts);
  const denied = of(BucketPolicyOutcome.DEPENDS, onceAllowed).filter(({ action }) =>
    lacking.some((one) => one.action === action),
  );
  const open = [...of(BucketPolicyOutcome.DEPENDS), ...denied];
  return together([
    found(...denials(of(BucketPolicyOutcome.DENIED), statements, facts)),
    checkNotAllowed(lacking, statements, facts),
    checkDoubts(open, statements, facts),
    checkRequestConditions(open, facts),
  ]);
}

/** A Deny holds against Zencoder whatever allows it something. */
function denials(decisions: readonly ActionDecision[], statements: readonly Json[], facts: CheckContext): Cause[] {
  return grouped(decisions, reasonsOf).map((group) => {
    const { statements: denying } = group[0]!;
    return {
      check: Check.DENY,
      level: Level.PROBLEM,
      seen: `${named(denying)} of the bucket's policy ${denying.length === 1 ? 'denies' : 'deny'} Zencoder ${asked(group, facts)}${reasons(denying)}.`,
      why: 'A statement that denies wins over every one that allows.',
      changes: exemptions(denying, statements, facts),
    };
  });
}

function reasonsOf({ statements }: ActionDecision): string {
  return JSON.stringify(statements.map(({ index, because }) => [index, because]));
}

function reasons(denying: readonly DecidingStatement[]): string {
  const conditions = [...new Set(denying.flatMap(({ because }) => because))];
  return conditions.length === 0 ? '' : `, as ${conditions.join(' and ')}`;
}
