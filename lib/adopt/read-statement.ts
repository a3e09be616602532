import { OUR_SID } from '../grants/sid';
import { labelOf, listed, type StatementPlace } from '../iam/policy';
import type { JsonObject } from '../messages/json';
import { ZencoderResourceType } from '../s3/actions';
import { Zencoder, type ZencoderAction } from '../zencoder/zencoder';
import { saidAction } from './actions';
import { type StatementConditions, saidConditions } from './conditions';
import { type Loss, loss } from './loss';
import { type SaidResource, saidResource } from './resources';

/** Objects, as a grant names them: all where there are neither prefixes nor keys. */
export interface Scope {
  readonly prefixes?: readonly string[];
  readonly keys?: readonly string[];
}

/** What a statement allows Zencoder, as far as grants can say it. */
export interface SaidStatement extends StatementPlace, StatementConditions {
  /** It was made of a grant by an earlier apply. */
  readonly ours: boolean;
  /** The statement as it is written. */
  readonly json: JsonObject;
  readonly objectActions: readonly ZencoderAction[];
  readonly scope: Scope;
  readonly bucketActions: readonly ZencoderAction[];
}

export interface Reading {
  readonly said?: SaidStatement;
  readonly losses: readonly Loss[];
  readonly notes: readonly string[];
}

/** Reads an Allow for Zencoder's account, which has all elements of a statement. */
export function readStatement(statement: JsonObject, place: StatementPlace, bucket: string): Reading {
  const lost = (why: string, part?: Partial<Loss>): Loss => loss(place, statement, why, part);
  const negated = ['NotAction', 'NotResource'].find((element) => element in statement);
  if (negated !== undefined) {
    return { losses: [lost(`it has ${negated}, and grants name what they allow`)], notes: [] };
  }
  const conditions = saidConditions(statement.Condition);
  if ('why' in conditions) {
    return { losses: [lost(conditions.why)], notes: [] };
  }
  const actions = listed(statement.Action).map(saidAction);
  const resources = listed(statement.Resource).map((entry) => saidResource(entry, bucket));
  const known = Zencoder.actions().filter((action) => actions.some((entry) => entry.actions.includes(action)));
  const objects = resources.filter(isOnObjects);
  const said: SaidStatement = {
    ...place,
    ...conditions,
    json: statement,
    ours: OUR_SID.test(place.sid ?? ''),
    objectActions: objects.length > 0 ? ofType(known, ZencoderResourceType.OBJECT) : [],
    scope: scopeOf(objects),
    bucketActions: resources.some((entry) => entry.bucket) ? ofType(known, ZencoderResourceType.BUCKET) : [],
  };
  const losses = [
    ...actions
      .filter(({ why }) => why !== undefined)
      .map(({ written, why, actions: kept }) =>
        lost(why!, { actions: [written], kept: kept.filter((action) => allows(said, action)) }),
      ),
    ...resources.filter(({ why }) => why !== undefined).map(({ written, why }) => lost(why!, { resources: [written] })),
  ];
  const notes = losses.length === 0 ? [...idleActions(known, resources), ...idleResources(known, resources)] : [];
  return {
    said: said.objectActions.length + said.bucketActions.length > 0 ? said : undefined,
    losses,
    notes: notes.map((note) => `${labelOf(place)}: ${note}`),
  };
}

export function ofType(actions: readonly ZencoderAction[], type: ZencoderResourceType): ZencoderAction[] {
  return actions.filter((action) => Zencoder.resourceType(action) === type);
}

function allows({ objectActions, bucketActions }: SaidStatement, action: ZencoderAction): boolean {
  return objectActions.includes(action) || bucketActions.includes(action);
}

function isOnObjects({ everyObject, prefix, key }: SaidResource): boolean {
  return everyObject === true || prefix !== undefined || key !== undefined;
}

function scopeOf(objects: readonly SaidResource[]): Scope {
  if (objects.some(({ everyObject }) => everyObject)) {
    return {};
  }
  const prefixes = distinct(objects.flatMap(({ prefix = [] }) => prefix));
  const keys = distinct(objects.flatMap(({ key = [] }) => key));
  return { ...(prefixes.length > 0 && { prefixes }), ...(keys.length > 0 && { keys }) };
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

/** Actions that have no resource of their kind, and so never allowed anything. */
function idleActions(actions: readonly ZencoderAction[], resources: readonly SaidResource[]): string[] {
  const idle = actions.filter((action) =>
    Zencoder.resourceType(action) === ZencoderResourceType.BUCKET
      ? !resources.some(({ bucket }) => bucket)
      : !resources.some(isOnObjects),
  );
  return idle.length > 0
    ? [`${idle.join(', ')}: allows nothing, since Resource names nothing that it is an action on; left out`]
    : [];
}

/** The same of resources. */
function idleResources(actions: readonly ZencoderAction[], resources: readonly SaidResource[]): string[] {
  const none = (type: ZencoderResourceType) => ofType(actions, type).length === 0;
  return resources
    .filter(
      (entry) =>
        (none(ZencoderResourceType.BUCKET) || !entry.bucket) &&
        (none(ZencoderResourceType.OBJECT) || !isOnObjects(entry)),
    )
    .map(({ written }) => `${written}: nothing is allowed on it, since Action names none that is on it; left out`);
}
