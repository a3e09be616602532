/** Credentials before a bucket or host: a name and a password, or only a name. Secret access keys can contain slashes. A number after a colon is a port. */
const CREDENTIALS =
  /^(?![\s"'`<]*arn:)([\s"'`<]*(?:[a-z][\w+.-]*:\/+)?)(?:(?:A[KS]IA[A-Z0-9]{12,}:|[^/?#@\s]*:(?!\/|\d+(?:[/?#]|$)))[^@\s]*?(?:@|%40)(?:[^/?#]*@)?|[^/?#@\s]+@)/i;

/** An access key in place of the bucket. It is not possible to know where its secret ends. */
const ACCESS_KEY = /^([\s"'`<]*(?:[a-z][\w+.-]*:\/+)?)A[KS]IA[A-Z0-9]{12,}(?![a-z0-9.-]).*/is;

/** The text that replaces a secret. */
const HIDDEN = '…';

/** Removes or replaces the name and password before the bucket or host of a URL. */
export function withoutCredentials(text: string, instead = ''): string {
  return text.replace(CREDENTIALS, (_, scheme: string) => `${scheme}${instead}`);
}

/** Whether an access key is in place of the bucket, and no bucket follows it. */
export function isAccessKey(text: string): boolean {
  return ACCESS_KEY.test(withoutCredentials(text));
}

/** Query parameters that are never secret. Any other parameter can be. */
const PUBLIC = /^(?:region|prefix|versionId|bucketType|tab|showversions)$/i;

/** Parameters that are always secret, even after a "?" that can be part of a key. */
const SECRET =
  /^(?:x-(?:amz|goog)-(?:signature|credential|security-token)|awsaccesskeyid|googleaccessid|signature|key-pair-id|sig|(?:access|id|auth|security|session)?[-_]?token|(?:aws[-_]?)?(?:secret|access)[-_]?(?:access[-_]?)?key(?:[-_]?id)?|api[-_]?key|password|passwd|pwd|secret|credentials?)$/i;

const PARAMETER = /([?&;#]|%3f|%26|%23)([^=&;#?]*?)(?:(=|%3d)((?:(?!%26)[^&;#])*)|(?=[&;#]|%26|$))/gi;

/**
 * A URL that is safe to show: without names, passwords and signatures.
 * @param text the URL in any format
 */
export function withoutSecrets(text: string): string {
  const bare = withoutCredentials(text, `${HIDDEN}@`).replace(/\/\/[^/?#]*@/, `//${HIDDEN}@`);
  if (ACCESS_KEY.test(bare)) {
    return bare.replace(ACCESS_KEY, `$1${HIDDEN}`);
  }
  if (/^[\s"'`<]*https?:/i.test(bare) || /^[^/\s]*\.amazonaws\.com[/?#:]/i.test(bare)) {
    const isPublic = parametersOf(bare).every(([, name]) => PUBLIC.test(decoded(name)));
    return isPublic ? bare : bare.replace(/[?#].*/s, (query) => `${query[0]}${HIDDEN}`);
  }
  return bare.replace(PARAMETER, (whole, mark: string, name: string, is = '', value = '') =>
    value !== '' && SECRET.test(decoded(name)) ? `${mark}${name}${is}${HIDDEN}` : whole,
  );
}

function parametersOf(text: string): (readonly [mark: string, name: string])[] {
  return [...text.matchAll(PARAMETER)].map(([, mark = '', name = '']) => [mark, name] as const);
}

/** The start of a query with a secret in the path of a URL whose format has no query. */
export function secretQueryIn(path: string): number | undefined {
  const isSecret = parametersOf(path).some(([, name]) => SECRET.test(decoded(name)));
  const begin = path.search(/[?#]|%3f|%23/i);
  return isSecret && begin >= 0 ? begin : undefined;
}

/**
 * Hides the secrets of all URLs in a line of text, such as an error about an option. The URLs can be cut off or misplaced, so this
 * function hides more than `withoutSecrets`.
 */
export function withoutSecretsInside(line: string): string {
  return line
    .replace(/(\w:\/\/)[^\s/"'?#]*(?::(?!\d+[/?#])[^\s"']*?)?(?:@|%40)(?:[^\s/"'?#]*@)?/g, `$1${HIDDEN}@`)
    .replace(/(")(?!arn:)[^\s"]*:[^\s"]*@/g, `$1${HIDDEN}@`)
    .replace(/(\w:\/\/)[^\s/"'@[]+:(?!\d+(?:[/"'\s?#]|$))[^\s"']*/g, `$1${HIDDEN}`)
    .replace(/A[KS]IA[A-Z0-9]{4,}(?::[^\s"'@]*)?/g, HIDDEN)
    .replace(/(https?:\/\/[^\s"'?#]*)(?:\?|#(?=[^\s"']*=))[^\s"']*/g, `$1?${HIDDEN}`)
    .replace(/([?&#]|%3f|%26|%23)([\w.%-]+?)(=|%3d)[^&#\s"']+/gi, (whole, mark: string, name: string, is: string) =>
      SECRET.test(decoded(name)) ? `${mark}${name}${is}${HIDDEN}` : whole,
    );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
