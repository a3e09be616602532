import { type AccessWindow, ALWAYS, windowOf } from '../grants/access-window';
import { expiryFault } from '../grants/expiry';
import { keyFault, prefixFault } from '../grants/grant';
import { type KeyScope, type PrefixScope, WHOLE_BUCKET } from '../grants/scope';
import { OUR_SID } from '../grants/sid';
import { coversAction } from '../iam/action-and-resource';
import { Coverage, coverageOf } from '../iam/coverage';
import { asList, comparable, labelOf, type StatementPlace } from '../iam/policy';
import { RequestContext } from '../iam/request-context';
import { isObject, type Json, type JsonObject } from '../messages/json';
import { tokenFault } from '../messages/token';
import { quoted } from '../messages/wording';
import { ZencoderResourceType } from '../s3/actions';
import { bucketArn } from '../s3/escaped-arn';
import { Zencoder, type ZencoderAction, ZencoderRole } from '../zencoder/account-and-roles';
import { type Loss, loss } from './loss';

/** What a statement allows Zencoder, as far as grants can express it. */
export interface Granted extends StatementPlace {
  /** It was made of a grant by an earlier apply. */
  readonly ours: boolean;
  /** The statement as it is written. */
  readonly json: JsonObject;
  readonly objectActions: readonly ZencoderAction[];
  readonly scopes: readonly (PrefixScope | KeyScope)[];
  readonly bucketActions: readonly ZencoderAction[];
  readonly window: AccessWindow;
}

export interface ReadStatement {
  readonly granted?: Granted;
  readonly losses: readonly Loss[];
  readonly notes: readonly string[];
}

/** Reads an Allow for Zencoder's account, which has all elements of a statement. */
export function readStatement(statement: JsonObject, place: StatementPlace, bucket: string): ReadStatement {
  const lost = (why: string, part?: Partial<Loss>): Loss => loss(place, statement, why, part);
  const negated = ['NotAction', 'NotResource'].find((element) => element in statement);
  if (negated !== undefined) {
    return { losses: [lost(`it has ${negated}, and grants name what they allow`)], notes: [] };
  }
  const window = readWindow(statement.Condition);
  if (typeof window === 'string') {
    return { losses: [lost(window)], notes: [] };
  }
  const actions = asList(statement.Action).map(readAction);
  const resources = asList(statement.Resource).map((entry) => readResource(entry, bucket));
  const known = Zencoder.actions().filter((action) => actions.some((entry) => entry.actions.includes(action)));
  const scopes = resources.flatMap(({ scope = [] }) => scope);
  const objectActions = scopes.length > 0 ? ofType(known, ZencoderResourceType.OBJECT) : [];
  const bucketActions = resources.some(({ isBucket }) => isBucket) ? ofType(known, ZencoderResourceType.BUCKET) : [];
  const allowed = [...objectActions, ...bucketActions];
  const losses = [
    ...actions.flatMap(({ written, why, actions: of }) =>
      why === undefined ? [] : lost(why, { actions: [written], kept: of.filter((action) => allowed.includes(action)) }),
    ),
    ...resources.flatMap(({ written, why }) => (why === undefined ? [] : lost(why, { resources: [written] }))),
  ];
  const idleActions = known.filter((action) => !allowed.includes(action)).join(', ');
  const idleResources = resources.filter(
    ({ isBucket, scope }) => !(isBucket && bucketActions.length > 0) && !(scope && objectActions.length > 0),
  );
  const idle = [
    ...(idleActions === ''
      ? []
      : [`${idleActions}: allows nothing, since Resource names nothing that it is an action on`]),
    ...idleResources.map(
      ({ written }) => `${written}: nothing is allowed on it, since Action names none that is on it`,
    ),
  ];
  const granted = {
    ...place,
    ours: OUR_SID.test(place.sid ?? ''),
    json: statement,
    objectActions,
    scopes,
    bucketActions,
    window,
  };
  return {
    ...(allowed.length > 0 && { granted }),
    losses,
    notes: losses.length > 0 ? [] : idle.map((note) => `${labelOf(place)}: ${note}; left out`),
  };
}

export function ofType(actions: readonly ZencoderAction[], type: ZencoderResourceType): ZencoderAction[] {
  return actions.filter((action) => Zencoder.resourceType(action) === type);
}

/** What of an entry of `Action` or `Resource` grants can express, and why that is not all. */
interface ReadEntry {
  readonly written: string;
  readonly why?: string;
}

function writtenText(entry: Json): string {
  return isObject(entry) ? JSON.stringify(entry) : String(entry);
}

function readAction(entry: Json): ReadEntry & { readonly actions: readonly ZencoderAction[] } {
  const written = writtenText(entry);
  const actions = Zencoder.actions().filter((action) => coversAction({ Action: entry }, action) === true);
  const why = /[*?]/.test(written)
    ? 'a wildcard, and grants name each action'
    : 'grants have only the actions that Zencoder uses';
  return actions.length === 1 && !/[*?]/.test(written) ? { written, actions } : { written, actions, why };
}

