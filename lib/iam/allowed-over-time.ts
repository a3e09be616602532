import type { JsonObject } from '../messages/json';
import { conditionsOf } from './condition';
import { boundariesOf } from './dates';
import type { Requester } from './principal';
import { RequestContext } from './request-context';
import { type EvaluatedRequest, evaluateStatement } from './statement';
import { all, type Verdict } from './verdict';

/** A request at no particular time, with or without TLS. */
export type TimelessRequest = Pick<EvaluatedRequest, 'action' | 'arn'>;

/**
 * What policies allow over time, to compare them: how certain it is that a statement of each allows a request, from 0 where none
 * does to 1, with 0.5 where that cannot be told. Each list is for all times that make a difference to a condition of one of the
 * policies, with TLS and without, in the same order.
 *
 * @param policies the statements of each with the effect Allow, in the current version of the policy language
 */
export function allowedOverTime(
  policies: readonly (readonly JsonObject[])[],
  requester: Requester,
): ((request: TimelessRequest) => number[])[] {
  const contexts = contextsToCompare(policies.flat(), requester);
  const anyTime = new RequestContext(requester.accountId, {});
  // A condition does not depend on the request, and there can be hundreds of requests and of times.
  const conditions = new Map<JsonObject, number[]>();
  const certaintiesOf = (statement: JsonObject) => {
    const of = conditions.get(statement) ?? contexts.map((context) => certaintyOfCondition(statement, context));
    conditions.set(statement, of);
    return of;
  };
  return policies.map((statements) => (request) => {
    const asked = { ...request, requester, context: anyTime, hasVariables: true };
    const rows = statements.flatMap((statement) => {
      const about = certainty(evaluateStatement({ ...statement, Condition: {} }, asked).applies);
      return about === 0 ? [] : [certaintiesOf(statement).map((holds) => Math.min(holds, about))];
    });
    return contexts.map((_, at) => Math.max(0, ...rows.map((row) => row[at]!)));
  });
}

function certaintyOfCondition({ Condition }: JsonObject, context: RequestContext): number {
  return certainty(all(conditionsOf(Condition, { context, hasVariables: true }).map(({ verdict }) => verdict)));
}

function certainty(verdict: Verdict): number {
  return typeof verdict === 'boolean' ? Number(verdict) : 0.5;
}

/** At each date of the conditions; just before it, which represents the time since the previous date; and after all. */
function contextsToCompare(statements: readonly JsonObject[], { accountId }: Requester): RequestContext[] {
  const values = JSON.stringify(statements.map(({ Condition = {} }) => Condition)).match(/[\w:.+-]+/g) ?? [];
  const borders = [...new Set([...values.flatMap(boundariesOf), Date.UTC(9999, 11)])];
  return borders
    .flatMap((border) => [border - 1, border])
    .map((time) => ({ 'aws:CurrentTime': [new Date(time).toISOString()] }))
    .flatMap((known) =>
      ['true', 'false'].map((tls) => new RequestContext(accountId, { ...known, 'aws:SecureTransport': [tls] })),
    );
}
