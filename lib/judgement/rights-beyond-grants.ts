import type { ZencoderGrant } from '../grants/grant';
import { type GrantedResources, grantedResources } from '../grants/scope';
import { type Accounts, namesAccount, namesEverybody, type OneAccount } from '../iam/account';
import { coversAction } from '../iam/action-and-resource';
import { conditionsOf, describeMetConditions } from '../iam/condition';
import { Coverage, coverageOf, type ResourceSet } from '../iam/coverage';
import { canApply } from '../iam/grammar/applicability';
import { asList, isSameName, placeOf, type StatementPlace } from '../iam/policy';
import { coversRequester } from '../iam/principal';
import { all, type Clause, clausesOf } from '../iam/verdict';
import { isObject, type Json, type JsonObject } from '../messages/json';
import { ZencoderAction } from '../zencoder/account-and-roles';
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
  /** The places of the grants that allow some of it without an end. */
  readonly grants: readonly number[];
  /** What only a request can tell; none where each is allowed. */
  readonly dependsOn: readonly Clause[];
  /** The conditions that hold for each request, in words. */
  readonly because: readonly string[];
}

/**
 * What statements allow one account of Zencoder without naming any of them, and no other statement surely denies it.
 * @param account all of them
 */
export function rightsBeyondGrants(
  grants: readonly ZencoderGrant[],
  statements: readonly Json[],
  bucket: string,
  { requester, account }: { readonly requester: OneAccount; readonly account: Accounts },
  requests: ZencoderRequests,
): RightBeyondGrants[] {
  const denials = sureDenials(statements, requests);
  const granted = grants.map((grant) => (grant.expires === undefined ? grantedResources(grant, bucket) : []));
  return statements.flatMap((statement, index) => {
    if (!isObject(statement) || statement.Effect !== 'Allow' || namesZencoder(statement, account)) {
      return [];
    }
    const { NotPrincipal, Principal } = statement;
    const isByNotPrincipal = NotPrincipal !== undefined;
    const who = isByNotPrincipal ? !namesAccount(NotPrincipal, requester) : namesEverybody(Principal);
    const conditions = conditionsOf(statement.Condition, { context: requests.context, hasVariables: true });
    const verdict = all([who, ...conditions.map((condition) => condition.verdict)]);
    const rights = rightsOf(statement).filter(({ action, set }) => !deniesAll(denials, action, set, requests));
    return verdict === false || rights.length === 0
      ? []
      : [
          {
            place: placeOf(statement, index),
            statement,
            isByNotPrincipal,
            beyond: inWords(rights.filter((right) => !granted.some((of) => isGranted(right, of)))),
            grants: granted.flatMap((of, grant) => (rights.some((right) => isGranted(right, of)) ? [grant] : [])),
            dependsOn: clausesOf(verdict),
            because: describeMetConditions(conditions),
          },
        ];
  });
}

/** It is refused beside the grants, and so no right that comes with everybody's. */
function namesZencoder(statement: JsonObject, account: Accounts): boolean {
  return namesAccount(statement.Principal, account) || namingTests(statement, account).length > 0;
}

/** An action on a resource, both in the words of the statement. */
interface StatementRight {
  readonly action: string;
  readonly resource: string;
  /** Undefined where the resource is neither one name nor all that begin so. */
  readonly set: ResourceSet | undefined;
}

/** Each action with each resource that it can be about. */
function rightsOf({ Action, NotAction, Resource, NotResource }: JsonObject): StatementRight[] {
  const actions = Action === undefined ? allBut(NotAction) : asList(Action).map(String);
  const resources = Resource === undefined ? allBut(NotResource) : asList(Resource).map(String);
  const sets = resources.map((resource) => ({ resource, set: Resource === undefined ? undefined : setOf(resource) }));
  return actions.flatMap((action) =>
    sets.filter(({ resource }) => canApply(action, resource)).map((of) => ({ action, ...of })),
  );
}

function allBut(element: Json | undefined): string[] {
  return asList(element).map((value) => `all but ${String(value)}`);
}

function isGranted({ action, set }: StatementRight, granted: readonly GrantedResources[]): boolean {
  return (
    set !== undefined &&
    granted.some((one) => isSameName(one.action, action) && one.resources.some((of) => contains(of, set)))
  );
}

function inWords(rights: readonly StatementRight[]): Beyond {
  return {
    actions: [...new Set(rights.map(({ action }) => action))],
    resources: [...new Set(rights.map(({ resource }) => resource))],
  };
}

/** What a pattern of a `Resource` names, where it is one name, or all names that begin so. */
function setOf(resource: string): ResourceSet | undefined {
  const [, text, end] = /^([^*?$]*)(\*?)$/.exec(resource) ?? [];
  return text === undefined ? undefined : { arn: text, isPrefix: end === '*' };
}

function contains(wide: ResourceSet, narrow: ResourceSet): boolean {
  return wide.isPrefix ? narrow.arn.startsWith(wide.arn) : !narrow.isPrefix && narrow.arn === wide.arn;
}

/** With an ACL and without one, which is all that requests for different actions differ in. */
const DIFFERENT_REQUESTS = [ZencoderAction.PUT_OBJECT, ZencoderAction.GET_OBJECT];

/** The statements that deny Zencoder something whatever a request says. */
function sureDenials(statements: readonly Json[], { requester, contextOf }: ZencoderRequests): JsonObject[] {
  return statements.filter((statement): statement is JsonObject => {
    if (!isObject(statement) || statement.Effect !== 'Deny') {
      return false;
    }
    const conditions = DIFFERENT_REQUESTS.flatMap((action) =>
      conditionsOf(statement.Condition, { context: contextOf(action), hasVariables: true }),
    );
    return all([coversRequester(statement, requester), ...conditions.map(({ verdict }) => verdict)]) === true;
  });
}

/**
 * Whether one of them is about all that an action, as a statement has it, can do with the resources. Of an action with wildcards that
 * is known only where the denial names it by wildcards too. Undefined resources are not known, and so not denied.
 */
function deniesAll(
  denials: readonly JsonObject[],
  action: string,
  resources: ResourceSet | undefined,
  { context }: ZencoderRequests,
): boolean {
  return (
    resources !== undefined &&
    denials.some((denial) => namesAction(denial, action) && coverageOf(denial, resources, context) === Coverage.ALL)
  );
}

function namesAction(denial: JsonObject, action: string): boolean {
  const isPattern = /[*?]/.test(action);
  // A "?" would match the "*" of a pattern as if it were a letter.
  const isComparable = denial.Action !== undefined && !asList(denial.Action).some((one) => String(one).includes('?'));
  return (!isPattern || isComparable) && coversAction(denial, action) === true;
}
