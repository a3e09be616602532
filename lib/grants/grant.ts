import type { Diagnostic } from '../messages/diagnostic';
import { asSet, textFault, utf8Length } from '../messages/text';
import { didYouMean, quoted } from '../messages/wording';
import { Zencoder, type ZencoderAction, ZencoderResourceType, ZencoderRole } from '../zencoder/zencoder';
import { expiryFault } from './expiry';

/** What Zencoder may do on one bucket: a role or a list of actions, on the whole bucket or on some of its objects, optionally until a date. */
export interface ZencoderGrant {
  /** The set of actions by name. Either this or `actions` must be said, not both. */
  readonly role?: ZencoderRole;

  /** The actions one by one. Either this or `role` must be said, not both. */
  readonly actions?: ZencoderAction[];

  /**
   * Limits the object actions to keys that start with one of these. Taken literally: a `*` in a prefix is the character.
   *
   * Bucket actions (GetBucketLocation, ListBucketMultipartUploads, ListBucket) cannot be limited and always cover the bucket.
   * @default - the whole bucket, unless `keys` are given
   */
  readonly prefixes?: string[];

  /**
   * Limits the object actions to exactly these keys. `*`, `?` and `$` are the characters, never wildcards.
   * @default - the whole bucket, unless `prefixes` are given
   */
  readonly keys?: string[];

  /**
   * The date from which the grant no longer holds: `YYYY-MM-DDThh:mm:ss` with `Z` or an offset `±hh:mm`, no fractions.
   * @default - no end
   */
  readonly expires?: string;
}

/** S3's limit for a key, in bytes of UTF-8. */
export const LONGEST_KEY = 1024;

export function roleFault(role: string): string | undefined {
  const roles: string[] = Object.values(ZencoderRole);
  return roles.includes(role)
    ? undefined
    : `unknown role ${quoted(role)}, the roles are ${roles.join(', ')}${didYouMean(role, roles)}`;
}

export function actionFault(action: string): string | undefined {
  const actions: string[] = Zencoder.actions();
  return actions.includes(action)
    ? undefined
    : `unknown action ${quoted(action)}, the actions are ${actions.join(', ')}${didYouMean(action, actions)}`;
}

/** The rules that are said without a value. */
export const GRANT_RULES = {
  neither: 'says neither role nor actions; a grant needs one of the two',
  both: 'stands beside role; a grant takes one of the two',
  emptyKey: 'an empty key names no object; leave keys out to grant the whole bucket',
  emptyPrefix: 'an empty prefix would open the whole bucket; leave prefixes out if that is meant',
  emptyList: {
    actions: 'an empty list grants nothing; name at least one action',
    prefixes: 'an empty list covers nothing; leave prefixes out to grant the whole bucket',
    keys: 'an empty list covers nothing; leave keys out to grant the whole bucket',
  },
};

export function keyFault(key: string): string | undefined {
  return key === '' ? GRANT_RULES.emptyKey : objectNameFault(key);
}

export function prefixFault(prefix: string): string | undefined {
  return prefix === '' ? GRANT_RULES.emptyPrefix : objectNameFault(prefix);
}

function objectNameFault(name: string): string | undefined {
  const bytes = utf8Length(name);
  if (bytes > LONGEST_KEY) {
    return `${quoted(name)} has ${bytes} bytes of UTF-8, S3 takes at most ${LONGEST_KEY}`;
  }
  const fault = textFault(name);
  return fault && `${quoted(name)} ${fault}`;
}

/** In the syntax that JavaScript and Terraform share, without regard to case. */
export const URL_FORM = '^(s3(\\+[^:/]*)?|https?)://';

/** What is doubtful in a key although S3 takes it, or undefined. */
export function keyDoubt(name: string): string | undefined {
  if (new RegExp(URL_FORM, 'i').test(name)) {
    return `${quoted(name)} looks like a URL; a key is what stands behind the name of the bucket`;
  }
  const bare = name.replace(/^\/+/, '');
  const instead = bare === '' ? '' : `; if the slash is not part of the key, write ${quoted(bare)}`;
  return name === bare ? undefined : `${quoted(name)} begins with "/", as hardly any S3 key does${instead}`;
}

function prefixDoubt(prefix: string): string | undefined {
  const bare = prefix.replace(/\*+$/, '');
  const instead =
    bare === '' ? 'leave prefixes out for the whole bucket' : `write ${quoted(bare)} for everything below it`;
  return prefix === bare
    ? keyDoubt(prefix)
    : `${quoted(prefix)} ends with "*", which is taken literally; a prefix needs no wildcard, ${instead}`;
}

