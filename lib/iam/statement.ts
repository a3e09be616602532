import { isObject, type Json } from '../messages/json';
import { quoted } from '../messages/wording';
import { coversAction, coversResource } from './action-and-resource';
import { conditionsOf, describeMetConditions } from './condition';
import { STATEMENT_MEMBERS } from './policy';
import { coversRequester, type Requester } from './principal';
import type { RequestContext } from './request-context';
import { all, depends, type Verdict } from './verdict';

/** A request as the elements of a statement see it. */
export interface EvaluatedRequest {
  readonly requester: Requester;
  readonly action: string;
  readonly arn: string;
  readonly context: RequestContext;
  /** Whether `${…}` is a variable in the policy; undefined where its version is not known here. */
  readonly hasVariables: boolean | undefined;
}

/** Where a statement can differ from a request. A statement may have the opposite, such as `NotAction`. */
export enum StatementElement {
  PRINCIPAL = 'Principal',
  ACTION = 'Action',
  RESOURCE = 'Resource',
  CONDITION = 'Condition',
}

const { PRINCIPAL, ACTION, RESOURCE, CONDITION } = StatementElement;

/** What keeps a statement from applying to a request. */
export interface Mismatch {
  readonly element: StatementElement;
  /** Of a condition: words that follow a "but". */
  readonly words?: string;
}

/** What a statement says of a request. */
export interface StatementEvaluation {
  readonly applies: Verdict;
  /** The conditions that hold, in words. */
  readonly holding: readonly string[];
  readonly against: readonly Mismatch[];
}

const NOT_AN_OBJECT: StatementEvaluation = {
  applies: [{ when: 'it, which is not understood, says something' }],
  holding: [],
  against: [],
};

/** Whether a statement applies, whatever its effect is. */
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
  const strange = Object.keys(statement).filter((name) => !STATEMENT_MEMBERS.includes(name));
  return {
    applies: all([
      ...elements.map(({ verdict }) => verdict),
      ...strange.map((name) => depends(`its element ${quoted(name)}, which is not known here, changes nothing`)),
      request.hasVariables !== undefined ||
        depends('the Version of the policy, which is not known here, changes nothing'),
    ]),
    holding: describeMetConditions(conditions),
    against: elements.filter(({ verdict }) => verdict === false),
  };
}
