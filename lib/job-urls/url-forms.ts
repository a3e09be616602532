import { secretQueryIn, withoutCredentials, withoutSecrets } from '../messages/secrets';
import { isOlderBucketName } from '../s3/bucket-name';
import { s3EndpointOf } from '../s3/endpoint';

/** The accepted formats of the name of an S3 object. The values are used in messages. */
export enum S3UrlForm {
  S3 = 'an s3 URL',
  HTTP = 'an HTTP URL',
  WEBSITE = 'the URL of a website endpoint',
  CONSOLE = 'the URL of a page in the S3 console',
  ARN = 'an ARN',
}

/** The parts of a text that names an S3 object, and the parts for other meanings of the same text. */
export interface S3UrlReading {
  readonly form: S3UrlForm;
  readonly bucket: string;
  /** The bucket as written in the host name, if its upper-case letters can be intended. */
  readonly bucketInHost?: string;
  readonly key: string;
  readonly region?: string;
  /** The key if each unescaped plus sign means a space. Equal to `keyWithPluses` if the meaning is clear. */
  readonly keyWithSpaces: string;
  /** The key if each unescaped plus sign means a plus sign. */
  readonly keyWithPluses: string;
  /** The key if the escapes that are literal in this format mean characters. */
  readonly keyDecoded: string;
  readonly hasRawDelimiter?: boolean;
  readonly hasMalformedEscape?: boolean;
  /** The domain of S3 that is in place of the bucket. */
  readonly endpoint?: string;
  /** Whether a name and a password are before the bucket, which is how some tools accept an access key. */
  readonly hasCredentials?: boolean;
  /** The names of the removed parameters. Their values can be credentials. */
  readonly droppedQuery?: readonly string[];
  /** Decoded, and not empty. */
  readonly droppedFragment?: string;
}

