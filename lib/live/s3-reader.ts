import type { S3Client, S3ClientConfig } from '@aws-sdk/client-s3';
import { withoutSecrets } from '../messages/secrets';
import {
  type AwsAccess,
  clientSettings,
  codeOf,
  hasProfile,
  loaded,
  noProfile,
  type SdkError,
  TIMEOUT_MS,
  unreachable,
} from './aws-client';
import {
  AnswerFault,
  type AnswerForm,
  type BoundableCommand,
  isJsonObject,
  isXmlWith,
  sendBounded,
  UnusableAnswer,
} from './bounded-answer';
import { type Observed, observed, type Unavailable, unavailable } from './facts';

type Sdk = typeof import('@aws-sdk/client-s3');

/**
 * What can be asked of S3 here, nothing that changes anything, and what the caller must be allowed to get an answer.
 * Source: AWS's Service Authorization Reference.
 */
const PERMISSIONS = {
  ListBuckets: 's3:ListAllMyBuckets',
  HeadBucket: 's3:ListBucket',
  GetBucketLocation: 's3:GetBucketLocation',
  GetBucketPolicy: 's3:GetBucketPolicy',
  GetBucketPolicyStatus: 's3:GetBucketPolicyStatus',
  GetBucketAcl: 's3:GetBucketAcl',
  GetBucketOwnershipControls: 's3:GetBucketOwnershipControls',
  GetPublicAccessBlock: 's3:GetBucketPublicAccessBlock',
  GetBucketEncryption: 's3:GetEncryptionConfiguration',
  GetBucketRequestPayment: 's3:GetBucketRequestPayment',
  GetBucketVersioning: 's3:GetBucketVersioning',
  HeadObject: 's3:GetObject',
  GetObjectAcl: 's3:GetObjectAcl',
  ListObjectsV2: 's3:ListBucket',
} as const;

export type S3Operation = keyof typeof PERMISSIONS;

/** The root of each answer that is XML. Source: S3's API reference. */
const ROOTS: ReadonlyMap<S3Operation, string> = new Map([
  ['ListBuckets', 'ListAllMyBucketsResult'],
  ['GetBucketPolicyStatus', 'PolicyStatus'],
  ['GetBucketAcl', 'AccessControlPolicy'],
  ['GetBucketOwnershipControls', 'OwnershipControls'],
  ['GetPublicAccessBlock', 'PublicAccessBlockConfiguration'],
  ['GetBucketEncryption', 'ServerSideEncryptionConfiguration'],
  ['GetBucketRequestPayment', 'RequestPaymentConfiguration'],
  ['GetBucketVersioning', 'VersioningConfiguration'],
  ['GetObjectAcl', 'AccessControlPolicy'],
  ['ListObjectsV2', 'ListBucketResult'],
]);

/** The SDK finds no text where there is no namespace, and no location is one too: that of us-east-1. */
const LOCATION =
  /^\s*(?:<\?xml[^>]*>)?\s*<LocationConstraint(?:\s+xmlns="[^"]*"\s*(?:\/>|>[^<]*<\/LocationConstraint>)|\s*(?:\/>|>\s*<\/LocationConstraint>))\s*$/;

/** S3 itself takes 20 KiB. */
const MAX_POLICY_BYTES = 64 * 1024;

/** Holds a thousand keys. */
const MAX_LIST_BYTES = 1024 * 1024;
const MAX_LIST_TAGS = 40_000;

function formOf(operation: S3Operation, timeout: number): AnswerForm {
  const form = { operation: operation, isRefusal: isXmlWith(['Error']), timeout };
  // moto calls the root of some by the name of the operation.
  const roots = [ROOTS.get(operation) ?? '', `${operation}Response`];
  const isXml = isXmlWith(roots);
  const isList = isXmlWith(roots, MAX_LIST_TAGS);
  switch (operation) {
    case 'HeadBucket':
      return form;
    case 'HeadObject':
      return { ...form, isHead: (headers) => Object.keys(headers).some((name) => /^(?:etag|x-amz-)/i.test(name)) };
    case 'GetBucketPolicy':
      return { ...form, isAnswer: isJsonObject, maxBytes: MAX_POLICY_BYTES };
    case 'GetBucketLocation':
      return { ...form, isAnswer: (text) => LOCATION.test(text) };
    case 'ListBuckets':
      return { ...form, isAnswer: isList, maxBytes: MAX_LIST_BYTES };
    case 'ListObjectsV2':
      return { ...form, isAnswer: (text) => isList(text) && text.includes('<IsTruncated>'), maxBytes: MAX_LIST_BYTES };
    default:
      return { ...form, isAnswer: isXml };
  }
}

