import type { ZencoderGrant } from '../grants/grant';
import { type GrantedResources, grantedResources } from '../grants/scope';
import { coversAction } from '../iam/action-and-resource';
import { conditionsOf, describeMetConditions } from '../iam/condition';
import { Coverage, coverageOf, type ResourceSet } from '../iam/coverage';
import { placeOf, type StatementPlace } from '../iam/policy';
import { coversRequester, type Requester } from '../iam/principal';
import type { RequestContext } from '../iam/request-context';
import { all, type Clause, clausesOf, type Verdict } from '../iam/verdict';
import { isObject, type Json, type JsonObject } from '../messages/json';
import type { ZencoderAction } from '../zencoder/account-and-roles';
import type { ZencoderRequests } from './zencoder-requests';

/** How many requests of a granted action a statement refuses. */
export enum Extent {
  /** Every request of the action that the grant allows. */
  ALL = 'all',
  PART = 'part',
}

/** A statement that denies Zencoder what a grant allows. */
export interface Refusal {
  readonly place: StatementPlace;
  readonly statement: JsonObject;
  /** The index of the grant in the list. */
  readonly grant: number;
  readonly actions: readonly ZencoderAction[];
  readonly extent: Extent;
  /** The resources of the grant that are refused completely. */
  readonly resources: readonly ResourceSet[];
  /** The conditions that depend on the request; empty if every request is refused. */
  readonly dependsOn: readonly Clause[];
  /** The conditions that every request meets, in words. */
  readonly because: readonly string[];
}

/** The refusals of granted actions by kept statements, one for each action. */
export function refusalsOf(
  grants: readonly ZencoderGrant[],
  statements: readonly Json[],
  bucket: string,
  requests: ZencoderRequests,
): Refusal[] {
  const known = new Map<RequestContext, Denial[]>();
  return grants.flatMap((grant, index) =>
    grantedResources(grant, bucket).flatMap((granted) => {
      const context = requests.contextOf(granted.action);
      const denials = known.get(context) ?? denialsIn(statements, requests.requester, context);
      known.set(context, denials);
      return refusalsOfAction(granted, index, denials, context);
    }),
  );
}

/** A Deny that applies to Zencoder if its clauses are met. Its actions and resources are not compared yet. */
interface Denial {
  readonly place: StatementPlace;
  readonly statement: JsonObject;
  readonly clauses: readonly Clause[];
  readonly because: readonly string[];
}

function denialsIn(statements: readonly Json[], requester: Requester, context: RequestContext): Denial[] {
  return statements.flatMap((statement, index) => {
    if (!isObject(statement) || statement.Effect !== 'Deny') {
      return [];
    }
    const conditions = conditionsOf(statement.Condition, { context, hasVariables: true });
    const verdict = all([coversRequester(statement, requester), ...conditions.map((condition) => condition.verdict)]);
    const because = describeMetConditions(conditions);
    const place = placeOf(statement, index);
    return verdict === false ? [] : [{ place, statement, clauses: clausesOf(verdict), because }];
  });
}

function refusalsOfAction(
  { action, resources }: GrantedResources,
  grant: number,
  denials: readonly Denial[],
  context: RequestContext,
): Refusal[] {
  const found = denials.flatMap((denial) => {
    const { statement } = denial;
    const verdict: Verdict = coversAction(statement, action);
    const coverages = resources.map((resource) => coverageOf(statement, resource, context));
    return verdict === false || coverages.every((coverage) => coverage === Coverage.NONE)
      ? []
      : [{ ...denial, clauses: [...denial.clauses, ...clausesOf(verdict)], coverages }];
  });
  const isCovered = (_: unknown, index: number) =>
    found.some(({ clauses, coverages }) => clauses.length === 0 && coverages[index] === Coverage.ALL);
  const isRefused = resources.every(isCovered);
  return found.map(({ place, statement, clauses, because, coverages }) => {
    const refused = resources.filter((_, index) => coverages[index] === Coverage.ALL);
    const isAll = refused.length === resources.length || (isRefused && clauses.length === 0 && refused.length > 0);
    return {
      place,
      statement,
      grant,
      actions: [action],
      extent: isAll ? Extent.ALL : Extent.PART,
      resources: refused,
      dependsOn: clauses,
      because,
    };
  });
}
