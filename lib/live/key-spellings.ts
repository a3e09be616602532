/** A key that may be intended, and how it differs from the given one. */
export interface Spelling {
  readonly key: string;
  /** The difference in words, which begin with "it" or "its". */
  readonly how: string;
}

interface Misspelling {
  readonly how: string;
  /** The intended key, if a key was misspelled in this way. */
  readonly intended: (key: string) => string;
  /** It can occur together with another misspelling. */
  readonly combines?: boolean;
}

/** How keys are misspelled, the most common first. */
const MISSPELLINGS: readonly Misspelling[] = [
  { how: 'it has spaces where the URL has plus signs', intended: (key) => key.replace(/\+/g, ' ') },
  { how: 'it has plain characters where the URL has percent escapes', intended: decoded },
  {
    how: 'it has plain characters and spaces where the URL has percent escapes and plus signs',
    intended: (key) => decoded(key.replace(/\+/g, ' ')),
  },
  {
    how: 'its accented letters are single characters (Unicode NFC)',
    intended: (key) => key.normalize('NFC'),
    combines: true,
  },
  {
    how: 'its accents are separate characters (Unicode NFD), as macOS writes them',
    intended: (key) => key.normalize('NFD'),
    combines: true,
  },
  { how: 'it does not begin with a slash', intended: (key) => key.replace(/^\/+/, ''), combines: true },
  { how: 'it begins with a slash', intended: (key) => (key.startsWith('/') ? key : `/${key}`), combines: true },
  { how: 'it has no double slashes', intended: (key) => key.replace(/\/{2,}/g, '/'), combines: true },
  { how: 'it does not end with white space', intended: (key) => key.replace(/\s+$/, '') },
  { how: 'its extension is in lower case', intended: (key) => withExtension(key, (text) => text.toLowerCase()) },
  { how: 'its extension is in upper case', intended: (key) => withExtension(key, (text) => text.toUpperCase()) },
  { how: 'it is in lower case', intended: (key) => key.toLowerCase() },
  { how: 'it has plus signs where the URL has spaces', intended: (key) => key.replace(/ /g, '+') },
  { how: 'it contains the escapes literally ("%20")', intended: (key) => key.replace(/ /g, '%20') },
];

/**
 * The keys that may be intended, the most likely first.
 * @param prefixes the known prefixes of objects
 */
export function spellingsOf(key: string, bucket: string, prefixes: readonly string[] = []): Spelling[] {
  const without = (start: string) => (key.startsWith(start) ? key.slice(start.length) : key);
  const once = [
    ...MISSPELLINGS.map(({ how, intended }) => ({ key: intended(key), how })),
    { key: without(`${bucket}/`), how: 'it does not begin with the name of the bucket' },
  ].filter((spelling) => spelling.key !== key);
  const below = prefixes.map((prefix) => ({ key: `${prefix}${key}`, how: isBelow(prefix) }));
  const twice = once.flatMap((spelling) =>
    MISSPELLINGS.filter(({ combines }) => combines).map(({ how, intended }) => ({
      key: intended(spelling.key),
      how: `${spelling.how}, and ${how}`,
    })),
  );
  const listed = new Set([key, '']);
  return [...once, ...below, ...twice].filter(({ key: other }) => !listed.has(other) && listed.add(other));
}

/** How two keys with the same {@link comparableForm} differ, in the words of the misspelling if there is one. */
export function difference(given: string, actual: string, bucket: string): string {
  const known = spellingsOf(given, bucket).find(({ key }) => key === actual);
  if (known) {
    return known.how;
  }
  return actual.endsWith(given) ? isBelow(actual.slice(0, actual.length - given.length)) : 'it is spelled differently';
}

/** A form that is the same for keys that differ only by misspellings. It ends with the name of the file. */
export function comparableForm(key: string): string {
  return decoded(key.replace(/\+/g, ' '))
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s\u200b]+/g, ' ')
    .replace(/\/{2,}/g, '/')
    .replace(/^\/|\s+$/g, '');
}

/** The intended one of several keys, if exactly one is the same apart from misspellings, or the same below a prefix. */
export function nearestSpelling(key: string, keys: readonly string[]): string | undefined {
  const wanted = comparableForm(key);
  const alike = keys.filter((other) => comparableForm(other) === wanted);
  const below = keys.filter((other) => comparableForm(other).endsWith(`/${wanted}`));
  const candidates = alike.length > 0 ? alike : below;
  return candidates.length === 1 && wanted !== '' ? candidates[0] : undefined;
}

function isBelow(prefix: string): string {
  return `it is below ${JSON.stringify(prefix)}`;
}

function withExtension(key: string, change: (text: string) => string): string {
  return key.replace(/\.[^./]+$/, change);
}

/** Decodes percent escapes of UTF-8, and leaves all other escapes unchanged. */
function decoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}
