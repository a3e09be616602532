import { OUR_SID } from '../../grants/sid';
import { type Clause, clausesOf } from '../../iam/verdict';
import type { Fix, Judgement, Unknown } from '../../report/cause';
import { yamlLines } from '../../report/grant-lines';
import type { CheckContext } from '../context';
import { asked, grouped, named } from '../decision-words';
import { dependsOnRequest, isDenying, openStatements } from '../open-statements';
import type { ActionDecision, DecidingStatement } from '../policy-decisions';

/** A statement and an action for which it may be an obstacle. */
interface Obstacle extends ActionDecision {
  readonly statement: DecidingStatement;
}

/** Conditions on what only a request has, such as its address: nothing can be said of them from here, nor be advised. */
export function checkRequestConditions(decisions: readonly ActionDecision[], facts: CheckContext): Judgement {
  const obstacles = decisions.flatMap((one): Obstacle[] =>
    openStatements(one, facts)
      .filter(dependsOnRequest)
      .map((statement) => ({ ...one, statement })),
  );
  const groups = grouped(obstacles, ({ statement }) =>
    JSON.stringify([isDenying(statement), isOurs(statement), clausesOf(statement.reading.applies)]),
  );
  return { findings: [], unknown: groups.map((group) => unknownOf(group, facts)) };
}

function unknownOf(group: readonly Obstacle[], facts: CheckContext): Unknown {
  const { statement } = group[0]!;
  const clauses = clausesOf(statement.reading.applies);
  const what = statement.needsTls
    ? "Zencoder's requests come over TLS, which nobody has promised"
    : `${clauses.map(positive).join(' and ')} in Zencoder's requests`;
  return {
    what: `whether ${what}`,
    why: `${verdictWords(group, facts)} ${conditionWords(statement, clauses)}`,
    dependsOnRequest: true,
    ...(statement.needsTls && isOurs(statement) ? { changes: [withoutTls(facts)] } : {}),
  };
}

function verdictWords(group: readonly Obstacle[], facts: CheckContext): string {
  const statements = [...new Map(group.map(({ statement }) => [statement.index, statement])).values()];
  const [one, several] = isDenying(statements[0]!) ? ['denies', 'deny'] : ['allows', 'allow'];
  const actions = [...new Map(group.map((obstacle) => [obstacle.action, obstacle])).values()];
  return `${named(statements)} of the bucket's policy ${statements.length === 1 ? one : several} Zencoder ${asked(actions, facts)}`;
}

/** A single clause is asked for without its "not". */
function positive({ when, unless }: Clause, _: number, { length }: readonly Clause[]): string {
  return length === 1 ? (unless ?? when) : when;
}

function conditionWords(statement: DecidingStatement, clauses: readonly Clause[]): string {
  const conditions = clauses.map(({ when }) => when).join(' and ');
  if (!isDenying(statement)) {
    return statement.needsTls ? `only if ${conditions}` : 'only then';
  }
  return statement.needsTls
    ? `if ${conditions}`
    : clauses.length === 1 && clauses[0]!.unless !== undefined
      ? 'otherwise'
      : 'in that case';
}

/** It is of `requireTls`, if it is about TLS. */
function isOurs({ sid = '' }: DecidingStatement): boolean {
  return OUR_SID.test(sid);
}

function withoutTls(facts: CheckContext): Fix {
  return {
    what: 'If they do not, allow requests without TLS in zencoder.yaml, and apply',
    yaml: yamlLines(facts, ['requireTls: false']),
  };
}
