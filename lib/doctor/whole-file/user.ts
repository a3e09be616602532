import type { ResolvedUser } from '../../config/resolve';
import { USER_POLICY_NAME, userPolicyJson } from '../../grants/user-policy';
import { isTooDeep, TOO_DEEP } from '../../iam/grammar/document';
import { meaningOf } from '../../iam/meaning';
import { asList, statementsOf } from '../../iam/policy';
import type { AwsServices } from '../../live/aws-services';
import type { Observed } from '../../live/facts';
import { inspectUser, type UserFacts } from '../../live/iam-user';
import { asText, isObject, type Json, type JsonObject } from '../../messages/json';
import { plain, quoted } from '../../messages/wording';
import { cause, type Finding, Level, notObserved } from '../../report/cause';
import { applyOf } from './bucket-policy';
import { type ExpiryWindow, expiryFindings } from './expiring-grants';
import { type CheckedThing, checkedThing, type InForce, inForce, State, Thing } from './in-force';

/** Checks everything that the file says about a user. */
export async function checkUser(planned: ResolvedUser, services: AwsServices, expiry: ExpiryWindow): Promise<InForce> {
  const ends = expiryFindings(planned.grants, expiry);
  const facts = await inspectUser(services, planned.user, USER_POLICY_NAME);
  const user = checkUserItself(planned, facts);
  return inForce(
    user.state === State.MISSING ? [user] : [user, checkUserPolicy(planned, facts)],
    user.state === State.MISSING ? ends : [...otherPolicies(facts), ...ends],
  );
}

function checkUserItself(planned: ResolvedUser, { user, keys }: UserFacts): CheckedThing {
  const { user: name, stack, permissionsBoundary, accessKey } = planned;
  if (!user.known) {
    const what = `whether the user ${name} exists, and which permissions boundary it has (GetUser)`;
    return checkedThing(Thing.USER, undefined, [notObserved(what, user, { decides: true })]);
  }
  if (user.value === null) {
    const observation = `There is no user ${quoted(name)}.`;
    const why = 'S3 answers InvalidAccessKeyId for the credentials of a user that does not exist.';
    const finding = cause(Level.PROBLEM, 'user-missing', observation, why, [applyOf(stack)]);
    return checkedThing(Thing.USER, undefined, [finding], State.MISSING);
  }
  const current = user.value.permissionsBoundary;
  const nameOf = (arn: string | undefined) => arn ?? 'none';
  const observation = `The permissions boundary of the user is ${nameOf(current)}, but zencoder.yaml says ${nameOf(permissionsBoundary)}.`;
  const why = 'It limits what the user can do, whatever the policy allows.';
  const boundary = cause(Level.PROBLEM, 'permissions-boundary', observation, why, [applyOf(stack)]);
  return checkedThing(Thing.USER, undefined, [
    ...(current === permissionsBoundary ? [] : [boundary]),
    ...keyFindings(name, keys, accessKey === true),
  ]);
}

function keyFindings(user: string, keys: UserFacts['keys'], isCreated: boolean): Finding[] {
  if (!keys.known) {
    return [notObserved(`whether the user ${user} has an active access key (ListAccessKeys)`, keys)];
  }
  if (keys.value.some(({ isActive }) => isActive)) {
    return [];
  }
  const has = keys.value.length === 0 ? 'no access key' : 'no active access key';
  const observation = `The user has ${has}${isCreated ? ', but zencoder.yaml says accessKey: true' : ''}.`;
  const change = { what: 'Create or activate an access key, and save it in the Zencoder account' };
  const level = isCreated ? Level.PROBLEM : Level.WARNING;
  return [cause(level, 'access-key', observation, 'Zencoder cannot sign requests as this user.', [change])];
}

