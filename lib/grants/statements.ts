import { asSet, byCodePoint } from '../messages/text';
import { bucketArn, EVERY_OBJECT, exactly, startingWith } from '../s3/resource-arn';
import { accountPrincipal } from '../zencoder/identity';
import { Zencoder, type ZencoderAction, ZencoderResourceType } from '../zencoder/zencoder';
import { grantedActions, type ZencoderGrant } from './grant';
import { bucketStatementSid, objectStatementSid } from './sid';
import { type ConditionElement, condition, conditionsOf, type StatementConditions } from './statement-conditions';

/** A statement as it stands in the policy, its members in the order AWS writes them. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Principal?: { readonly AWS: string };
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: ConditionElement;
}

/** Where and for whom statements are written. */
export interface StatementContext {
  readonly bucket: string;
  /** None in the policy of a user, which is over several buckets and names no principal. */
  readonly accountId?: string;
  readonly requireTls: boolean;
}

/**
 * The statements of all grants on a bucket, sorted by Sid.
 *
 * Each grant has its own statement on objects, so that a change of one grant touches no other; grants that say the same
 * share one. Bucket actions of grants with the same conditions are put together, since they have the same resource.
 */
export function statementsOf(grants: readonly ZencoderGrant[], context: StatementContext): PolicyStatement[] {
  const { accountId, requireTls } = context;
  const bucket = bucketArn(context.bucket);
  const principal = accountId === undefined ? {} : { Principal: accountPrincipal(accountId) };
  const statements = new Map<string, PolicyStatement>();
  const add = (Sid: string, Action: ZencoderAction[], Resource: string[], conditions: StatementConditions) => {
    const statement = { Sid, Effect: 'Allow', ...principal, Action, Resource, ...condition(conditions) } as const;
    const existing = statements.get(Sid);
    if (existing && JSON.stringify(existing) !== JSON.stringify(statement)) {
      throw new Error(
        `two grants came to the same Sid ${Sid} by chance: put them into one grant, or add a key to one of them`,
      );
    }
    statements.set(Sid, statement);
  };
  const bucketActions = new Map<string, ZencoderAction[]>();
  for (const grant of grants) {
    const actions = grantedActions(grant);
    const conditions = conditionsOf(grant, requireTls);
    const objectActions = ofType(actions, ZencoderResourceType.OBJECT);
    if (objectActions.length > 0) {
      const patterns = pathPatterns(grant);
      const resources = patterns.map((pattern) => `${bucket}/${pattern}`);
      add(objectStatementSid(objectActions, patterns, conditions), objectActions, resources, conditions);
    }
    const aboutBucket = ofType(actions, ZencoderResourceType.BUCKET);
    if (aboutBucket.length > 0) {
      bucketActions.set(conditions.expires, [...(bucketActions.get(conditions.expires) ?? []), ...aboutBucket]);
    }
  }
  for (const [expires, actions] of bucketActions) {
    const set = asSet(actions);
    const conditions = { expires, requireTls };
    add(bucketStatementSid(conditions, accountId === undefined ? set : []), set, [bucket], conditions);
  }
  return [...statements.values()].sort((a, b) => byCodePoint(a.Sid, b.Sid));
}

function ofType(actions: readonly ZencoderAction[], type: ZencoderResourceType): ZencoderAction[] {
  return asSet(actions.filter((action) => Zencoder.resourceType(action) === type));
}

/** What the object actions of a grant cover, as the part of the ARN behind the bucket. */
function pathPatterns(grant: ZencoderGrant): string[] {
  const patterns = [...(grant.prefixes ?? []).map(startingWith), ...(grant.keys ?? []).map(exactly)];
  return patterns.length === 0 ? [EVERY_OBJECT] : asSet(patterns);
}
