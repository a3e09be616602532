import type { Json } from '../../messages/json';
import { type Cause, Check, found, type Judgement, Level } from '../../report/cause';
import { grantChanges } from '../../report/grant-lines';
import type { CheckContext } from '../context';
import { grouped } from '../decision-words';
import { exemptions } from '../exemptions';
import { dependsOnRequest, isDenying, openStatements } from '../open-statements';
import type { ActionDecision } from '../policy-decisions';

/** What depends on how a statement is meant, or on who in Zencoder's account sends a request. */
export function checkDoubts(
  decisions: readonly ActionDecision[],
  statements: readonly Json[],
  facts: CheckContext,
): Judgement {
  const doubtful = (one: ActionDecision) => openStatements(one, facts).filter((open) => !dependsOnRequest(open));
  const open = decisions.filter((one) => doubtful(one).length > 0);
  const groups = grouped(open, (one) =>
    JSON.stringify(doubtful(one).map(({ index, dependsOn }) => [index, dependsOn])),
  );
  return found(
    ...groups.map((group): Cause => {
      const denying = doubtful(group[0]!).filter(isDenying);
      const allowing = doubtful(group[0]!).filter((statement) => !isDenying(statement));
      const actions = group.map(({ action }) => action);
      return {
        check: denying.length > 0 ? Check.DENY : Check.POLICY,
        level: Level.DOUBT,
        seen: `${[...denying, ...allowing].map(({ words }) => words).join('. ')}.`,
        why: `Whether that holds for Zencoder is not known here; S3 refuses ${denying.length > 0 ? 'what a statement denies' : 'another account what no statement allows'}.`,
        changes: [
          ...exemptions(denying, statements, facts),
          ...(allowing.length > 0 ? grantChanges(actions, facts) : []),
        ],
      };
    }),
  );
}
