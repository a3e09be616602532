import { BucketPolicyRole } from '../iam/decision';
import { clausesOf } from '../iam/verdict';
import { isAllowedByAcl } from './acl-access';
import { type CheckContext, Purpose } from './context';
import type { ActionDecision, DecidingStatement } from './policy-decisions';

const DENYING = [BucketPolicyRole.MAY_DENY, BucketPolicyRole.MAY_ALLOW_OR_DENY];

/** The statements on which it depends whether an action is allowed; what may allow it does not matter where an ACL does. */
export function openStatements({ statements }: ActionDecision, facts: CheckContext): DecidingStatement[] {
  const byAcl = facts.purpose === Purpose.INPUT && isAllowedByAcl(facts);
  const roles = byAcl ? DENYING : [...DENYING, BucketPolicyRole.MAY_ALLOW];
  return statements.filter(({ role }) => roles.includes(role));
}

/** Whether a statement that applies denies, or may. */
export function isDenying({ role }: DecidingStatement): boolean {
  return DENYING.includes(role);
}

/** Whether it is by its conditions alone that a statement may not apply, and only a request has what they test. */
export function dependsOnRequest({ role, reading }: DecidingStatement): boolean {
  const clauses = clausesOf(reading.applies);
  return (
    role !== BucketPolicyRole.MAY_ALLOW_OR_DENY &&
    clauses.length > 0 &&
    clauses.every(({ isOfRequest }) => isOfRequest === true)
  );
}
