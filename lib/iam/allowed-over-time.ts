import type { JsonObject } from '../messages/json';
import { conditionsOf } from './condition';
import { boundariesOf } from './dates';
import type { Requester } from './principal';
import { RequestContext } from './request-context';
import { type EvaluatedRequest, evaluateStatement } from './statement';
import { all, type Verdict } from './verdict';

/** A request without a time. It can use TLS or not. */
export type TimelessRequest = Pick<EvaluatedRequest, 'action' | 'arn'>;

/**
 * Evaluates policies at different times, to compare them. The result for a policy and a request is a list of numbers: 1
 * where a statement allows the request, 0 where no statement allows it, and 0.5 where this is not known. The lists of
 * all policies are for the same times, in the same order: each time at which a condition of a policy can change, with
 * and without TLS.
 *
 * @param policies the Allow statements of each policy, in the current version of the policy language
 */
export function allowedOverTime(
  policies: readonly (readonly JsonObject[])[],
  requester: Requester,
): ((request: TimelessRequest) => number[])[] {
  const contexts = contextsToCompare(policies.flat(), requester);
  const anyTime = new RequestContext(requester.accountId, {});
  // Conditions are evaluated once, since they do not depend on the request, and there can be hundreds of requests and
  // times.
  const conditions = new Map<JsonObject, number[]>();
  const certaintiesOf = (statement: JsonObject) => {
    const of = conditions.get(statement) ?? contexts.map((context) => certaintyOfCondition(statement, context));
    conditions.set(statement, of);
    return of;
  };
  return policies.map((statements) => (request) => {
    const evaluated = { ...request, requester, context: anyTime, hasVariables: true };
    const rows = statements.flatMap((statement) => {
      const about = certainty(evaluateStatement({ ...statement, Condition: {} }, evaluated).applies);
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

/** A context for each date in the conditions, for the time before each date, and for the time after the last one. */
function contextsToCompare(statements: readonly JsonObject[], { accountId }: Requester): RequestContext[] {
  const values = JSON.stringify(statements.map(({ Condition = {} }) => Condition)).match(/[\w:.+-]+/g) ?? [];
  const boundaries = [...new Set([...values.flatMap(boundariesOf), Date.UTC(9999, 11)])];
  return boundaries
    .flatMap((boundary) => [boundary - 1, boundary])
    .map((time) => ({ 'aws:CurrentTime': [new Date(time).toISOString()] }))
    .flatMap((known) =>
      ['true', 'false'].map((tls) => new RequestContext(accountId, { ...known, 'aws:SecureTransport': [tls] })),
    );
}
