import { secretQueryIn, withoutCredentials, withoutSecrets } from '../messages/secrets';
import { isOlderBucketName } from '../s3/bucket-name';
import { s3EndpointOf } from '../s3/endpoint';

/** The forms in which people name an S3 object, each as a message calls it. */
export enum S3UrlForm {
  S3 = 'an s3 URL',
  HTTP = 'an HTTP URL',
  WEBSITE = 'the URL of a website endpoint',
  CONSOLE = 'the URL of a page in the S3 console',
  ARN = 'an ARN',
}

/** What a text says of an S3 object, and what it would say if its writer meant something else. */
export interface S3UrlReading {
  readonly form: S3UrlForm;
  readonly bucket: string;
  /** The bucket as the host name has it, where upper-case letters in it may be meant. */
  readonly bucketInHost?: string;
  readonly key: string;
  readonly region?: string;
  /** The key if each unescaped plus sign means a space, and if it means a plus sign: the same where there is no doubt. */
  readonly keyWithSpaces: string;
  readonly keyWithPluses: string;
  /** The key if the escapes that the form reads literally mean characters. */
  readonly keyDecoded: string;
  readonly hasRawDelimiter?: boolean;
  readonly hasMalformedEscape?: boolean;
  /** The domain of S3 that is in the place of the bucket. */
  readonly endpoint?: string;
  /** Whether a name and a password, as some tools take an access key, stand in front of the bucket. */
  readonly hasCredentials?: boolean;
  /** The names of the dropped parameters: their values can be credentials. */
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

/** Reads any form that {@link S3UrlForm} lists, or nothing. Nothing is normalized: `..`, `//` and a leading `/` are parts of a key. */
export function readS3Url(given: string): S3UrlReading | undefined {
  const text = withoutCredentials(given);
  const reading = readS3(text.trimStart()) ?? readArn(text.trimStart()) ?? readHttp(text.trim());
  return reading && text !== given ? { ...reading, hasCredentials: true } : reading;
}

/** The key as it stands in an s3 URL; {@link readKey} undoes it for every key. */
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

/** These forms have no query, so that a key can have a "?": but a signature is none of it. */
function withoutSecretQuery(path: string): { readonly named: string; readonly droppedQuery?: readonly string[] } {
  const begin = secretQueryIn(path);
  return begin === undefined
    ? { named: path }
    : { named: path.slice(0, begin), droppedQuery: namesIn(path.slice(begin).replace(/^(?:\?|%3f)/i, '')) };
}

/** What is no word, and no name of a value either, can be a secret itself. */
function namesIn(query: string): string[] {
  return parameters(query.replace(/%3d/gi, '=').replace(/%26/g, '&')).map(([name, , isNamed]) =>
    isNamed || /^[a-z]{1,12}$/i.test(name) ? name : '…',
  );
}

/** Who writes spaces as spaces means a plus by a plus. */
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

/** Host names are without case: S3 looks for the bucket in lower case. */
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

/** S3 itself takes a plus in the path of an HTTP URL for a space. */
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

/** Decodes the escapes that are UTF-8 and leaves the others as they stand. */
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
