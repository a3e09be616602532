import { operationMessage } from '../iam/grammar/action';
import { type Attribute, type Attributes, attributeFindings, memberOf } from '../messages/attributes';
import { type Diagnostic, isError, Severity } from '../messages/diagnostic';
import { asSet, textFault, utf8Length } from '../messages/text';
import { didYouMean, quoted } from '../messages/wording';
import { actionOfOperation, ZencoderResourceType } from '../s3/actions';
import { Zencoder, type ZencoderAction, ZencoderRole } from '../zencoder/account-and-roles';
import { contentOf, KeptForEqual } from './equal-grants';
import { expiryFault } from './expiry';

/** What Zencoder can do in one bucket: a role or a list of actions, for the whole bucket or some of its objects, optionally until a date. */
export interface ZencoderGrant {
  /** A named set of actions. Give either `role` or `actions`, not both. */
  readonly role?: ZencoderRole;

  /** A list of actions. Give either `actions` or `role`, not both. */
  readonly actions?: ZencoderAction[];

  /**
   * Limits the object actions to keys that start with one of these prefixes. Prefixes are literal: a `*` is the character, not a wildcard.
   *
   * Bucket actions (GetBucketLocation, ListBucketMultipartUploads, ListBucket) cannot be limited and always cover the bucket.
   * @default - the whole bucket, unless `keys` are given
   */
  readonly prefixes?: string[];

  /**
   * Limits the object actions to exactly these keys. `*`, `?` and `$` are literal characters, not wildcards.
   * @default - the whole bucket, unless `prefixes` are given
   */
  readonly keys?: string[];

  /**
   * The date when the grant expires: `YYYY-MM-DDThh:mm:ss` with `Z` or an offset `±hh:mm`, no fractions.
   * @default - the grant does not expire
   */
  readonly expires?: string;
}

/** The limit of S3 for a key, in bytes of UTF-8. */
export const MAX_KEY_BYTES = 1024;

const NO_KEY = 'an empty key matches no object; remove it, or leave keys out to grant the whole bucket';
const NO_PREFIX = 'an empty prefix would open the whole bucket; leave prefixes out if that is meant';

export function keyFault(key: string): string | undefined {
  return key === '' ? NO_KEY : objectNameFault(key);
}

export function prefixFault(prefix: string): string | undefined {
  return prefix === '' ? NO_PREFIX : objectNameFault(prefix);
}

function objectNameFault(name: string): string | undefined {
  const bytes = utf8Length(name);
  if (bytes > MAX_KEY_BYTES) {
    return `${quoted(name)} has ${bytes} bytes in UTF-8, the limit of S3 is ${MAX_KEY_BYTES}`;
  }
  const fault = textFault(name);
  return fault && `${quoted(name)} ${fault}`;
}

/** In the syntax that JavaScript and Terraform share, without regard to case. */
export const URL_FORM = '^(s3(\\+[^:/]*)?|https?)://';
const URL_START = new RegExp(URL_FORM, 'i');

/** Returns a warning for a key that is valid but unusual, or undefined. */
export function keyWarning(name: string): string | undefined {
  if (URL_START.test(name)) {
    return `${quoted(name)} looks like a URL; a key is the part after the name of the bucket`;
  }
  const bare = name.replace(/^\/+/, '');
  if (name === bare) {
    return undefined;
  }
  const instead = bare === '' ? '' : `; if the slash is not part of the key, write ${quoted(bare)}`;
  return `${quoted(name)} starts with "/", which S3 keys rarely do${instead}`;
}

function prefixWarning(prefix: string): string | undefined {
  const bare = prefix.replace(/\*+$/, '');
  if (prefix === bare) {
    return keyWarning(prefix);
  }
  const instead =
    bare === '' ? 'leave prefixes out for the whole bucket' : `write ${quoted(bare)} for everything below it`;
  return `${quoted(prefix)} ends with "*", which is taken literally; a prefix needs no wildcard, ${instead}`;
}

/** A prefix that ends within a word, in the syntax that JavaScript and Terraform share. `in` is one: `index.html` starts with it, too. */
export const OPEN_PREFIX = '[\\p{L}\\p{M}\\p{N}]$';

/** Explains the two meanings of a prefix that ends within a word. A prefix with the maximum length of a key matches only that key. */
function prefixNote(prefix: string): string | undefined {
  // Classes of Unicode take a millisecond to compile, and most prefixes end with a slash.
  return !prefix.endsWith('/') && new RegExp(OPEN_PREFIX, 'u').test(prefix) && utf8Length(prefix) < MAX_KEY_BYTES
    ? `${quoted(prefix)} has no delimiter at its end: it covers ${quoted(`${prefix}/a.mp4`)} and also ` +
        `${quoted(`${prefix}-old.mp4`)}; for the folder write ${quoted(`${prefix}/`)}`
    : undefined;
}

/** The actions of a grant. */
export function grantedActions(grant: ZencoderGrant): readonly ZencoderAction[] {
  return grant.role === undefined ? (grant.actions ?? []) : Zencoder.roleActions(grant.role);
}

