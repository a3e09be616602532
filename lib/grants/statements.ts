import { asSet, byCodePoint } from '../messages/text';
import { bucketArn } from '../s3/resource-arn';
import { accountPrincipal } from '../zencoder/identity';
import { Zencoder, type ZencoderAction, ZencoderResourceType } from '../zencoder/zencoder';
import { type AccessWindow, type ConditionElement, condition, windowOf } from './access-window';
import { grantedActions, type ZencoderGrant } from './grant';
import { objectScopes, pathPattern } from './scope';
import { bucketStatementSid, objectStatementSid } from './sid';

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
 * share one. Bucket actions of grants with the same window are put together, since they have the same resource.
 */
export function statementsOf(grants: readonly ZencoderGrant[], context: StatementContext): PolicyStatement[] {
  const statements = new Map<string, PolicyStatement>();
  const bucketActions = new Map<number, { window: AccessWindow; actions: ZencoderAction[] }>();
  for (const grant of grants) {
    const actions = grantedActions(grant);
    const window = windowOf(grant, context.requireTls);
    const objectActions = ofType(actions, ZencoderResourceType.OBJECT);
    if (objectActions.length > 0) {
      add(statements, objectStatement(objectActions, pathPatterns(grant), window, context));
    }
    const aboutBucket = ofType(actions, ZencoderResourceType.BUCKET);
    if (aboutBucket.length > 0) {
      const { actions: before = [] } = bucketActions.get(window.overTls) ?? {};
      bucketActions.set(window.overTls, { window, actions: [...before, ...aboutBucket] });
    }
  }
  for (const { window, actions } of bucketActions.values()) {
    add(statements, bucketStatement(asSet(actions), window, context));
  }
  return [...statements.values()].sort((a, b) => byCodePoint(a.Sid, b.Sid));
}

function ofType(actions: readonly ZencoderAction[], type: ZencoderResourceType): ZencoderAction[] {
  return asSet(actions.filter((action) => Zencoder.resourceType(action) === type));
}

/** What the object actions of a grant cover, as the part of the ARN behind the bucket. */
function pathPatterns(grant: ZencoderGrant): string[] {
  return asSet(objectScopes(grant).map(pathPattern));
}

function objectStatement(
  actions: readonly ZencoderAction[],
  patterns: readonly string[],
  window: AccessWindow,
  context: StatementContext,
): PolicyStatement {
  return {
    ...head(objectStatementSid(actions, patterns, window), context),
    Action: actions,
    Resource: patterns.map((pattern) => `${bucketArn(context.bucket)}/${pattern}`),
    ...condition(window),
  };
}

function bucketStatement(
  actions: readonly ZencoderAction[],
  window: AccessWindow,
  context: StatementContext,
): PolicyStatement {
  return {
    ...head(bucketStatementSid(window, context.accountId === undefined ? actions : []), context),
    Action: actions,
    Resource: [bucketArn(context.bucket)],
    ...condition(window),
  };
}

function head(sid: string, { accountId }: StatementContext): Pick<PolicyStatement, 'Sid' | 'Effect' | 'Principal'> {
  return accountId === undefined
    ? { Sid: sid, Effect: 'Allow' }
    : { Sid: sid, Effect: 'Allow', Principal: accountPrincipal(accountId) };
}

function add(statements: Map<string, PolicyStatement>, statement: PolicyStatement): void {
  const standing = statements.get(statement.Sid);
  if (standing && JSON.stringify(standing) !== JSON.stringify(statement)) {
    throw new Error(
      `two grants came to the same Sid ${statement.Sid} by chance: put them into one grant, or add a key to one of them`,
    );
  }
  statements.set(statement.Sid, statement);
}