function checkUserPolicy(planned: ResolvedUser, { policy }: UserFacts): CheckedThing {
  const { user, stack } = planned;
  const read = parsed(policy);
  if (!read.known) {
    const what = `whether the policy of the user ${user} is in force (GetUserPolicy)`;
    return checkedThing(Thing.USER_POLICY, undefined, [notObserved(what, read, { decides: true })]);
  }
  if (read.value === null) {
    const observation = `The user has no inline policy ${USER_POLICY_NAME}.`;
    const finding = cause(
      Level.PROBLEM,
      'policy-missing',
      observation,
      'It has none of the access that zencoder.yaml grants.',
      [applyOf(stack)],
    );
    return checkedThing(Thing.USER_POLICY, undefined, [finding], State.MISSING);
  }
  const [expected, current] = [partsOf(JSON.parse(userPolicyJson(planned)) as Json), partsOf(read.value)];
  const notIn = (some: Parts, other: Parts) =>
    [...some].flatMap(([meaning, words]) => (other.has(meaning) ? [] : words));
  const [lacking, beyond] = [notIn(expected, current), notIn(current, expected)];
  const problem = (check: string, observation: string, why: string) =>
    cause(Level.PROBLEM, check, observation, why, [applyOf(stack)]);
  return checkedThing(Thing.USER_POLICY, undefined, [
    ...(lacking.length > 0
      ? [
          problem(
            'policy-lacks',
            `The policy of the user does not contain what zencoder.yaml grants: ${lacking.join('; ')}.`,
            LACKS,
          ),
        ]
      : []),
    ...(beyond.length > 0
      ? [
          problem(
            'policy-beyond',
            `The policy of the user contains what zencoder.yaml does not grant: ${beyond.join('; ')}.`,
            BEYOND,
          ),
        ]
      : []),
  ]);
}

const LACKS = 'IAM denies a user every request that no policy of the user allows.';
const BEYOND = 'Somebody changed the policy, or changed zencoder.yaml and has not applied it yet.';

function parsed(policy: Observed<string | null>): Observed<Json> {
  if (!policy.known || policy.value === null) {
    return policy as Observed<null>;
  }
  try {
    const value = JSON.parse(policy.value) as Json;
    return isTooDeep(value) ? { known: false, why: `the policy ${TOO_DEEP}` } : { known: true, value };
  } catch {
    return { known: false, why: 'the answer of IAM is not JSON' };
  }
}

type Parts = ReadonlyMap<string, string>;

/**
 * Each action on each resource of a policy in words, by its meaning, so that it does not matter how statements are
 * split.
 */
function partsOf(policy: Json): Parts {
  return new Map(
    statementsOf(policy).flatMap((statement): [string, string][] =>
      isObject(statement) ? statementParts(statement) : [[JSON.stringify(statement), quoted(statement)]],
    ),
  );
}

function statementParts(statement: JsonObject): [string, string][] {
  const { Action = null, Resource = null, Effect = null, Condition } = statement;
  const under = Condition === undefined ? '' : ` under ${plain(JSON.stringify(Condition))}`;
  return asList(Action).flatMap((action) =>
    asList(Resource).map((resource): [string, string] => {
      const words = `${plain(asText(Effect))} ${wordOf(action)} on ${wordOf(resource)}${under}`;
      return [meaningOf({ ...statement, Action: action, Resource: resource }), words];
    }),
  );
}

/** An action or resource; a statement without one has NotAction or NotResource. */
function wordOf(value: Json): string {
  return value === null ? 'everything except what it names' : plain(asText(value));
}

/** Other policies of the user: the file describes all of its access. */
function otherPolicies({ inline, attached, groups }: UserFacts): Finding[] {
  const unknown = (what: string, operation: string, observation: Observed<readonly string[]>) =>
    observation.known ? [] : [notObserved(`${what} (${operation})`, observation)];
  const named = (what: string, observation: Observed<readonly string[]>) =>
    observation.known && observation.value.length > 0 ? [`${what} ${observation.value.map(plain).join(', ')}`] : [];
  const all = [
    ...named('the inline policies', inline),
    ...named('the attached policies', attached),
    ...named('the groups', groups),
  ];
  const observation = `The user also has ${all.join('; ')}.`;
  const why = 'They can allow Zencoder more than zencoder.yaml grants.';
  return [
    ...(all.length > 0
      ? [
          cause(Level.WARNING, 'other-policies', observation, why, [
            { what: 'If they are not intended, remove them from the user' },
          ]),
        ]
      : []),
    ...unknown('whether the user has other inline policies', 'ListUserPolicies', inline),
    ...unknown('whether policies are attached to the user', 'ListAttachedUserPolicies', attached),
    ...unknown('whether the user is in groups', 'ListGroupsForUser', groups),
  ];
}