/** What the same operations need for a version of an object that is named. */
const PERMISSIONS_FOR_VERSIONS: { readonly [operation in S3Operation]?: string } = {
  HeadObject: 's3:GetObjectVersion',
  GetObjectAcl: 's3:GetObjectVersionAcl',
};

/** What the caller must be allowed to get an answer. */
function permissionFor(operation: S3Operation, input: object): string {
  const ofVersion = 'VersionId' in input && input.VersionId !== undefined;
  return (ofVersion ? PERMISSIONS_FOR_VERSIONS[operation] : undefined) ?? PERMISSIONS[operation];
}

type CommandOf<Name extends S3Operation> = InstanceType<Sdk[`${Name}Command`]>;
export type InputOf<Name extends S3Operation> = CommandOf<Name>['input'];
export type OutputOf<Name extends S3Operation> = Awaited<
  ReturnType<ReturnType<CommandOf<Name>['resolveMiddleware']>>
>['output'];

export type Answer<T> = { readonly known: true; readonly value: T } | Refusal;

/** An answer that is not what was asked for. */
export interface Refusal extends Unavailable {
  readonly status: number;
  /** Of S3; made from the status where the answer has no body, as that to a HEAD. */
  readonly code: string;
  /** Where the bucket is, if S3 says so. */
  readonly region?: string;
  /** It is no answer of S3, or none that can be read: its status says nothing, and is 0. */
  readonly isUnusable?: boolean;
  /** The newest version of the object is a mark that it was deleted. */
  readonly isDeleted: boolean;
  /** Of the object, or of that mark. */
  readonly versionId?: string;
}

/**
 * What an answer says.
 * @param read the value, or undefined where the answer does not hold it, as with servers that are not AWS
 * @param absent the codes with which S3 says that there is none, and what then holds
 */
export function readAnswer<Given, T>(
  answer: Answer<Given>,
  read: (value: Given) => T | undefined,
  absent: ReadonlyMap<string, T> = new Map(),
): Observed<T> {
  if (!answer.known) {
    return absent.has(answer.code) ? observed(absent.get(answer.code)!) : answer;
  }
  const value = read(answer.value);
  return value === undefined ? unavailable('the server answers with nothing') : observed(value);
}

/** Nothing can be asked: no credentials, no network, no SDK. */
export class S3Unavailable extends Error {}

/** Nothing can be known of one bucket: what answers is no S3, or says nothing that can be read. */
export class BucketUnreadable extends S3Unavailable {}

/** How to reach S3: its endpoint is another S3 server than that of AWS. */
export type S3Access = AwsAccess;

/** Asks S3 with the caller's own credentials. It only reads, and loads the AWS SDK when it is opened. */
export class S3Reader {
  /** @throws S3Unavailable where the SDK is not installed, or the configuration has no such profile */
  public static async open(access: S3Access): Promise<S3Reader> {
    const sdk = await loadSdk();
    if (access.profile !== undefined && !hasProfile(access.profile)) {
      throw new S3Unavailable(noProfile(access.profile));
    }
    const first = new sdk.S3Client(settings(access));
    const region = access.region ?? (await first.config.region().catch(() => undefined));
    return new S3Reader(sdk, access, first, region);
  }

  private readonly clients = new Map<string, S3Client>();
  /** When an answer was given up that did not end. */
  private gaveUpAt = Number.POSITIVE_INFINITY;

  private constructor(
    private readonly sdk: Sdk,
    private readonly access: S3Access,
    private readonly first: S3Client,
    /** That of the caller's AWS configuration, if it names one. */
    public readonly configuredRegion: string | undefined,
  ) {}

