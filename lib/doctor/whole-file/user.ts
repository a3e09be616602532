import type { ResolvedUser } from '../../config/resolve';
import { USER_POLICY_NAME, userPolicyJson } from '../../grants/user-policy';
import { isTooDeep, TOO_DEEP } from '../../iam/grammar/document';
import { meaningOf } from '../../iam/meaning';
import { asList, statementsOf } from '../../iam/policy';
import type { AwsServices } from '../../live/aws-services';
import type { Observed } from '../../live/facts';
import { inspectUser, type UserFacts } from '../../live/iam-user';
import { isObject, type Json, type JsonObject } from '../../messages/json';
import { plain, quoted } from '../../messages/wording';
import { cause, type Finding, Level, notObserved } from '../../report/cause';
import { applyOf } from './bucket-policy';
import { type ExpiryWindow, expiryFindings } from './expiring-grants';
import { type CheckedThing, checkedThing, type InForce, inForce, State, Thing } from './in-force';

/** All that the file says of a user. */
export async function checkUser(planned: ResolvedUser, services: AwsServices, expiry: ExpiryWindow): Promise<InForce> {
  const ends = expiryFindings(planned.grants, expiry);
  const facts = await inspectUser(services, planned.user, USER_POLICY_NAME);
  const user = checkUserItself(planned, facts);
  return inForce(
    user.state === State.MISSING ? [user] : [user, checkUserPolicy(planned, facts)],
    user.state === State.MISSING ? ends : [...besides(facts), ...ends],
  );
}

function checkUserItself(planned: ResolvedUser, { user, keys }: UserFacts): CheckedThing {
  const { user: name, stack, permissionsBoundary, accessKey } = planned;
  if (!user.known) {
    const what = `whether there is a user ${name}, and what bounds it (GetUser)`;
    return checkedThing(Thing.USER, undefined, [notObserved(what, user, { decides: true })]);
  }
  if (user.value === null) {
    const seen = `There is no user ${quoted(name)}.`;
    const why = 'Zencoder gets InvalidAccessKeyId for credentials of a user that is not there.';
    const finding = cause(Level.PROBLEM, 'user-missing', seen, why, [applyOf(stack)]);
    return checkedThing(Thing.USER, undefined, [finding], State.MISSING);
  }
  const live = user.value.permissionsBoundary;
  const says = (arn: string | undefined) => arn ?? 'none';
  const seen = `The permissions boundary of the user is ${says(live)}, and the file says ${says(permissionsBoundary)}.`;
  const why = 'It bounds what the user may do, whatever the policy allows.';
  const boundary = cause(Level.PROBLEM, 'permissions-boundary', seen, why, [applyOf(stack)]);
  return checkedThing(Thing.USER, undefined, [
    ...(live === permissionsBoundary ? [] : [boundary]),
    ...keyFindings(name, keys, accessKey === true),
  ]);
}

function keyFindings(user: string, keys: UserFacts['keys'], isMade: boolean): Finding[] {
  if (!keys.known) {
    return [notObserved(`whether the user ${user} has an active access key (ListAccessKeys)`, keys)];
  }
  if (keys.value.some(({ isActive }) => isActive)) {
    return [];
  }
  const has = keys.value.length === 0 ? 'no access key' : 'no active access key';
  const seen = `The user has ${has}${isMade ? ', and the file says accessKey: true' : ''}.`;
  const change = { what: 'Make or activate one, and save it in the Zencoder account' };
  const level = isMade ? Level.PROBLEM : Level.WARNING;
  return [cause(level, 'access-key', seen, 'Zencoder cannot sign a request as that user.', [change])];
}

function checkUserPolicy(planned: ResolvedUser, { policy }: UserFacts): CheckedThing {
  const { user, stack } = planned;
  const read = understood(policy);
  if (!read.known) {
    const what = `whether the policy of the user ${user} is in force (GetUserPolicy)`;
    return checkedThing(Thing.USER_POLICY, undefined, [notObserved(what, read, { decides: true })]);
  }
  if (read.value === null) {
    const seen = `The user has no inline policy ${USER_POLICY_NAME}.`;
    const finding = cause(Level.PROBLEM, 'policy-missing', seen, 'It may do nothing of what the file grants.', [
      applyOf(stack),
    ]);
    return checkedThing(Thing.USER_POLICY, undefined, [finding], State.MISSING);
  }
  const [expected, live] = [partsOf(JSON.parse(userPolicyJson(planned)) as Json), partsOf(read.value)];
  const notIn = (some: Parts, others: Parts) =>
    [...some].flatMap(([meaning, words]) => (others.has(meaning) ? [] : words));
  const [lacking, beyond] = [notIn(expected, live), notIn(live, expected)];
  const problem = (check: string, seen: string, why: string) =>
    cause(Level.PROBLEM, check, seen, why, [applyOf(stack)]);
  return checkedThing(Thing.USER_POLICY, undefined, [
    ...(lacking.length > 0
      ? [problem('policy-lacks', `The policy does not say what the file grants: ${lacking.join('; ')}.`, LACKS)]
      : []),
    ...(beyond.length > 0
      ? [problem('policy-beyond', `The policy says what the file does not grant: ${beyond.join('; ')}.`, BEYOND)]
      : []),
  ]);
}

const LACKS = 'IAM refuses a user what no policy of it allows.';
const BEYOND = 'The policy was changed by somebody else, or the file was and is not applied yet.';

function understood(policy: Observed<string | null>): Observed<Json> {
  if (!policy.known || policy.value === null) {
    return policy as Observed<null>;
  }
  try {
    const value = JSON.parse(policy.value) as Json;
    return isTooDeep(value) ? { known: false, why: `the policy ${TOO_DEEP}` } : { known: true, value };
  } catch {
    return { known: false, why: 'what IAM answers is not JSON' };
  }
}

type Parts = ReadonlyMap<string, string>;

/** Each action on each resource that a policy speaks of, by its meaning, in words: however its statements are split. */
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
      const words = `${plain(String(Effect))} ${wordOf(action)} on ${wordOf(resource)}${under}`;
      return [meaningOf({ ...statement, Action: action, Resource: resource }), words];
    }),
  );
}

/** What a statement has in place of both is told as JSON. */
function wordOf(value: Json): string {
  return value === null ? 'all but what it names' : plain(String(value));
}

/** What else lets the user do something: the file says "nothing else". */
function besides({ inline, attached, groups }: UserFacts): Finding[] {
  const unknown = (what: string, operation: string, observation: Observed<readonly string[]>) =>
    observation.known ? [] : [notObserved(`${what} (${operation})`, observation)];
  const named = (what: string, observation: Observed<readonly string[]>) =>
    observation.known && observation.value.length > 0 ? [`${what} ${observation.value.map(plain).join(', ')}`] : [];
  const all = [
    ...named('the inline policies', inline),
    ...named('the attached policies', attached),
    ...named('the groups', groups),
  ];
  const seen = `The user also has ${all.join('; ')}.`;
  const why = 'They may allow Zencoder more than the file grants.';
  return [
    ...(all.length > 0
      ? [
          cause(Level.WARNING, 'other-policies', seen, why, [
            { what: 'Take them from the user, if they are not meant' },
          ]),
        ]
      : []),
    ...unknown('whether the user has other inline policies', 'ListUserPolicies', inline),
    ...unknown('whether policies are attached to the user', 'ListAttachedUserPolicies', attached),
    ...unknown('whether the user is in groups', 'ListGroupsForUser', groups),
  ];
}
