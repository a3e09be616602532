import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { S3Operation } from '../../lib/live/s3-reader';

/** What the server answers to one operation. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Writes the body in place of that, as it likes. */
  readonly write?: (response: ServerResponse) => void;
}

export type Answers = { readonly [operation in S3Operation]?: Reply };

export const OWNER = 'a'.repeat(64);
export const REGION = 'eu-central-1';
const XML = '<?xml version="1.0" encoding="UTF-8"?>';

export function xml(body: string): Reply {
  return { body: `${XML}${body}` };
}

/** As S3 refuses: with a code in the body, unless it was asked for the head alone. */
export function refusal(status: number, code: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers, body: `${XML}<Error><Code>${code}</Code><Message>No</Message></Error>` };
}

export function policy(...statements: readonly object[]): Reply {
  return { body: JSON.stringify({ Version: '2012-10-17', Statement: statements }) };
}

/** What the recommended policy of Zencoder's page says, for a bucket `films`. */
export const RECOMMENDED = ['GetObject GetObjectAcl PutObject PutObjectAcl ListMultipartUploadParts', 'bucket'].map(
  (names) => ({
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::395540211253:root' },
    Action: (names === 'bucket' ? 'GetBucketLocation ListBucketMultipartUploads' : names)
      .split(' ')
      .map((name) => `s3:${name}`),
    Resource: `arn:aws:s3:::films${names === 'bucket' ? '' : '/*'}`,
  }),
);

export function acl(owner: string, ...grants: readonly [grantee: string, permission: string][]): Reply {
  const list = [[owner, 'FULL_CONTROL'], ...grants].map(([grantee, permission]) => {
    const [type, name] = grantee!.startsWith('http') ? ['Group', 'URI'] : ['CanonicalUser', 'ID'];
    const who = `<Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="${type}"><${name}>${grantee}</${name}></Grantee>`;
    return `<Grant>${who}<Permission>${permission}</Permission></Grant>`;
  });
  return xml(
    `<AccessControlPolicy><Owner><ID>${owner}</ID></Owner><AccessControlList>${list.join('')}</AccessControlList></AccessControlPolicy>`,
  );
}

export function location(place: string): Reply {
  return xml(`<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${place}</LocationConstraint>`);
}

export function ownership(setting: string): Reply {
  return xml(`<OwnershipControls><Rule><ObjectOwnership>${setting}</ObjectOwnership></Rule></OwnershipControls>`);
}

export function encryption(algorithm: string, key = ''): Reply {
  const id = key && `<KMSMasterKeyID>${key}</KMSMasterKeyID>`;
  const rule = `<ApplyServerSideEncryptionByDefault><SSEAlgorithm>${algorithm}</SSEAlgorithm>${id}</ApplyServerSideEncryptionByDefault>`;
  return xml(`<ServerSideEncryptionConfiguration><Rule>${rule}</Rule></ServerSideEncryptionConfiguration>`);
}

export function accessBlock(settings: Readonly<Record<string, boolean>>): Reply {
  const members = Object.entries(settings).map(([name, value]) => `<${name}>${value}</${name}>`);
  return xml(`<PublicAccessBlockConfiguration>${members.join('')}</PublicAccessBlockConfiguration>`);
}

export function listing(...keys: readonly string[]): Reply {
  const contents = keys.map((key) => `<Contents><Key>${key}</Key><Owner><ID>${OWNER}</ID></Owner></Contents>`);
  return xml(`<ListBucketResult><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`);
}

/** Keeps versions. */
export const VERSIONED = xml('<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>');

/** What IAM answers to an operation. */
export function iam(operation: string, result: string): Reply {
  return xml(`<${operation}Response><${operation}Result>${result}</${operation}Result></${operation}Response>`);
}

