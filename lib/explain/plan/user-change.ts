import { OUR_SID } from '../../grants/sid';
import { asList, currentStatements, placeOf, statementsOf, VERSION } from '../../iam/policy';
import { grouped } from '../../messages/grouped';
import { asText, isObject, type Json, type JsonObject } from '../../messages/json';
import { Direction } from '../change-sentences';
import type { Principal } from '../right';
import { type PlanChange, undisclosed } from './plan-change';
import { type PlanFinding, PlanFindingKind, PlanLevel } from './plan-finding';
import { bucketsNamedBy, NONE, type PlannedPolicy, readPlannedPolicy } from './planned-policy';
import { unreadChanges, zencoderChanges } from './policy-comparison';
import type { UnreadStatement } from './policy-rights';
import { PlannedAction, type PlannedValue, type ResourceChange, textOf } from './resource-change';
import { joinedParts, type ReviewContext, type ReviewPart } from './review-parts';

const { NOTHING, DELETE, REPLACE, REPLACE_CREATE_FIRST, FORGET, CREATE } = PlannedAction;
const { OPENS, CLOSES } = Direction;
const DELETING = [DELETE, REPLACE, REPLACE_CREATE_FIRST];

/** What an apply does to the users whose credentials Zencoder has: those with an inline policy of this package. */
export function reviewUsers(changes: readonly ResourceChange[], context: ReviewContext): ReviewPart {
  const policies = changes.filter((change) => change.type === 'aws_iam_user_policy' && isOurs(change));
  const users = new Set(policies.flatMap((change) => textOf(change.before('user')) ?? []));
  const deletions = changes.flatMap((change) => deletionOf(change, users));
  return joinedParts([
    ...policies.map((change) => reviewPolicy(change, context)),
    { changes: [], findings: deletions },
  ]);
}

function policyIn(value: PlannedValue): PlannedPolicy | undefined {
  return value.value === undefined ? undefined : readPlannedPolicy(value.value);
}

function isOurs(change: ResourceChange): boolean {
  const sides = [change.before('policy'), change.after('policy')].map(policyIn);
  const names = [change.before('name'), change.after('name')].map(textOf);
  const hasOurSid = (side: PlannedPolicy | undefined) =>
    side !== undefined &&
    'policy' in side &&
    statementsOf(side.policy).some((one) => isObject(one) && OUR_SID.test(asText(one.Sid ?? '')));
  return names.includes('ZencoderUserPolicy') || sides.some(hasOurSid);
}

function reviewPolicy(change: ResourceChange, { account, now }: ReviewContext): ReviewPart {
  const { action, address } = change;
  if (action === NOTHING || action === FORGET || change.isDeposed) {
    return { changes: [], findings: [] };
  }
  const named = [change.after('user'), change.before('user')].find((value) => textOf(value) !== undefined);
  const isSensitive = [change.before('policy'), change.after('policy')].some((value) => value.isSensitive);
  const user = named === undefined || named.isSensitive ? address : textOf(named)!;
  const who: Principal = { kind: 'user', user };
  const before = action === CREATE ? NONE : policyIn(change.before('policy'));
  const after = action === DELETE ? NONE : policyIn(change.after('policy'));
  if (before === undefined || after === undefined || 'error' in before || 'error' in after) {
    const message = 'the policy is known only after the apply or cannot be parsed, so what it opens is unknown';
    const finding = {
      level: PlanLevel.UNKNOWN,
      kind: PlanFindingKind.VALUE_UNKNOWN,
      about: { kind: 'user' as const, name: user },
      address,
      message,
    };
    return { changes: [], findings: [{ ...finding, mayOpen: true }] };
  }
  const [was, is] = [before.policy, after.policy].map(forItsUser) as [JsonObject, JsonObject];
  const buckets = [...new Set([was, is].flatMap(bucketsNamedBy))];
  const onBuckets = buckets.flatMap((bucket) => zencoderChanges(was, is, { bucket, account, who, name: bucket }, now));
  const context = { who, name: `user ${user}` };
  const found = [
    ...onBuckets,
    ...unreadChanges(beyondBuckets(was), beyondBuckets(is), OPENS, context),
    ...unreadChanges(beyondBuckets(is), beyondBuckets(was), CLOSES, context),
    ...unreadChanges(denies(is), denies(was), OPENS, context),
    ...unreadChanges(denies(was), denies(is), CLOSES, context),
  ];
  // A statement that cannot be compared is found again for each bucket.
  const distinct: PlanChange[] = grouped(found.map(asWritten), (change) =>
    change.kind === 'unread-statement' ? { ...change, bucket: '' } : change,
  ).map(([one]) => one!);
  const changes = isSensitive ? undisclosed(distinct, { bucket: '', user }) : distinct;
  return { changes: changes.map((change) => ({ address, change })), findings: [] };
}

function statementsWhere(policy: JsonObject, isMeant: (statement: JsonObject) => boolean): UnreadStatement[] {
  return statementsOf(policy).flatMap((statement, index) =>
    isObject(statement) && isMeant(statement) ? [{ place: placeOf(statement, index), statement }] : [],
  );
}

/** Statements that allow something beyond the buckets that the policy names. Grants cannot express them. */
function beyondBuckets(policy: JsonObject): UnreadStatement[] {
  return statementsWhere(policy, ({ Effect, Resource }) => {
    const resources = asList(Resource).map(String);
    const isNamed = /^arn:aws:s3:::[^*?$]+$|^arn:aws:s3:::[^/*?$]+\//;
    return Effect !== 'Deny' && !(resources.length > 0 && resources.every((resource) => isNamed.test(resource)));
  });
}

function denies(policy: JsonObject): UnreadStatement[] {
  return statementsWhere(policy, ({ Effect }) => Effect === 'Deny');
}

/** Adds a principal to each statement, because an identity policy has none: it is for its user. */
function forItsUser(policy: JsonObject): JsonObject {
  const Statement = currentStatements(policy).map((one): Json => (isObject(one) ? { ...one, Principal: '*' } : one));
  return { Version: VERSION, Statement };
}

/** Removes the added principal. */
function asWritten(change: PlanChange): PlanChange {
  if (change.kind !== 'unread-statement') {
    return change;
  }
  const { Principal: _, ...statement } = change.statement;
  return { ...change, statement };
}

const DELETIONS = new Map([
  ['aws_iam_user', { name: 'name', kind: PlanFindingKind.USER_DELETED, what: 'the user is deleted' }],
  ['aws_iam_access_key', { name: 'user', kind: PlanFindingKind.ACCESS_KEY_DELETED, what: 'an access key is deleted' }],
]);

function deletionOf(change: ResourceChange, users: ReadonlySet<string>): PlanFinding[] {
  const deletion = DELETIONS.get(change.type);
  const value = deletion && change.before(deletion.name);
  const user = value && textOf(value);
  if (deletion === undefined || user === undefined || !users.has(user) || !DELETING.includes(change.action)) {
    return [];
  }
  const { kind, what } = deletion;
  const again = change.action === DELETE ? '' : ' and created again';
  const about = { kind: 'user', name: value!.isSensitive ? change.address : user } as const;
  const message = `${what}${again}, and requests with it are denied`;
  return [{ level: PlanLevel.LOSS, kind, about, address: change.address, message }];
}
