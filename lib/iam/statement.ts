import { isObject, type Json } from '../messages/json';
import { quoted } from '../messages/wording';
import { coversAction, coversResource } from './action-and-resource';
import { conditionsOf, describeMetConditions } from './condition';
import { STATEMENT_MEMBERS } from './policy';
import { coversRequester, type Requester } from './principal';
import type { RequestContext } from './request-context';
import { all, depends, type Verdict } from './verdict';

/** A request in the form in which the elements of a statement are compared with it. */
export interface EvaluatedRequest {
  readonly requester: Requester;
  readonly action: string;
  readonly arn: string;
  readonly context: RequestContext;
  /** Whether `${…}` is a variable in the policy; undefined if the version of the policy is unknown. */
  readonly hasVariables: boolean | undefined;
}

/** An element of a statement that can differ from a request. It includes its opposite, such as `NotAction`. */
export enum StatementElement {
  PRINCIPAL = 'Principal',
  ACTION = 'Action',
  RESOURCE = 'Resource',
  CONDITION = 'Condition',
}

const { PRINCIPAL, ACTION, RESOURCE, CONDITION } = StatementElement;

/** An element that does not match a request. */
export interface Mismatch {
  readonly element: StatementElement;
  /** For a condition, what it requires, as words that can follow "but". */
  readonly words?: string;
}

/** The result of comparing a statement with a request. */
export interface StatementEvaluation {
  readonly applies: Verdict;
  /** The descriptions of the conditions that are met. */
  readonly holding: readonly string[];
  readonly against: readonly Mismatch[];
}

const NOT_AN_OBJECT: StatementEvaluation = {
  applies: [{ when: 'it applies, which is unknown: it is not a JSON object' }],
  holding: [],
  against: [],
};

/** Whether a statement applies to a request, for any Effect. */
export function evaluateStatement(statement: Json, request: EvaluatedRequest): StatementEvaluation {
  if (!isObject(statement)) {
    return NOT_AN_OBJECT;
  }
  const { requester, action, arn, context, hasVariables = true } = request;
  const conditions = conditionsOf(statement.Condition, { context, hasVariables });
  const elements: readonly (Mismatch & { readonly verdict: Verdict })[] = [
    { verdict: coversRequester(statement, requester), element: PRINCIPAL },
    { verdict: coversAction(statement, action), element: ACTION },
    { verdict: coversResource(statement, arn, hasVariables ? context : undefined), element: RESOURCE },
    ...conditions.map(({ verdict, words }) => ({ verdict, element: CONDITION, words: `only if ${words}` })),
  ];
  const unknown = Object.keys(statement).filter((name) => !STATEMENT_MEMBERS.includes(name));
  return {
    applies: all([
      ...elements.map(({ verdict }) => verdict),
      ...unknown.map((name) => depends(`its element ${quoted(name)}, which is not known here, has no effect`)),
      request.hasVariables !== undefined ||
        depends('the Version of the policy, which is not known here, has no effect'),
    ]),
    holding: describeMetConditions(conditions),
    against: elements.filter(({ verdict }) => verdict === false),
  };
}
