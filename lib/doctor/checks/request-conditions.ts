import { OUR_SID } from '../../grants/sid';
import type { Clause } from '../../iam/verdict';
import { grouped } from '../../messages/grouped';
import type { Unknown } from '../../report/cause';
import type { CheckContext } from '../context';
import { fileLines } from '../grant-fixes';
import {
  type ActionDecision,
  actionWords,
  type DecidingStatement,
  dependsOnRequest,
  isDenying,
  openStatements,
  statementNames,
} from '../policy-decisions';

/** A statement that can deny an action, or fail to allow it. */
interface Obstacle extends ActionDecision {
  readonly statement: DecidingStatement;
}

/**
 * Conditions on values that only a request contains, such as its address. This command cannot evaluate them, so it
 * gives no advice.
 */
export function checkRequestConditions(decisions: readonly ActionDecision[], context: CheckContext): Unknown[] {
  const obstacles = decisions.flatMap((one): Obstacle[] =>
    openStatements(one, context)
      .filter(dependsOnRequest)
      .map((statement) => ({ ...one, statement })),
  );
  const groups = grouped(obstacles, ({ statement }) => [isDenying(statement), isOurs(statement), statement.dependsOn]);
  return groups.map((group) => unknownOf(group, context));
}

function unknownOf(group: readonly Obstacle[], context: CheckContext): Unknown {
  const { statement } = group[0]!;
  const what = statement.needsTls
    ? "Zencoder's requests use TLS, which Zencoder does not guarantee"
    : `${withoutNot(statement.dependsOn)} in Zencoder's requests`;
  const withoutTls = {
    what: 'If they do not, allow requests without TLS in zencoder.yaml, and apply',
    yaml: fileLines(context, ['requireTls: false']),
  };
  return {
    what: `whether ${what}`,
    why: `${verdictWords(group, context)} ${conditionWords(statement)}`,
    dependsOnRequest: true,
    ...(statement.needsTls && isOurs(statement) ? { changes: [withoutTls] } : {}),
  };
}

/** What the statements of a group do: deny actions, or allow them. */
function verdictWords(group: readonly Obstacle[], context: CheckContext): string {
  const statements = [...new Map(group.map(({ statement }) => [statement.index, statement])).values()];
  const [one, several] = isDenying(statements[0]!) ? ['denies', 'deny'] : ['allows', 'allow'];
  const verb = statements.length === 1 ? one : several;
  const actions = [...new Map(group.map((obstacle) => [obstacle.action, obstacle])).values()];
  return `${statementNames(statements)} of the bucket's policy ${verb} Zencoder ${actionWords(actions, context)}`;
}

/** The conditions in words. A single condition is worded without its "not". */
function withoutNot(clauses: readonly Clause[]): string {
  const [only, ...more] = clauses;
  return more.length === 0 ? (only!.unless ?? only!.when) : clauses.map(({ when }) => when).join(' and ');
}

function conditionWords(statement: DecidingStatement): string {
  const { dependsOn: clauses } = statement;
  const conditions = clauses.map(({ when }) => when).join(' and ');
  if (!isDenying(statement)) {
    return statement.needsTls ? `only if ${conditions}` : 'only in that case';
  }
  if (statement.needsTls) {
    return `if ${conditions}`;
  }
  return clauses.length === 1 && clauses[0]!.unless !== undefined ? 'otherwise' : 'in that case';
}

/** Whether this tool wrote the statement; `requireTls` adds the condition on TLS then. */
function isOurs({ sid = '' }: DecidingStatement): boolean {
  return OUR_SID.test(sid);
}
