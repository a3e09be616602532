import { accountsPrincipal } from '../iam/account';
import { asSet, byCodePoint } from '../messages/text';
import { ZencoderResourceType } from '../s3/actions';
import { bucketArn } from '../s3/escaped-arn';
import { Zencoder, type ZencoderAction } from '../zencoder/account-and-roles';
import { type AccessWindow, type ConditionElement, conditionOf, windowOf } from './access-window';
import { contentOfAll, KeptForEqual } from './equal-grants';
import { grantedActions, type ZencoderGrant } from './grant';
import { objectScopes, pathPattern } from './scope';
import { bucketStatementSid, objectStatementSid } from './sid';

/** A statement of the policy, with its members in the order of AWS. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Principal?: { readonly AWS: string | readonly string[] };
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: ConditionElement;
}

/** The bucket and the accounts of statements. */
export interface StatementContext {
  readonly bucket: string;
  /** Undefined for the policy of a user, which covers several buckets and names no principal. */
  readonly accountIds?: readonly string[];
  readonly requireTls: boolean;
}

/**
 * The statements of all grants on a bucket, sorted by Sid.
 *
 * Each grant has its own statement on objects, so that a change of one grant does not change other statements; equal grants share one.
 * Bucket actions of grants with the same window are merged, since they have the same resource.
 */
export function statementsOf(grants: readonly ZencoderGrant[], context: StatementContext): PolicyStatement[] {
  const { accountIds, requireTls } = context;
  const bucket = bucketArn(context.bucket);
  const contents = contentOfAll(grants);
  const content = contents && `${requireTls ? 'tls' : ''} ${accountIds?.join(' ')}\n${contents}`;
  return FOR_ANY_BUCKET.get(content, () => forAnyBucket(grants, context)).map((statement) => ({
    ...statement,
    Resource: statement.Resource.map((path) => `${bucket}${path}`),
  }));
}

const FOR_ANY_BUCKET = new KeptForEqual<readonly PolicyStatement[]>();
/** The path pattern of the bucket itself. */
const BUCKET_ITSELF = '';

/** The statements with path patterns as resources: nothing else in them depends on the bucket. */
function forAnyBucket(
  grants: readonly ZencoderGrant[],
  { accountIds, requireTls }: Omit<StatementContext, 'bucket'>,
): PolicyStatement[] {
  const Principal = accountIds && accountsPrincipal(accountIds);
  const statements = new Map<string, PolicyStatement>();
  const add = (Sid: string, Action: ZencoderAction[], Resource: string[], window: AccessWindow) => {
    const statement = { Sid, Effect: 'Allow', Principal, Action, Resource, Condition: conditionOf(window) } as const;
    const existing = statements.get(Sid);
    if (existing && JSON.stringify(existing) !== JSON.stringify(statement)) {
      throw new Error(
        `two grants have the same Sid ${Sid} by chance: merge them into one grant, or add a key to one of them`,
      );
    }
    statements.set(Sid, statement);
  };
  const bucketActions = new Map<number, { window: AccessWindow; actions: ZencoderAction[] }>();
  for (const grant of grants) {
    const actions = grantedActions(grant);
    const window = windowOf(grant, requireTls);
    const objectActions = ofType(actions, ZencoderResourceType.OBJECT);
    if (objectActions.length > 0) {
      const patterns = asSet(objectScopes(grant).map(pathPattern));
      const resources = patterns.map((pattern) => `/${pattern}`);
      add(objectStatementSid(objectActions, patterns, window), objectActions, resources, window);
    }
    const actionsOnBucket = ofType(actions, ZencoderResourceType.BUCKET);
    if (actionsOnBucket.length > 0) {
      const { actions: before = [] } = bucketActions.get(window.overTls) ?? {};
      bucketActions.set(window.overTls, { window, actions: [...before, ...actionsOnBucket] });
    }
  }
  for (const { window, actions } of bucketActions.values()) {
    const set = asSet(actions);
    add(bucketStatementSid(window, accountIds === undefined ? set : []), set, [BUCKET_ITSELF], window);
  }
  return [...statements.values()].sort((a, b) => byCodePoint(a.Sid, b.Sid));
}

function ofType(actions: readonly ZencoderAction[], type: ZencoderResourceType): ZencoderAction[] {
  return asSet(actions.filter((action) => Zencoder.resourceType(action) === type));
}
