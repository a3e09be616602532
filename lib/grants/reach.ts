import { type Diagnostic, Severity } from '../messages/diagnostic';
import { containsToken } from '../messages/token';
import { quoted } from '../messages/wording';
import { ZencoderAction } from '../zencoder/account-and-roles';
import { grantedActions, type ZencoderGrant } from './grant';
import { covers, type KeyScope, type ObjectScope, objectScopes, type PrefixScope } from './scope';

type Scope = PrefixScope | KeyScope;

function scopesWith(action: ZencoderAction, grants: readonly ZencoderGrant[]): Scope[] {
  return grants.filter((grant) => grantedActions(grant).includes(action)).flatMap(objectScopes);
}

/** Whether grants allow Zencoder to write any file. Expiry dates are ignored. */
export function canWrite(grants: readonly ZencoderGrant[]): boolean {
  return scopesWith(ZencoderAction.PUT_OBJECT, grants).length > 0;
}

/** A warning if the grants do not allow Zencoder to read the file of an input URL. An empty key is the base of several files. */
export function inputUrlWarnings(call: string, grants: readonly ZencoderGrant[], key: string): Diagnostic[] {
  const scopes = scopesWith(ZencoderAction.GET_OBJECT, grants);
  if (scopes.length === 0) {
    return [warning(`${call}: no grant allows Zencoder to read from this bucket; add a grant with the role input`)];
  }
  const isReadable = key === '' || containsToken(key) || isCovered({ kind: 'key', key }, scopes);
  return isReadable
    ? []
    : [warning(`${call}: no grant allows Zencoder to read it; Zencoder can read ${listOf(scopes)}`)];
}

/** A warning if the grants do not allow Zencoder to write all files below the base of an output URL, or the one file that it names. */
export function outputUrlWarnings(call: string, grants: readonly ZencoderGrant[], prefix: string): Diagnostic[] {
  const scopes = scopesWith(ZencoderAction.PUT_OBJECT, grants);
  if (scopes.length === 0) {
    return [warning(`${call}: no grant allows Zencoder to write to this bucket; add a grant with the role output`)];
  }
  // A prefix that covers a name covers all keys that start with the name.
  const isWritable = containsToken(prefix) || isCovered({ kind: 'key', key: prefix }, scopes);
  const isPartlyWritable = scopes.some((scope) => covers({ kind: 'prefix', prefix }, scope));
  const how = isPartlyWritable
    ? 'Zencoder can write only some of the keys that start with it'
    : 'no grant allows Zencoder to write there';
  return isWritable ? [] : [warning(`${call}: ${how}; Zencoder can write ${listOf(scopes)}`)];
}

function isCovered(narrow: ObjectScope, scopes: readonly Scope[]): boolean {
  return scopes.some((scope) => covers(scope, narrow));
}

function warning(message: string): Diagnostic {
  return { path: [], message, severity: Severity.WARNING };
}

const MAX_LISTED = 3;

function listOf(scopes: readonly Scope[]): string {
  const texts = scopes.map((scope) =>
    scope.kind === 'prefix' ? `keys that start with ${quoted(scope.prefix)}` : `the key ${quoted(scope.key)}`,
  );
  const more = texts.length > MAX_LISTED ? ` and ${texts.length - MAX_LISTED} more` : '';
  return `${texts.slice(0, MAX_LISTED).join(', ')}${more}`;
}
