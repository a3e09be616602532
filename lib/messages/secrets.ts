/** In front of a bucket or host, with slashes too, which secret access keys have; a number behind a colon is a port. A name can be alone. */
const CREDENTIALS =
  /^(?![\s"'`<]*arn:)([\s"'`<]*(?:[a-z][\w+.-]*:\/+)?)(?:(?:A[KS]IA[A-Z0-9]{12,}:|[^/?#@\s]*:(?!\/|\d+(?:[/?#]|$)))[^@\s]*?(?:@|%40)(?:[^/?#]*@)?|[^/?#@\s]+@)/i;

/** An access key in the place of the bucket: where its secret ends cannot be known. */
const ACCESS_KEY = /^([\s"'`<]*(?:[a-z][\w+.-]*:\/+)?)A[KS]IA[A-Z0-9]{12,}(?![a-z0-9.-]).*/is;

/** What is shown in the place of a secret. */
const HIDDEN = '…';

/** The text without the name and password in front of its bucket or host, or with something else in their place. */
export function withoutCredentials(text: string, instead = ''): string {
  return text.replace(CREDENTIALS, (_, scheme: string) => `${scheme}${instead}`);
}

/** Whether an access key is in the place of a bucket, with nothing behind it that could be one. */
export function isAccessKey(text: string): boolean {
  return ACCESS_KEY.test(withoutCredentials(text));
}

/** Parameters of a query that are no secret: the others can be. */
const OPEN = /^(?:region|prefix|versionId|bucketType|tab|showversions)$/i;

/** Parameters that are a secret wherever they are, also behind a "?" that could be a part of a key. */
const SECRET =
  /^(?:x-(?:amz|goog)-(?:signature|credential|security-token)|awsaccesskeyid|googleaccessid|signature|key-pair-id|sig|(?:access|id|auth|security|session)?[-_]?token|(?:aws[-_]?)?(?:secret|access)[-_]?(?:access[-_]?)?key(?:[-_]?id)?|api[-_]?key|password|passwd|pwd|secret|credentials?)$/i;

const PARAMETER = /([?&;#]|%3f|%26|%23)([^=&;#?]*?)(?:(=|%3d)((?:(?!%26)[^&;#])*)|(?=[&;#]|%26|$))/gi;

/**
 * A URL as it is shown to people and programs: without names, passwords and signatures.
 * @param text as it was given, in whatever form
 */
export function withoutSecrets(text: string): string {
  const bare = withoutCredentials(text, `${HIDDEN}@`).replace(/\/\/[^/?#]*@/, `//${HIDDEN}@`);
  if (ACCESS_KEY.test(bare)) {
    return bare.replace(ACCESS_KEY, `$1${HIDDEN}`);
  }
  if (/^[\s"'`<]*https?:/i.test(bare) || /^[^/\s]*\.amazonaws\.com[/?#:]/i.test(bare)) {
    const isOpen = parametersOf(bare).every(([, name]) => OPEN.test(decoded(name)));
    return isOpen ? bare : bare.replace(/[?#].*/s, (query) => `${query[0]}${HIDDEN}`);
  }
  return bare.replace(PARAMETER, (whole, mark: string, name: string, is = '', value = '') =>
    value !== '' && SECRET.test(decoded(name)) ? `${mark}${name}${is}${HIDDEN}` : whole,
  );
}

function parametersOf(text: string): (readonly [mark: string, name: string])[] {
  return [...text.matchAll(PARAMETER)].map(([, mark = '', name = '']) => [mark, name] as const);
}

/** Where a query with a secret begins in the path of a URL whose form has none. */
export function secretQueryIn(path: string): number | undefined {
  const isSecret = parametersOf(path).some(([, name]) => SECRET.test(decoded(name)));
  const begin = path.search(/[?#]|%3f|%23/i);
  return isSecret && begin >= 0 ? begin : undefined;
}

/**
 * A line of any text, such as an error about an option, without the secrets of the URLs in it: they may be cut off, or in the place
 * of something else. More is hidden than has to be.
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
