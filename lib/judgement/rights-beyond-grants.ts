import { conditionsOf } from '../iam/condition';
import type { ResourceSet } from '../iam/coverage';
import { type Account, namesAccount, namesEverybody } from '../iam/named-account';
import { listed, placeOf, type StatementPlace } from '../iam/policy';
import { all, type Clause, clausesOf } from '../iam/verdict';
import type { ZencoderGrant } from '../policy/grant';
import { grantedResources } from '../policy/granted-resources';
import { isObject, type Json, type JsonObject } from '../policy/json';
import { namingTests } from './named-in-condition';
import type { ZencoderRequests } from './zencoder-requests';

/** Actions and resources in the words of a statement. */
export interface Beyond {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** What a statement allows Zencoder together with everybody. */
export interface RightBeyondGrants {
  readonly place: StatementPlace;
  readonly statement: JsonObject;
  /** It allows all but those whom its `NotPrincipal` names. */
  readonly isByNotPrincipal: boolean;
  /** What of it is in no grant, as it is written; nothing where Zencoder has all of it by the grants. */
  readonly beyond: Beyond;
  /** What only a request can tell; none where each is allowed. */
  readonly dependsOn: readonly Clause[];
  /** The conditions that hold for each request, in words. */
  readonly because: readonly string[];
}

/** What statements allow Zencoder without naming it. */
export function rightsBeyondGrants(
  grants: readonly ZencoderGrant[],
  statements: readonly Json[],
  bucket: string,
  account: Account,
  requests: ZencoderRequests,
): RightBeyondGrants[] {
  return statements.flatMap((statement, index) => {
    if (!isObject(statement) || statement.Effect !== 'Allow' || namesZencoder(statement, account)) {
      return [];
    }
    const { NotPrincipal, Principal } = statement;
    const isByNotPrincipal = NotPrincipal !== undefined;
    const who = isByNotPrincipal ? !namesAccount(NotPrincipal, account) : namesEverybody(Principal);
    const conditions = conditionsOf(statement.Condition, { context: requests.context, hasVariables: true });
    const verdict = all([who, ...conditions.map((condition) => condition.verdict)]);
    return verdict === false
      ? []
      : [
          {
            place: placeOf(statement, index),
            statement,
            isByNotPrincipal,
            beyond: beyond(statement, grants, bucket),
            dependsOn: clausesOf(verdict),
            because: conditions.filter((condition) => condition.verdict === true).map(({ words }) => words),
          },
        ];
  });
}

/** It is refused beside the grants, and so no right that comes with everybody's. */
function namesZencoder(statement: JsonObject, account: Account): boolean {
  return namesAccount(statement.Principal, account) || namingTests(statement, account).length > 0;
}

/** What of a statement no grant without an end allows, in the words of the statement. */
function beyond(statement: JsonObject, grants: readonly ZencoderGrant[], bucket: string): Beyond {
  const granted = grants
    .filter(({ expires }) => expires === undefined)
    .flatMap((grant) => grantedResources(grant, bucket));
  const { Action, NotAction, Resource, NotResource } = statement;
  const all = (element: Json | undefined) => listed(element).map((value) => `all but ${String(value)}`);
  const resources = Resource === undefined ? all(NotResource) : listed(Resource).map(String);
  if (Action === undefined) {
    return { actions: all(NotAction), resources };
  }
  const isGranted = (action: string, resource: string) => {
    const set = setOf(resource);
    return granted.some(
      (one) =>
        one.action.toLowerCase() === action.toLowerCase() &&
        one.resources.some((of) => set !== undefined && contains(of, set)),
    );
  };
  const actions = listed(Action).map(String);
  const left = actions.filter((action) => resources.some((resource) => !isGranted(action, resource)));
  const on = resources.filter((resource) => left.some((action) => !isGranted(action, resource)));
  return { actions: left, resources: on };
}

/** What a pattern of a `Resource` names, where it is one name, or all names that begin so. */
function setOf(resource: string): ResourceSet | undefined {
  const [, text, end] = /^([^*?$]*)(\*?)$/.exec(resource) ?? [];
  return text === undefined ? undefined : { arn: text, isPrefix: end === '*' };
}

function contains(wide: ResourceSet, narrow: ResourceSet): boolean {
  return wide.isPrefix ? narrow.arn.startsWith(wide.arn) : !narrow.isPrefix && narrow.arn === wide.arn;
}
