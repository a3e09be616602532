import { type Attribute, type Attributes, attributeFindings, memberOf } from '../messages/attributes';
import { type Diagnostic, isError, Severity } from '../messages/diagnostic';
import { asSet, textFault, utf8Length } from '../messages/text';
import { quoted } from '../messages/wording';
import { ZencoderResourceType } from '../s3/actions';
import { Zencoder, type ZencoderAction, ZencoderRole } from '../zencoder/account-and-roles';
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
export const MAX_KEY_BYTES = 1024;

const NO_KEY = 'an empty key names no object; leave keys out to grant the whole bucket';
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
    return `${quoted(name)} has ${bytes} bytes of UTF-8, S3 takes at most ${MAX_KEY_BYTES}`;
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

/** A prefix that ends within a word, in the syntax that JavaScript and Terraform share: `in`, which `index.html` begins with too. */
export const OPEN_PREFIX = '[\\p{L}\\p{M}\\p{N}]$';

/** Both readings of a prefix that ends within a word. One as long as a key can be covers that key alone. */
function prefixNote(prefix: string): string | undefined {
  return new RegExp(OPEN_PREFIX, 'u').test(prefix) && utf8Length(prefix) < MAX_KEY_BYTES
    ? `${quoted(prefix)} has no delimiter at its end: it covers ${quoted(`${prefix}/a.mp4`)} and also ` +
        `${quoted(`${prefix}-old.mp4`)}; for the folder write ${quoted(`${prefix}/`)}`
    : undefined;
}

/** The actions that a grant stands for. */
export function grantedActions(grant: ZencoderGrant): readonly ZencoderAction[] {
  return grant.role === undefined ? (grant.actions ?? []) : Zencoder.roleActions(grant.role);
}

const coversNothing = (name: string) => `an empty list covers nothing; leave ${name} out to grant the whole bucket`;

/** What is checked of each attribute of a grant. A misspelt `prefixes` that nobody noticed would open the whole bucket. */
export const GRANT_ATTRIBUTES = {
  role: { fault: memberOf('role', 'the roles are', Object.values(ZencoderRole)) },
  actions: {
    fault: memberOf('action', 'the actions are', Zencoder.actions()),
    emptyList: 'an empty list grants nothing; name at least one action',
  },
  prefixes: { fault: prefixFault, doubt: prefixDoubt, note: prefixNote, emptyList: coversNothing('prefixes') },
  keys: { fault: keyFault, doubt: keyDoubt, emptyList: coversNothing('keys') },
  expires: { fault: expiryFault, doubt: expiryDoubt },
} satisfies Record<keyof ZencoderGrant, Attribute>;

/** Everything that is wrong or doubtful in a grant. `now` is what an expiry is past of. */
export function grantFindings(
  grant: ZencoderGrant,
  now: Date,
  attributes: Attributes = GRANT_ATTRIBUTES,
): Diagnostic[] {
  if (typeof grant !== 'object' || grant === null) {
    return [{ path: [], message: `${quoted(grant)} is not a grant; give a role or actions` }];
  }
  const findings = [...attributeFindings(grant, 'a grant', attributes, now), ...scopeFindings(grant)];
  return findings.some(isError) ? findings : [...findings, ...openedFindings(grant)];
}

/** What is wrong between the values of a grant. */
function scopeFindings({ role, actions, prefixes, keys }: ZencoderGrant): Diagnostic[] {
  if (role === undefined && actions === undefined) {
    return [{ path: [], message: 'says neither role nor actions; a grant needs one of the two' }];
  }
  if (role !== undefined && actions !== undefined) {
    return [{ path: ['actions'], message: 'stands beside role; a grant takes one of the two' }];
  }
  const scope = keys !== undefined ? 'keys' : prefixes !== undefined ? 'prefixes' : undefined;
  if (scope === undefined || !Array.isArray(actions) || actions.length === 0 || !actions.every(isBucketAction)) {
    return [];
  }
  const message = `limits nothing: ${asSet(actions).join(', ')} can only be granted on the bucket as a whole; leave ${scope} out, or add an object action`;
  return [{ path: [scope], message }];
}

/** That a sound grant covers the whole bucket since a value is undefined, perhaps by mistake. */
export function openedFindings(grant: ZencoderGrant): Diagnostic[] {
  const given = SCOPES.filter((name) => Object.keys(grant).includes(name));
  const isOpened = given.length > 0 && SCOPES.every((name) => grant[name] === undefined);
  if (!isOpened || grantedActions(grant).every(isBucketAction)) {
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

function expiryDoubt(expires: string, now: Date): string | undefined {
  return new Date(expires) <= now ? `${quoted(expires)} is past: this grant no longer lets Zencoder in` : undefined;
}