/** The actions that a grant stands for. */
export function grantedActions(grant: ZencoderGrant): readonly ZencoderAction[] {
  return grant.role === undefined ? (grant.actions ?? []) : Zencoder.roleActions(grant.role);
}

/** Everything that is wrong or doubtful in a grant. `now` is what an expiry is past of; `more` are properties that it has beside. */
export function grantFindings(grant: ZencoderGrant, now: Date, more: readonly string[] = []): Diagnostic[] {
  if (typeof grant !== 'object' || grant === null) {
    return [{ path: [], message: `${quoted(grant)} is not a grant; give a role or actions` }];
  }
  return [
    ...unknownPropertyFindings(grant, [...more, ...GRANT_PROPERTIES]),
    ...textFindings('role', grant.role, roleFault),
    ...listFindings('actions', grant.actions, actionFault),
    ...listFindings('prefixes', grant.prefixes, prefixFault, prefixDoubt),
    ...listFindings('keys', grant.keys, keyFault, keyDoubt),
    ...textFindings('expires', grant.expires, expiryFault, (expires) => expiryDoubt(expires, now)),
    ...scopeFindings(grant),
  ];
}

export const GRANT_PROPERTIES = ['role', 'actions', 'prefixes', 'keys', 'expires'] as const;

/** A misspelt `prefixes` that nobody noticed would open the whole bucket. */
function unknownPropertyFindings(grant: ZencoderGrant, properties: readonly string[]): Diagnostic[] {
  return Object.keys(grant)
    .filter((name) => !properties.includes(name))
    .map((name) => ({
      path: [name],
      message: `unknown property, a grant takes ${properties.join(', ')}${didYouMean(name, properties)}`,
    }));
}

/** What is wrong between the values of a grant. */
function scopeFindings(grant: ZencoderGrant): Diagnostic[] {
  if (grant.role === undefined && grant.actions === undefined) {
    return [{ path: [], message: GRANT_RULES.neither }];
  }
  if (grant.role !== undefined && grant.actions !== undefined) {
    return [{ path: ['actions'], message: GRANT_RULES.both }];
  }
  const scope = grant.keys !== undefined ? 'keys' : grant.prefixes !== undefined ? 'prefixes' : undefined;
  const actions = Array.isArray(grant.actions) ? grant.actions : [];
  const bucketActionsOnly = actions.length > 0 && actions.every(isBucketAction);
  return scope && bucketActionsOnly
    ? [
        {
          path: [scope],
          message: `limits nothing: ${asSet(actions).join(', ')} can only be granted on the bucket as a whole; leave ${scope} out, or add an object action`,
        },
      ]
    : [];
}

function isBucketAction(action: ZencoderAction): boolean {
  return Zencoder.actions().includes(action) && Zencoder.resourceType(action) === ZencoderResourceType.BUCKET;
}

function expiryDoubt(expires: string, now: Date): string | undefined {
  return new Date(expires) <= now ? `${quoted(expires)} is past: this grant no longer lets Zencoder in` : undefined;
}

type Check = (value: string) => string | undefined;

function textFindings(name: string, value: string | undefined, fault: Check, doubt?: Check): Diagnostic[] {
  return value === undefined ? [] : valueFindings([name], value, fault, doubt);
}

function listFindings(
  name: keyof typeof GRANT_RULES.emptyList,
  values: readonly string[] | undefined,
  fault: Check,
  doubt?: Check,
): Diagnostic[] {
  if (values === undefined) {
    return [];
  }
  if (!Array.isArray(values)) {
    return [{ path: [name], message: `${quoted(values)} is not a list; write [${quoted(values)}]` }];
  }
  return values.length === 0
    ? [{ path: [name], message: GRANT_RULES.emptyList[name] }]
    : values.flatMap((value, index) => valueFindings([name, index], value, fault, doubt));
}

function valueFindings(path: (string | number)[], value: string, fault: Check, doubt?: Check): Diagnostic[] {
  if (typeof value !== 'string') {
    return [{ path, message: `${quoted(value)} is not a string` }];
  }
  const message = fault(value);
  if (message !== undefined) {
    return [{ path, message }];
  }
  const doubtful = doubt?.(value);
  return doubtful === undefined ? [] : [{ path, message: doubtful, warning: true }];
}