  /**
   * @param region where the bucket is, if that is known
   * @throws S3Unavailable where S3 cannot be asked at all
   */
  public async ask<Name extends S3Operation>(
    operation: Name,
    input: InputOf<Name>,
    // Any region will do to ask where a bucket is; only the SDK insists on one.
    region = this.configuredRegion ?? 'us-east-1',
  ): Promise<Answer<OutputOf<Name>>> {
    const Command = this.sdk[`${operation}Command`] as unknown as new (input: InputOf<Name>) => BoundableCommand;
    const form = formOf(operation, this.access.timeout ?? TIMEOUT_MS);
    const begun = Date.now();
    try {
      return { known: true, value: await sendBounded(this.client(region), new Command(input), form) };
    } catch (error) {
      return error instanceof UnusableAnswer
        ? this.unusable(error, begun)
        : refusal(permissionFor(operation, input), error as SdkError);
    }
  }

  /** One answer that does not end is unknown. A server that keeps the next one waiting too would do so for each. */
  private unusable({ fault, message }: UnusableAnswer, begun: number): Refusal {
    if (fault === AnswerFault.UNFINISHED) {
      if (begun >= this.gaveUpAt) {
        throw new S3Unavailable(`S3 cannot be reached: ${message}`);
      }
      this.gaveUpAt = Math.min(this.gaveUpAt, Date.now());
    }
    return fault === AnswerFault.FOREIGN ? this.foreign() : unusable(message);
  }

  private foreign(): Refusal {
    const { endpointUrl } = this.access;
    const where = endpointUrl === undefined ? 'the address of S3' : withoutSecrets(endpointUrl);
    return unusable(`what answers at ${where} is no S3 server`);
  }

  public close(): void {
    for (const client of [this.first, ...this.clients.values()]) {
      client.destroy();
    }
  }

  private client(region: string): S3Client {
    const { credentials } = this.first.config;
    const client = this.clients.get(region) ?? new this.sdk.S3Client({ ...settings(this.access), region, credentials });
    this.clients.set(region, client);
    return client;
  }
}

function settings(access: S3Access): S3ClientConfig {
  const { endpointUrl } = access;
  return {
    ...clientSettings(access),
    ...(endpointUrl === undefined ? {} : { endpoint: endpointUrl, forcePathStyle: true }),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  };
}

async function loadSdk(): Promise<Sdk> {
  const sdk = await loaded(() => import('@aws-sdk/client-s3'));
  if (sdk === undefined) {
    throw new S3Unavailable('the AWS SDK is not installed: npm install @aws-sdk/client-s3');
  }
  return sdk;
}

/** What S3 says of credentials, whatever is asked. */
const CREDENTIALS_REFUSED = [
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'ExpiredToken',
  'InvalidToken',
  'TokenRefreshRequired',
  'RequestTimeTooSkewed',
];

const CODES: ReadonlyMap<number, string> = new Map([
  [301, 'PermanentRedirect'],
  [400, 'BadRequest'],
  [403, 'AccessDenied'],
  [404, 'NotFound'],
]);

/** What the SDK calls an error whose answer has no body. */
const NAMELESS = /^(?:Unknown|UnknownError|Error|\d+)$/;

function unusable(why: string): Refusal {
  return { ...unavailable(why), status: 0, code: '', isUnusable: true, isDeleted: false };
}

function refusal(permission: string, error: SdkError): Refusal {
  const status = error.$metadata?.httpStatusCode ?? 0;
  if (status < 300) {
    throw new S3Unavailable(unreachable('S3', error));
  }
  const given = codeOf(error);
  if (CREDENTIALS_REFUSED.includes(given)) {
    throw new S3Unavailable(`S3 refuses the credentials: ${given}`);
  }
  const code = NAMELESS.test(given) ? (CODES.get(status) ?? 'UnknownError') : given;
  const headers = error.$response?.headers ?? {};
  return {
    ...unavailable(`S3 answers ${status} ${code}`, status === 403 ? permission : undefined),
    status,
    code,
    region: headers['x-amz-bucket-region'] ?? error.Region,
    isDeleted: headers['x-amz-delete-marker'] === 'true',
    versionId: headers['x-amz-version-id'],
  };
}
