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

/** Whether grants let Zencoder write any file. Until when is no matter. */
export function canWrite(grants: readonly ZencoderGrant[]): boolean {
  return scopesWith(ZencoderAction.PUT_OBJECT, grants).length > 0;
}

/** Why Zencoder cannot read the file of an input URL by the grants, as a warning. An empty key is the base of many. */
export function inputUrlWarnings(call: string, grants: readonly ZencoderGrant[], key: string): Diagnostic[] {
  const scopes = scopesWith(ZencoderAction.GET_OBJECT, grants);
  if (scopes.length === 0) {
    return [doubt(`${call}: no grant lets Zencoder read in this bucket; add a grant with the role input`)];
  }
  const isReadable = key === '' || containsToken(key) || isCovered({ kind: 'key', key }, scopes);
  return isReadable ? [] : [doubt(`${call}: no grant lets Zencoder read it; it can read ${told(scopes)}`)];
}

/** The same of what an output URL is the base of, or of the one file that it names. */
export function outputUrlWarnings(call: string, grants: readonly ZencoderGrant[], prefix: string): Diagnostic[] {
  const scopes = scopesWith(ZencoderAction.PUT_OBJECT, grants);
  if (scopes.length === 0) {
    return [doubt(`${call}: no grant lets Zencoder write in this bucket; add a grant with the role output`)];
  }
  // A prefix that covers a name covers all that begins with it.
  const isWritable = containsToken(prefix) || isCovered({ kind: 'key', key: prefix }, scopes);
  const inPart = scopes.some((scope) => covers({ kind: 'prefix', prefix }, scope));
  const how = inPart ? 'Zencoder can write only a part of what begins so' : 'no grant lets Zencoder write there';
  return isWritable ? [] : [doubt(`${call}: ${how}; it can write ${told(scopes)}`)];
}

function isCovered(narrow: ObjectScope, scopes: readonly Scope[]): boolean {
  return scopes.some((scope) => covers(scope, narrow));
}

function doubt(message: string): Diagnostic {
  return { path: [], message, severity: Severity.WARNING };
}

const MOST_TOLD = 3;

function told(scopes: readonly Scope[]): string {
  const texts = scopes.map((scope) =>
    scope.kind === 'prefix' ? `what begins with ${quoted(scope.prefix)}` : quoted(scope.key),
  );
  const more = texts.length > MOST_TOLD ? ` and ${texts.length - MOST_TOLD} more` : '';
  return `${texts.slice(0, MOST_TOLD).join(', ')}${more}`;
}