interface ReadResource extends ReadEntry {
  readonly isBucket: boolean;
  readonly scope?: PrefixScope | KeyScope;
}

function readResource(entry: Json, bucket: string): ReadResource {
  const written = writtenText(entry);
  const itself = bucketArn(bucket);
  const covered = (arn: string, isPrefix: boolean) => coverageOf({ Resource: written }, { arn, isPrefix }, NO_VALUES);
  const isBucket = covered(itself, false) === Coverage.ALL;
  const objects = covered(`${itself}/`, true);
  if (objects === Coverage.ALL) {
    return { written, isBucket, scope: WHOLE_BUCKET };
  }
  const isAll = isBucket && objects === Coverage.NONE;
  return { written, isBucket, ...(isAll ? {} : readName(written, `${itself}/`, bucket)) };
}

/** No variable has a value that is known here. */
const NO_VALUES = new RequestContext('', {});

/** A wildcard or a policy variable: not `${*}`, `${?}` or `${$}`, which are the characters themselves. */
const NOT_LITERAL = /\$\{(?![*?$]\})[^}]*\}?|(?<!\$\{)[*?]/;

/** A key, or a prefix before wildcards. */
function readName(written: string, objects: string, bucket: string): Partial<ReadResource> {
  const pattern = written.replace(/\*+$/, '');
  const [odd] = NOT_LITERAL.exec(pattern) ?? [];
  if (odd !== undefined) {
    return {
      why:
        odd.length > 1
          ? `${quoted(odd)} is a policy variable, and grants are literal`
          : `it has a ${quoted(odd)} before its end, and of grants a prefix alone covers more than one key`,
    };
  }
  const name = pattern.slice(objects.length).replace(/\$\{(.)\}/g, '$1');
  if (!pattern.startsWith(objects) || name === '') {
    return pattern === objects ? {} : { why: `it is not of the bucket ${quoted(bucket)}` };
  }
  const isPrefix = pattern !== written;
  const why = (isPrefix ? prefixFault(name) : keyFault(name)) ?? tokenFault(name);
  return why !== undefined
    ? { why }
    : { scope: isPrefix ? { kind: 'prefix', prefix: name } : { kind: 'key', key: name } };
}

/** The window in which a `Condition` holds, or why no grant has it: without one of its tests a statement would allow more. */
function readWindow(condition: Json | undefined): AccessWindow | string {
  let { overTls, withoutTls } = ALWAYS;
  for (const { operator, key, value } of testsOf(condition)) {
    const window = readTest(operator, comparable(key), value);
    if (typeof window === 'string') {
      return `its condition ${quoted({ [operator]: { [key]: value } })} ${window}`;
    }
    // Tests hold together, so that of several dates the first ends it.
    overTls = Math.min(overTls, window.overTls);
    withoutTls = Math.min(withoutTls, window.withoutTls);
  }
  return { overTls, withoutTls };
}

/** Each test by itself; what has not the form of one has no name. */
function testsOf(condition: Json | undefined): { operator: string; key: string; value: Json }[] {
  const members = (value: Json) =>
    isObject(value) && Object.keys(value).length > 0 ? Object.entries(value) : [['', value] as [string, Json]];
  return condition === undefined || (isObject(condition) && Object.keys(condition).length === 0)
    ? []
    : members(condition).flatMap(([operator, tests]) =>
        members(tests).map(([key, value]) => ({ operator, key, value })),
      );
}

/** Names of operators have a case, unlike those of condition keys. */
function readTest(operator: string, key: string, value: Json): AccessWindow | string {
  if (key === 's3:prefix') {
    const prefixes = asList(value).map((text) => String(text).replace(/\*+$/, ''));
    return `limits the listing of keys alone, and has no effect on objects; what is mostly meant is prefixes: ${JSON.stringify(prefixes)} on a grant, such as one with role: ${ZencoderRole.VIDEO_CLOUD_INGEST}`;
  }
  const [one, ...more] = asList(value);
  if (more.length > 0) {
    return 'has several values, and grants know one';
  }
  if (operator === 'Bool' && key === 'aws:securetransport' && String(one) === 'true') {
    return windowOf({}, true);
  }
  if (operator === 'DateLessThan' && key === 'aws:currenttime' && typeof one === 'string') {
    // A time may lack its seconds, or have a fraction of zeros. What a date alone means is documented nowhere.
    const expires = one.replace(/(T\d\d:\d\d)(?=Z|[+-])/, '$1:00').replace(/(T\d\d:\d\d:\d\d)\.0+(?=Z|[+-])/, '$1');
    const fault = expiryFault(expires);
    return fault === undefined ? windowOf({ expires }, false) : `cannot be said: ${fault}`;
  }
  return 'cannot be said of a grant, which knows aws:SecureTransport (requireTls) and DateLessThan aws:CurrentTime (expires)';
}
