import { BucketPolicyOutcome, BucketPolicyRole, type BucketPolicyStatement } from '../iam/decision';
import { labelOf, placeOf, statementsOfText } from '../iam/policy';
import { sparing } from '../judgement/exemption';
import { isObject, type Json, type JsonObject } from '../policy/json';
import { AclAccess, aclAccess } from './acl-access';
import { type Case, Purpose } from './case';
import { type Change, Check, type Finding, found, type Judgement, Level, notSeen, together } from './finding';
import { grantChanges, yamlLines } from './grant-lines';
import { checkNotAllowed } from './not-allowed-check';
import { type ActionDecision, decisionsOf, withEverythingAllowed } from './policy-decisions';
import { asked, grouped, named } from './policy-words';

/** What the bucket's policy, and an ACL beside it, say to what Zencoder needs. */
export function checkPolicy(facts: Case): Judgement {
  const { policy } = facts.bucket;
  if (!policy.known) {
    const isNeeded = facts.purpose === Purpose.OUTPUT || aclAccess(facts) !== AclAccess.LETS_IN;
    return notSeen("the bucket's policy", policy, { decides: isNeeded });
  }
  const decisions = decisionsOf(policy.value, facts);
  const statements = statementsOfText(policy.value);
  const of = (outcome: BucketPolicyOutcome, among = decisions) =>
    among.filter(({ decision }) => decision.outcome === outcome);
  const lacking = of(BucketPolicyOutcome.NOT_ALLOWED);
  const onceAllowed = decisionsOf(withEverythingAllowed(policy.value, facts), facts);
  const denied = of(BucketPolicyOutcome.DEPENDS, onceAllowed).filter(({ action }) =>
    lacking.some((one) => one.action === action),
  );
  return together([
    found(...denials(of(BucketPolicyOutcome.DENIED), statements, facts)),
    checkNotAllowed(lacking, statements, facts),
    found(...doubts([...of(BucketPolicyOutcome.DEPENDS), ...denied], statements, facts)),
  ]);
}

/** A Deny holds against Zencoder whatever else lets it in. */
function denials(decisions: readonly ActionDecision[], statements: readonly Json[], facts: Case): Finding[] {
  return grouped(decisions, reasonsOf).map((group) => {
    const denying = group[0]!.decision.statements;
    return {
      check: Check.DENY,
      level: Level.PROBLEM,
      seen: `${named(denying)} of the bucket's policy denies Zencoder ${asked(group, facts)}${reasons(denying)}.`,
      why: 'A statement that denies wins over every one that allows.',
      changes: exemptions(denying, statements, facts),
    };
  });
}

function reasonsOf({ decision }: ActionDecision): string {
  return JSON.stringify(decision.statements.map(({ index, because }) => [index, because]));
}

function reasons(denying: readonly BucketPolicyStatement[]): string {
  const conditions = [...new Set(denying.flatMap(({ because }) => because))];
  return conditions.length === 0 ? '' : `, as ${conditions.join(' and ')}`;
}

function exemptions(denying: readonly BucketPolicyStatement[], statements: readonly Json[], facts: Case): Change[] {
  return denying.flatMap(({ index }) => {
    const statement = statements[index];
    return isObject(statement) ? [exemption(statement, index, facts)] : [];
  });
}

/** How a statement that denies has to change so that it spares Zencoder. */
function exemption(statement: JsonObject, index: number, { zencoder }: Case): Change {
  const name = labelOf(placeOf(statement, index));
  const place = 'it stands in the file that otherStatements names, where zencoder.yaml has the bucket';
  const spared = sparing(statement, zencoder);
  return spared === null
    ? { what: `Take ${name} out of the bucket's policy (${place})`, index, statement: null }
    : { what: `Change ${name} of the bucket's policy so that it spares Zencoder (${place})`, index, statement: spared };
}

const DENYING = [BucketPolicyRole.MAY_DENY, BucketPolicyRole.MAY_ALLOW_OR_DENY];
const DOUBTFUL = [...DENYING, BucketPolicyRole.MAY_ALLOW];

/** What holds only under conditions that cannot be seen from here; what may allow does not matter where an ACL lets in. */
function doubts(decisions: readonly ActionDecision[], statements: readonly Json[], facts: Case): Finding[] {
  const doubtful = ({ decision }: ActionDecision, ...roles: BucketPolicyRole[]) =>
    decision.statements.filter(({ role }) => roles.includes(role));
  const conditionsOf = (one: ActionDecision) =>
    JSON.stringify([one.needsTls, ...doubtful(one, ...DOUBTFUL).map(({ index, dependsOn }) => [index, dependsOn])]);
  const byAcl = facts.purpose === Purpose.INPUT && aclAccess(facts) === AclAccess.LETS_IN;
  const open = byAcl ? decisions.filter((one) => doubtful(one, ...DENYING).length > 0) : decisions;
  return grouped(open, conditionsOf).map((group) => {
    const { needsTls } = group[0]!;
    const denying = doubtful(group[0]!, ...DENYING);
    const allowing = doubtful(group[0]!, BucketPolicyRole.MAY_ALLOW);
    const grant = needsTls
      ? [withoutTls(facts)]
      : grantChanges(
          group.map(({ action }) => action),
          facts,
        );
    return {
      check: denying.length > 0 ? Check.DENY : Check.POLICY,
      level: Level.DOUBT,
      seen: needsTls
        ? `${named([...denying, ...allowing])} of the bucket's policy lets Zencoder do ${asked(group, facts)} over TLS only.`
        : `${[...denying, ...allowing].map(({ words }) => words).join('. ')}.`,
      why: needsTls
        ? 'Whether Zencoder comes over TLS cannot be seen from here; S3 refuses it if not.'
        : 'Whether that is so of what Zencoder asks cannot be seen from here; S3 refuses it if not.',
      changes: [...exemptions(denying, statements, facts), ...(allowing.length > 0 ? grant : [])],
    };
  });
}

function withoutTls(facts: Case): Change {
  return {
    what: 'Let Zencoder in without TLS too, in zencoder.yaml, and apply',
    yaml: yamlLines(facts, ['requireTls: false']),
  };
}