/** A misspelling has most letters of an action. With fewer, a text can be another action of S3, such as GetBucketLogging. */
const MISSPELT_SHARE = 5;

/** Source: the policy on Zencoder's page "Using Zencoder with S3" has no action that deletes objects. */
function actionFault(action: string): string | undefined {
  const actions = Zencoder.actions();
  if (actions.includes(action as ZencoderAction)) {
    return undefined;
  }
  const required = actionOfOperation(action) ?? actionOfOperation(`s3:${action}`);
  if (required !== undefined) {
    return operationMessage(action, required);
  }
  const known = `the actions are ${actions.join(', ')}`;
  return /^(?:s3:)?Delete/i.test(action)
    ? `${quoted(action)} cannot be granted, because Zencoder needs no permission to delete; ${known}`
    : `unknown action ${quoted(action)}, ${known}${didYouMean(action, actions, MISSPELT_SHARE)}`;
}

const coversNothing = (name: string) => `an empty list covers nothing; leave ${name} out to grant the whole bucket`;

/** The checks of each attribute of a grant. Without them, a misspelt `prefixes` would grant the whole bucket. */
export const GRANT_ATTRIBUTES = {
  role: { fault: memberOf('role', 'the roles are', Object.values(ZencoderRole)) },
  actions: {
    fault: actionFault,
    emptyList: 'an empty list grants nothing; name at least one action',
  },
  prefixes: { fault: prefixFault, warning: prefixWarning, note: prefixNote, emptyList: coversNothing('prefixes') },
  keys: { fault: keyFault, warning: keyWarning, emptyList: coversNothing('keys') },
  expires: { fault: expiryFault, warning: expiryWarning },
} satisfies Record<keyof ZencoderGrant, Attribute>;

/** All findings for a grant. `now` is the time for the check of `expires`. */
export function grantFindings(
  grant: ZencoderGrant,
  now: Date,
  attributes: Attributes = GRANT_ATTRIBUTES,
): Diagnostic[] {
  if (typeof grant !== 'object' || grant === null) {
    return [{ path: [], message: `${quoted(grant)} is not a grant; give a role or actions` }];
  }
  const isTimeless = attributes === GRANT_ATTRIBUTES && grant.expires === undefined;
  return FINDINGS.get(isTimeless ? contentOf(grant) : undefined, () => findingsAt(grant, now, attributes));
}

/** The findings for grants that do not expire: they do not depend on the time. */
const FINDINGS = new KeptForEqual<Diagnostic[]>();

function findingsAt(grant: ZencoderGrant, now: Date, attributes: Attributes): Diagnostic[] {
  const findings = [...attributeFindings(grant, 'a grant', attributes, now), ...scopeFindings(grant)];
  return findings.some(isError) ? findings : [...findings, ...wholeBucketFindings(grant)];
}

/** The errors in the combination of the attributes of a grant. */
function scopeFindings({ role, actions, prefixes, keys }: ZencoderGrant): Diagnostic[] {
  if (role === undefined && actions === undefined) {
    return [{ path: [], message: 'has neither role nor actions; a grant needs one of the two' }];
  }
  if (role !== undefined && actions !== undefined) {
    return [{ path: ['actions'], message: 'cannot be combined with role; a grant needs one of the two' }];
  }
  const scope = keys !== undefined ? 'keys' : prefixes !== undefined ? 'prefixes' : undefined;
  if (scope === undefined || !Array.isArray(actions) || actions.length === 0 || !actions.every(isBucketAction)) {
    return [];
  }
  const message = `has no effect: ${asSet(actions).join(', ')} can only be granted on the whole bucket; leave ${scope} out, or add an object action`;
  return [{ path: [scope], message }];
}

/** A warning if a valid grant covers the whole bucket because `prefixes` or `keys` is undefined, perhaps by mistake. */
export function wholeBucketFindings(grant: ZencoderGrant): Diagnostic[] {
  const given = SCOPES.filter((name) => Object.keys(grant).includes(name));
  const isWholeBucket = given.length > 0 && SCOPES.every((name) => grant[name] === undefined);
  if (!isWholeBucket || grantedActions(grant).every(isBucketAction)) {
    return [];
  }
  const names = `${given.join(' and ')} ${given.length === 1 ? 'is' : 'are'}`;
  const them = given.length === 1 ? 'it' : 'them';
  const message = `${names} given as undefined, so this grant covers the whole bucket; leave ${them} out if that is meant`;
  return [{ path: [], message, severity: Severity.WARNING }];
}

const SCOPES = ['prefixes', 'keys'] as const;

function isBucketAction(action: ZencoderAction): boolean {
  return Zencoder.actions().includes(action) && Zencoder.resourceType(action) === ZencoderResourceType.BUCKET;
}

function expiryWarning(expires: string, now: Date): string | undefined {
  return new Date(expires) <= now ? `${quoted(expires)} is in the past: this grant has expired` : undefined;
}