const S3 = /^s3(?:\+([^\s/]+))?:\/\/([^/]*)(?:\/(.*))?$/is;
const ARN = /^arn:aws:s3:::([^/]*)(?:\/(.*))?$/is;
const HTTP =
  /^(?:https?:\/\/)?(?<host>[^\s:/?#]+)(?::\d+)?(?<path>(?:\/[^?#]*)?)(?:\?(?<query>[^#]*))?(?:#(?<fragment>.*))?$/is;

const CONSOLE = /^(?:s3\.|(?<region>[a-z]+(?:-[a-z]+)+-\d+)\.)?console\.aws\.amazon\.com$/i;
const CONSOLE_PAGE = /^\/s3\/(?:object|buckets)\/([^/]+)\/?$/;

/** Reads a text in any format of {@link S3UrlForm}; undefined if it has none. `..`, `//` and a leading `/` are parts of the key. */
export function readS3Url(given: string): S3UrlReading | undefined {
  const text = withoutCredentials(given);
  const reading = readS3(text.trimStart()) ?? readArn(text.trimStart()) ?? readHttp(text.trim());
  return reading && text !== given ? { ...reading, hasCredentials: true } : reading;
}

/** Escapes a key for an s3 URL. {@link readKey} reverses it for every key. */
export function writeKey(key: string): string {
  return key
    .replace(/%(?=3f|23|25)/gi, '%25')
    .replace(/\?/g, '%3F')
    .replace(/#/g, '%23');
}

function readKey(raw: string): string {
  return raw.replace(/%(?:3f|23|25)/gi, decodeOrKeep);
}

function readS3(text: string): S3UrlReading | undefined {
  const [isS3, region, authority = '', given = ''] = S3.exec(text) ?? [];
  if (!isS3) {
    return undefined;
  }
  const endpoint = authority.replace(/:\d*$/, '');
  const named = s3EndpointOf(endpoint);
  const { named: path, droppedQuery } = withoutSecretQuery(given);
  const [first = '', ...rest] = path.split('/');
  const isInPath = named !== undefined && named.bucket === undefined;
  const [bucket, raw] = isInPath ? [first, rest.join('/')] : [named?.bucket ?? authority, path];
  return {
    form: S3UrlForm.S3,
    ...(named?.bucket === undefined ? { bucket } : inHost(bucket)),
    region: named?.region ?? region?.toLowerCase(),
    ...literalKey(raw, readKey(raw)),
    hasRawDelimiter: /[?#]/.test(raw),
    droppedQuery,
    ...(named === undefined ? {} : { endpoint }),
  };
}

function readArn(text: string): S3UrlReading | undefined {
  const [isArn, bucket = '', given = ''] = ARN.exec(text) ?? [];
  const { named: raw, droppedQuery } = withoutSecretQuery(given);
  return isArn ? { form: S3UrlForm.ARN, bucket, droppedQuery, ...literalKey(raw, raw) } : undefined;
}

/** Removes a signature. These formats have no query, so a "?" can be part of the key, but a signature cannot. */
function withoutSecretQuery(path: string): { readonly named: string; readonly droppedQuery?: readonly string[] } {
  const begin = secretQueryIn(path);
  return begin === undefined
    ? { named: path }
    : { named: path.slice(0, begin), droppedQuery: namesIn(path.slice(begin).replace(/^(?:\?|%3f)/i, '')) };
}

/** The names of the parameters, with `…` for one that can be a secret itself: it is not a word, and has no value. */
function namesIn(query: string): string[] {
  return parameters(query.replace(/%3d/gi, '=').replace(/%26/g, '&')).map(([name, , isNamed]) =>
    isNamed || /^[a-z]{1,12}$/i.test(name) ? name : '…',
  );
}

/** If the text contains spaces, its plus signs mean plus signs. */
function literalKey(raw: string, key: string) {
  const keyWithSpaces = raw.includes(' ') ? key : key.replace(/\+/g, ' ');
  return { key, keyWithPluses: key, keyWithSpaces, keyDecoded: decode(raw) };
}

function readHttp(text: string): S3UrlReading | undefined {
  const { host = '', path = '', query, fragment } = HTTP.exec(text)?.groups ?? {};
  const page = CONSOLE.exec(host);
  if (page) {
    return readConsole(path, query, page.groups?.region);
  }
  const endpoint = s3EndpointOf(host);
  if (!endpoint) {
    return undefined;
  }
  const rawBucket = endpoint.bucket ?? path.split('/')[1] ?? '';
  const raw = path.slice(endpoint.bucket === undefined ? rawBucket.length + 2 : 1);
  const bucket = decode(rawBucket);
  return {
    form: endpoint.isWebsite ? S3UrlForm.WEBSITE : S3UrlForm.HTTP,
    ...(endpoint.bucket === undefined ? { bucket } : inHost(bucket)),
    region: endpoint.region,
    ...encodedKey(raw),
    droppedQuery: query ? namesIn(query) : undefined,
    droppedFragment: fragment ? decode(withoutSecrets(`#${fragment}`).slice(1)) : undefined,
  };
}

/** Host names are not case-sensitive: S3 looks for the bucket in lower case. */
function inHost(named: string): Pick<S3UrlReading, 'bucket' | 'bucketInHost'> {
  const bucket = named.toLowerCase();
  return { bucket, bucketInHost: bucket !== named && isOlderBucketName(named) ? named : undefined };
}

function readConsole(path: string, query = '', regionOfHost?: string): S3UrlReading | undefined {
  const bucket = CONSOLE_PAGE.exec(path)?.[1];
  if (bucket === undefined) {
    return undefined;
  }
  const values = new Map(parameters(query).map(([name, value]) => [name, value]));
  return {
    form: S3UrlForm.CONSOLE,
    bucket: decode(bucket),
    region: (values.get('region') || regionOfHost)?.toLowerCase(),
    ...encodedKey((values.get('prefix') ?? '').replace(/\+/g, '%20')),
    droppedQuery: values.has('versionId') ? ['versionId'] : undefined,
  };
}

/** S3 itself reads a plus sign in the path of an HTTP URL as a space. */
function encodedKey(raw: string) {
  const key = decode(raw.replace(/\+/g, ' '));
  return {
    key,
    keyWithSpaces: key,
    keyWithPluses: decode(raw),
    keyDecoded: key,
    hasMalformedEscape: raw.includes('%') && decodeOrKeep(raw) === raw,
  };
}

function parameters(query: string): [name: string, value: string, isNamed: boolean][] {
  return query
    .split('&')
    .filter((parameter) => parameter !== '')
    .map((parameter) => {
      const [name = '', ...value] = parameter.split('=');
      return [decode(name), value.join('='), value.length > 0];
    });
}

/** Decodes the escapes that are valid UTF-8, and does not change the rest. */
function decode(text: string): string {
  return text.replace(/%[0-7][\da-f]|(?:%[89a-f][\da-f])+/gi, decodeOrKeep);
}

function decodeOrKeep(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
