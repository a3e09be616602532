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

/** Actions and resources as a statement writes them. */
export interface Beyond {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** Access that a statement allows everybody, including Zencoder. */
export interface RightBeyondGrants {
  readonly place: StatementPlace;
  readonly statement: JsonObject;
  /** Whether the statement allows everybody except its `NotPrincipal`. */
  readonly isByNotPrincipal: boolean;
  /** The access that no grant allows; empty if the grants allow all of it. */
  readonly beyond: Beyond;
  /** The indexes of the grants without an expiry that allow some of the access. */
  readonly grants: readonly number[];
  /** The conditions that depend on the request; empty if every request is allowed. */
  readonly dependsOn: readonly Clause[];
  /** The conditions that every request meets, in words. */
  readonly because: readonly string[];
}

/**
 * The access that statements allow one Zencoder account without naming any Zencoder account, unless another statement certainly denies it.
 * @param account all Zencoder accounts
 */
export function rightsBeyondGrants(
  grants: readonly ZencoderGrant[],
  statements: readonly Json[],
  bucket: string,
  { requester, account }: { readonly requester: OneAccount; readonly account: Accounts },
  requests: ZencoderRequests,
): RightBeyondGrants[] {
  const denials = certainDenials(statements, requests);
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

/** Whether a statement names Zencoder. Such a statement is an error, and is reported elsewhere. */
function namesZencoder(statement: JsonObject, account: Accounts): boolean {
  return namesAccount(statement.Principal, account) || namingTests(statement, account).length > 0;
}

/** An action on a resource, both as the statement writes them. */
interface StatementRight {
  readonly action: string;
  readonly resource: string;
  /** Undefined if the resource is neither a name nor a prefix. */
  readonly set: ResourceSet | undefined;
}

/** Each action with each resource that it can apply to. */
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

/** The set of a `Resource` that is a name or a prefix; undefined for other patterns. */
function setOf(resource: string): ResourceSet | undefined {
  const [, text, end] = /^([^*?$]*)(\*?)$/.exec(resource) ?? [];
  return text === undefined ? undefined : { arn: text, isPrefix: end === '*' };
}

function contains(wide: ResourceSet, narrow: ResourceSet): boolean {
  return wide.isPrefix ? narrow.arn.startsWith(wide.arn) : !narrow.isPrefix && narrow.arn === wide.arn;
}

/** One request with an ACL and one without: requests for different actions differ only in this. */
const REQUEST_VARIANTS = [ZencoderAction.PUT_OBJECT, ZencoderAction.GET_OBJECT];

/** The Deny statements that apply to every request of Zencoder. */
function certainDenials(statements: readonly Json[], { requester, contextOf }: ZencoderRequests): JsonObject[] {
  return statements.filter((statement): statement is JsonObject => {
    if (!isObject(statement) || statement.Effect !== 'Deny') {
      return false;
    }
    const conditions = REQUEST_VARIANTS.flatMap((action) =>
      conditionsOf(statement.Condition, { context: contextOf(action), hasVariables: true }),
    );
    return all([coversRequester(statement, requester), ...conditions.map(({ verdict }) => verdict)]) === true;
  });
}

/**
 * Whether one Deny covers an action, which can have wildcards, on all of the resources. For an action with wildcards, this is known only
 * if the Deny names it with wildcards, too. Undefined resources are unknown, and so count as not denied.
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
  // A "?" in the Deny would match the "*" of the action as if it were a letter.
  const isComparable = denial.Action !== undefined && !asList(denial.Action).some((one) => String(one).includes('?'));
  return (!isPattern || isComparable) && coversAction(denial, action) === true;
}
