/** A key that one may have meant, and how it differs from the one that was given. */
export interface Spelling {
  readonly key: string;
  /** In words that follow "differs in that". */
  readonly how: string;
}

interface Misspelling {
  readonly how: string;
  /** What was meant, if this is how it was miswritten. */
  readonly meant: (key: string) => string;
  /** It comes together with another slip. */
  readonly combines?: boolean;
}

/** How keys are miswritten, the commonest first. */
const MISSPELLINGS: readonly Misspelling[] = [
  { how: 'it has spaces where the URL has plus signs', meant: (key) => key.replace(/\+/g, ' ') },
  { how: 'it has the characters that the escapes stand for', meant: decoded },
  {
    how: 'it has the characters that the escapes and plus signs stand for',
    meant: (key) => decoded(key.replace(/\+/g, ' ')),
  },
  { how: 'its accents are parts of their letters (Unicode NFC)', meant: (key) => key.normalize('NFC'), combines: true },
  {
    how: 'its accents are characters of their own (Unicode NFD), as Macs write them',
    meant: (key) => key.normalize('NFD'),
    combines: true,
  },
  { how: 'it does not begin with a slash', meant: (key) => key.replace(/^\/+/, ''), combines: true },
  { how: 'it begins with a slash', meant: (key) => (key.startsWith('/') ? key : `/${key}`), combines: true },
  { how: 'it has no doubled slashes', meant: (key) => key.replace(/\/{2,}/g, '/'), combines: true },
  { how: 'it does not end with white space', meant: (key) => key.replace(/\s+$/, '') },
  { how: 'its extension is in lower case', meant: (key) => withExtension(key, (text) => text.toLowerCase()) },
  { how: 'its extension is in upper case', meant: (key) => withExtension(key, (text) => text.toUpperCase()) },
  { how: 'it is in lower case', meant: (key) => key.toLowerCase() },
  { how: 'it has plus signs where the URL has spaces', meant: (key) => key.replace(/ /g, '+') },
  { how: 'it holds the escapes as they stand ("%20")', meant: (key) => key.replace(/ /g, '%20') },
];

/**
 * The keys that may have been meant, the likeliest first.
 * @param prefixes under which objects lie, as far as they are known
 */
export function spellingsOf(key: string, bucket: string, prefixes: readonly string[] = []): Spelling[] {
  const without = (start: string) => (key.startsWith(start) ? key.slice(start.length) : key);
  const once = [
    ...MISSPELLINGS.map(({ how, meant }) => ({ key: meant(key), how })),
    { key: without(`${bucket}/`), how: 'it does not begin with the name of the bucket' },
  ].filter((spelling) => spelling.key !== key);
  const below = prefixes.map((prefix) => ({ key: `${prefix}${key}`, how: liesBelow(prefix) }));
  const twice = once.flatMap((spelling) =>
    MISSPELLINGS.filter(({ combines }) => combines).map(({ how, meant }) => ({
      key: meant(spelling.key),
      how: `${spelling.how}, and ${how}`,
    })),
  );
  const seen = new Set([key, '']);
  return [...once, ...below, ...twice].filter((spelling) => !seen.has(spelling.key) && seen.add(spelling.key));
}

/** How two keys differ that are {@link comparableForm} alike, in the words of the slip that makes one of the other. */
export function difference(given: string, actual: string, bucket: string): string {
  const known = spellingsOf(given, bucket).find(({ key }) => key === actual);
  if (known) {
    return known.how;
  }
  return actual.endsWith(given) ? liesBelow(actual.slice(0, actual.length - given.length)) : 'it is spelled otherwise';
}

/** What keys have in common that differ only by slips; the last part of it is the name of the file. */
export function comparableForm(key: string): string {
  return decoded(key.replace(/\+/g, ' '))
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s\u200b]+/g, ' ')
    .replace(/\/{2,}/g, '/')
    .replace(/^\/|\s+$/g, '');
}

/** The one of the keys that was meant, if one only can be: the same but for slips, or the same under a prefix. */
export function nearestSpelling(key: string, keys: readonly string[]): string | undefined {
  const wanted = comparableForm(key);
  const alike = keys.filter((other) => comparableForm(other) === wanted);
  const below = keys.filter((other) => comparableForm(other).endsWith(`/${wanted}`));
  const sole = alike.length > 0 ? alike : below;
  return sole.length === 1 && wanted !== '' ? sole[0] : undefined;
}

function liesBelow(prefix: string): string {
  return `it lies below ${JSON.stringify(prefix)}`;
}

function withExtension(key: string, change: (text: string) => string): string {
  return key.replace(/\.[^./]+$/, change);
}

/** Undoes escapes of UTF-8 and leaves others as they stand. */
function decoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}
