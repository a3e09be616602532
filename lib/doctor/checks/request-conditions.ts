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

/** A statement that may be an obstacle to an action. */
interface Obstacle extends ActionDecision {
  readonly statement: DecidingStatement;
}

/** Conditions on what only a request has, such as its address: nothing can be said of them from here, nor be advised. */
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
    ? "Zencoder's requests come over TLS, which nobody has promised"
    : `${positive(statement.dependsOn)} in Zencoder's requests`;
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

function verdictWords(group: readonly Obstacle[], context: CheckContext): string {
  const statements = [...new Map(group.map(({ statement }) => [statement.index, statement])).values()];
  const [one, several] = isDenying(statements[0]!) ? ['denies', 'deny'] : ['allows', 'allow'];
  const verb = statements.length === 1 ? one : several;
  const actions = [...new Map(group.map((obstacle) => [obstacle.action, obstacle])).values()];
  return `${statementNames(statements)} of the bucket's policy ${verb} Zencoder ${actionWords(actions, context)}`;
}

/** A single clause is asked for without its "not". */
function positive(clauses: readonly Clause[]): string {
  const [only, ...more] = clauses;
  return more.length === 0 ? (only!.unless ?? only!.when) : clauses.map(({ when }) => when).join(' and ');
}

function conditionWords(statement: DecidingStatement): string {
  const { dependsOn: clauses } = statement;
  const conditions = clauses.map(({ when }) => when).join(' and ');
  if (!isDenying(statement)) {
    return statement.needsTls ? `only if ${conditions}` : 'only then';
  }
  if (statement.needsTls) {
    return `if ${conditions}`;
  }
  return clauses.length === 1 && clauses[0]!.unless !== undefined ? 'otherwise' : 'in that case';
}

/** It is of `requireTls`, if it is about TLS. */
function isOurs({ sid = '' }: DecidingStatement): boolean {
  return OUR_SID.test(sid);
}