/** As IAM refuses. */
export function iamRefusal(status: number, code: string): Reply {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>No</Message></Error>`;
  return { status, body: `<ErrorResponse>${error}</ErrorResponse>` };
}

/** As KMS answers, in JSON. */
export function kms(body: object, status = 200): Reply {
  return { status, headers: { 'content-type': 'application/x-amz-json-1.1' }, body: JSON.stringify(body) };
}

/** A bucket of today's defaults with the recommended policy, as AWS documents its answers. */
const HEALTHY: Answers = {
  ListBuckets: xml(
    '<ListAllMyBucketsResult><Buckets><Bucket><Name>films</Name></Bucket></Buckets></ListAllMyBucketsResult>',
  ),
  HeadBucket: { headers: { 'x-amz-bucket-region': REGION } },
  GetBucketLocation: location(REGION),
  GetBucketPolicy: policy(...RECOMMENDED),
  GetBucketPolicyStatus: xml('<PolicyStatus><IsPublic>false</IsPublic></PolicyStatus>'),
  GetBucketAcl: acl(OWNER),
  GetBucketOwnershipControls: ownership('BucketOwnerEnforced'),
  GetPublicAccessBlock: accessBlock({ IgnorePublicAcls: true, RestrictPublicBuckets: true }),
  GetBucketEncryption: encryption('AES256'),
  GetBucketRequestPayment: xml('<RequestPaymentConfiguration><Payer>BucketOwner</Payer></RequestPaymentConfiguration>'),
  GetBucketVersioning: xml('<VersioningConfiguration/>'),
  HeadObject: { headers: { 'x-amz-server-side-encryption': 'AES256', etag: '"e"' } },
  GetObjectAcl: acl(OWNER),
  ListObjectsV2: listing('in/film.mov'),
};

const BY_QUERY: readonly (readonly [parameter: string, bucket: S3Operation, object?: S3Operation])[] = [
  ['location', 'GetBucketLocation'],
  ['policyStatus', 'GetBucketPolicyStatus'],
  ['policy', 'GetBucketPolicy'],
  ['acl', 'GetBucketAcl', 'GetObjectAcl'],
  ['ownershipControls', 'GetBucketOwnershipControls'],
  ['publicAccessBlock', 'GetPublicAccessBlock'],
  ['encryption', 'GetBucketEncryption'],
  ['requestPayment', 'GetBucketRequestPayment'],
  ['versioning', 'GetBucketVersioning'],
  ['list-type', 'ListObjectsV2'],
];

/** An HTTP server that gives answers as AWS documents them, of buckets of any name and objects of one key. */
export class AwsServer {
  static async start(): Promise<AwsServer> {
    const aws = new AwsServer();
    await aws.listen();
    return aws;
  }

  /** In the place of those of a bucket in which all is well. */
  answers: Answers = {};
  /** The one object that there is. */
  key = 'in/film.mov';
  /** What is answered for each object, in the place of that one. */
  objects: Readonly<Record<string, Answers>> | undefined;
  /** What is answered for each bucket, before `answers`. */
  buckets: Readonly<Record<string, Answers>> = {};
  /** What is answered to every request, of IAM and KMS too, in the place of all else. */
  always: Reply | undefined;
  /** What IAM and KMS answer to each operation. */
  services: Readonly<Record<string, Reply>> = {};
  /** What is waited for before a operation is answered. */
  before: (operation: S3Operation, bucket: string) => unknown = () => undefined;
  /** All that was asked for. */
  readonly asked: {
    readonly operation: S3Operation;
    readonly bucket: string;
    readonly key: string;
    readonly region: string;
  }[] = [];
  /** The operations of IAM and KMS that were asked for. */
  readonly askedOfServices: string[] = [];
  /** How many requests were under way at once, at most. */
  mostAtOnce = 0;
  private atOnce = 0;
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async listen(): Promise<void> {
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** Begins anew, with other answers. */
  reset(answers: Answers = {}): void {
    this.answers = answers;
    this.always = undefined;
    this.objects = undefined;
    this.buckets = {};
    this.services = {};
    this.before = () => undefined;
    this.askedOfServices.length = 0;
    this.asked.length = 0;
    this.mostAtOnce = 0;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.atOnce);
    const { pathname, searchParams } = new URL(request.url!, 'http://s3');
    if (request.method === 'POST') {
      await this.answerForService(request, response);
      this.atOnce--;
      return;
    }
    const [, bucket = '', ...rest] = pathname.split('/').map(decodeURIComponent);
    const key = rest.join('/');
    const operation = operationOf(request.method!, bucket, key, searchParams);
    const region = /Credential=[^/]+\/\d+\/([^/]+)/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    this.asked.push({ operation, bucket, key, region });
    await new Promise((later) => setTimeout(later, 2));
    await this.before(operation, bucket);
    const { status = 200, headers, body, write } = this.always ?? this.replyTo(operation, bucket, key);
    response.writeHead(status, { 'content-type': 'application/xml', ...headers });
    if (write === undefined || request.method === 'HEAD') {
      response.end(request.method === 'HEAD' ? undefined : body);
    } else {
      write(response);
    }
    this.atOnce--;
  }

  private async answerForService(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = request.headers['x-amz-target'];
    const form = new URLSearchParams(await text(request));
    const operation = typeof target === 'string' ? target.split('.').at(-1)! : form.get('Action')!;
    this.askedOfServices.push(operation);
    const own = this.always ?? this.services[operation];
    const { status = 200, headers, body, write } = own ?? iamRefusal(404, 'NoSuchEntity');
    response.writeHead(status, { 'content-type': 'text/xml', ...headers });
    if (write === undefined) {
      response.end(body);
    } else {
      write(response);
    }
  }

  private replyTo(operation: S3Operation, bucket: string, key: string): Reply {
    const object = this.objects === undefined ? (key === this.key ? {} : undefined) : this.objects[key];
    if (key !== '' && object === undefined) {
      return refusal(404, 'NoSuchKey');
    }
    const own = key === '' ? undefined : object?.[operation];
    return own ?? this.buckets[bucket]?.[operation] ?? this.answers[operation] ?? HEALTHY[operation]!;
  }
}

function operationOf(method: string, bucket: string, key: string, query: URLSearchParams): S3Operation {
  const [, ofBucket, ofObject] = BY_QUERY.find(([parameter]) => query.has(parameter)) ?? [];
  if (method === 'HEAD') return key === '' ? 'HeadBucket' : 'HeadObject';
  if (bucket === '') return 'ListBuckets';
  return (key === '' ? ofBucket : ofObject)!;
}
