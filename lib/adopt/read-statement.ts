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

/** What a statement allows Zencoder, as far as it can be expressed as grants. */
export interface Granted extends StatementPlace {
  /** An earlier apply made the statement from a grant. */
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

/** Reads a complete Allow statement for Zencoder's account. */
export function readStatement(statement: JsonObject, place: StatementPlace, bucket: string): ReadStatement {
  const lost = (why: string, part?: Partial<Loss>): Loss => loss(place, statement, why, part);
  const negated = ['NotAction', 'NotResource'].find((element) => element in statement);
  if (negated !== undefined) {
    return { losses: [lost(`it has ${negated}, but a grant lists what it allows`)], notes: [] };
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
      : [`${idleActions}: has no effect, since Resource contains nothing to which it applies`]),
    ...idleResources.map(
      ({ written }) => `${written}: has no effect, since Action contains nothing that applies to it`,
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
    notes: losses.length > 0 ? [] : idle.map((note) => `${labelOf(place)}: ${note}; omitted`),
  };
}

export function ofType(actions: readonly ZencoderAction[], type: ZencoderResourceType): ZencoderAction[] {
  return actions.filter((action) => Zencoder.resourceType(action) === type);
}

/** An entry of `Action` or `Resource`, and why a part of it cannot be expressed as a grant. */
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
    ? 'it is a wildcard, but a grant lists each action'
    : 'a grant can have only actions that Zencoder uses';
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

/** A context in which no variable has a known value. */
const NO_VALUES = new RequestContext('', {});

/** A wildcard or a policy variable, but not `${*}`, `${?}` or `${$}`, which are literal characters. */
const NOT_LITERAL = /\$\{(?![*?$]\})[^}]*\}?|(?<!\$\{)[*?]/;

/** Reads a resource as a key, or as a prefix if it ends with wildcards. */
function readName(written: string, objects: string, bucket: string): Partial<ReadResource> {
  const pattern = written.replace(/\*+$/, '');
  const [odd] = NOT_LITERAL.exec(pattern) ?? [];
  if (odd !== undefined) {
    return {
      why:
        odd.length > 1
          ? `${quoted(odd)} is a policy variable, but a grant contains only literal names`
          : `it has ${quoted(odd)} before its end, but a grant has only whole keys and prefixes`,
    };
  }
  const name = pattern.slice(objects.length).replace(/\$\{(.)\}/g, '$1');
  if (!pattern.startsWith(objects) || name === '') {
    return pattern === objects ? {} : { why: `it is not in the bucket ${quoted(bucket)}` };
  }
  const isPrefix = pattern !== written;
  const why = (isPrefix ? prefixFault(name) : keyFault(name)) ?? tokenFault(name);
  return why !== undefined
    ? { why }
    : { scope: isPrefix ? { kind: 'prefix', prefix: name } : { kind: 'key', key: name } };
}

/**
 * The access window of a `Condition`, or why it cannot be expressed as a grant. No test can be ignored, since the
 * statement would then allow more.
 */
function readWindow(condition: Json | undefined): AccessWindow | string {
  let { overTls, withoutTls } = ALWAYS;
  for (const { operator, key, value } of testsOf(condition)) {
    const window = readTest(operator, comparable(key), value);
    if (typeof window === 'string') {
      return `its condition ${quoted({ [operator]: { [key]: value } })} ${window}`;
    }
    // All tests must be true, so the earliest date ends the window.
    overTls = Math.min(overTls, window.overTls);
    withoutTls = Math.min(withoutTls, window.withoutTls);
  }
  return { overTls, withoutTls };
}

/** The tests of a condition, as a list. A test without the right form has an empty operator or key. */
function testsOf(condition: Json | undefined): { operator: string; key: string; value: Json }[] {
  const members = (value: Json) =>
    isObject(value) && Object.keys(value).length > 0 ? Object.entries(value) : [['', value] as [string, Json]];
  return condition === undefined || (isObject(condition) && Object.keys(condition).length === 0)
    ? []
    : members(condition).flatMap(([operator, tests]) =>
        members(tests).map(([key, value]) => ({ operator, key, value })),
      );
}

/**
 * The access window of one test, or why it cannot be expressed as a grant. Names of operators are case-sensitive,
 * condition keys are not.
 */
function readTest(operator: string, key: string, value: Json): AccessWindow | string {
  if (key === 's3:prefix') {
    const prefixes = asList(value).map((text) => String(text).replace(/\*+$/, ''));
    return `limits only the listing of keys, not access to objects; to limit both, write prefixes: ${JSON.stringify(prefixes)} on a grant, such as one with role: ${ZencoderRole.VIDEO_CLOUD_INGEST}`;
  }
  const [one, ...more] = asList(value);
  if (more.length > 0) {
    return 'has several values, but a grant can have only one';
  }
  if (operator === 'Bool' && key === 'aws:securetransport' && String(one) === 'true') {
    return windowOf({}, true);
  }
  if (operator === 'DateLessThan' && key === 'aws:currenttime' && typeof one === 'string') {
    // A time can be without seconds, or have a fraction of zeros. AWS does not document the meaning of a date without a
    // time.
    const expires = one.replace(/(T\d\d:\d\d)(?=Z|[+-])/, '$1:00').replace(/(T\d\d:\d\d:\d\d)\.0+(?=Z|[+-])/, '$1');
    const fault = expiryFault(expires);
    return fault === undefined ? windowOf({ expires }, false) : `cannot be expressed as a grant: ${fault}`;
  }
  return 'cannot be expressed as a grant, which supports only aws:SecureTransport (requireTls) and DateLessThan aws:CurrentTime (expires)';
}
