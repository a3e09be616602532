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
 * The operations of S3 that are used, none of which changes anything, and the permission that the caller needs for
 * each. Source: AWS's Service Authorization Reference.
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

/**
 * A location constraint that the SDK can read: it needs the namespace for a text, and an empty element means us-east-1.
 */
const LOCATION =
  /^\s*(?:<\?xml[^>]*>)?\s*<LocationConstraint(?:\s+xmlns="[^"]*"\s*(?:\/>|>[^<]*<\/LocationConstraint>)|\s*(?:\/>|>\s*<\/LocationConstraint>))\s*$/;

/** S3 accepts policies of up to 20 KiB. */
const MAX_POLICY_BYTES = 64 * 1024;

/** Enough for a thousand keys. */
const MAX_LIST_BYTES = 1024 * 1024;
const MAX_LIST_TAGS = 40_000;

function formOf(operation: S3Operation, timeout: number): AnswerForm {
  const form = { operation: operation, isRefusal: isXmlWith(['Error']), timeout };
  // In some answers of moto the root has the name of the operation.
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

/** The permissions of the same operations for a version of an object. */
const PERMISSIONS_FOR_VERSIONS: { readonly [operation in S3Operation]?: string } = {
  HeadObject: 's3:GetObjectVersion',
  GetObjectAcl: 's3:GetObjectVersionAcl',
};

/** The permission that the caller needs for a request. */
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

/** An error response, or an answer that cannot be used. */
export interface Refusal extends Unavailable {
  readonly status: number;
  /** The error code of S3, or the one for the status if the answer has no body, as for HEAD. */
  readonly code: string;
  /** The region of the bucket, if S3 reports it. */
  readonly region?: string;
  /** It is not a valid answer of S3. Its status has no meaning, and is 0. */
  readonly isUnusable?: boolean;
  /** The latest version of the object is a delete marker. */
  readonly isDeleted: boolean;
  /** The version ID of the object, or of the delete marker. */
  readonly versionId?: string;
}

/**
 * The value in an answer.
 * @param read reads the value; undefined if the answer does not contain it, as with servers that are not AWS
 * @param absent the error codes for something that does not exist, and the value for each
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
  return value === undefined ? unavailable('the answer of the server has no value') : observed(value);
}

/** S3 cannot be used: no credentials, no network, or no SDK. */
export class S3Unavailable extends Error {}

/** Nothing can be read of one bucket: the server is not S3, or its answers are not valid. */
export class BucketUnreadable extends S3Unavailable {}

/** How to reach S3. The endpoint is an S3 server other than AWS. */
export type S3Access = AwsAccess;

/** Reads from S3 with the caller's own credentials. It changes nothing, and loads the AWS SDK when it is opened. */
export class S3Reader {
  /** @throws S3Unavailable if the SDK is not installed, or the configuration does not have the profile */
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
  /** The time at which an incomplete answer was given up. */
  private gaveUpAt = Number.POSITIVE_INFINITY;

  private constructor(
    private readonly sdk: Sdk,
    private readonly access: S3Access,
    private readonly first: S3Client,
    /** The region in the caller's AWS configuration, if it has one. */
    public readonly configuredRegion: string | undefined,
  ) {}

  /**
   * Sends a request.
   * @param region the region of the bucket, if that is known
   * @throws S3Unavailable if S3 cannot be reached
   */
  public async ask<Name extends S3Operation>(
    operation: Name,
    input: InputOf<Name>,
    // Every region answers where a bucket is, but the SDK requires one.
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

  /** One incomplete answer is unknown. If a later one is incomplete too, the server is considered unreachable. */
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
    return unusable(`the server at ${where} is not an S3 server`);
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

/** Error codes for the credentials, whatever the request is. */
const CREDENTIALS_REFUSED = [
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'ExpiredToken',
  'InvalidToken',
  'TokenRefreshRequired',
  'RequestTimeTooSkewed',
];

const CODES_BY_STATUS: ReadonlyMap<number, string> = new Map([
  [301, 'PermanentRedirect'],
  [400, 'BadRequest'],
  [403, 'AccessDenied'],
  [404, 'NotFound'],
]);

/** The name that the SDK gives to an error without a body. */
const NO_CODE = /^(?:Unknown|UnknownError|Error|\d+)$/;

function unusable(why: string): Refusal {
  return { ...unavailable(why), status: 0, code: '', isUnusable: true, isDeleted: false };
}

function refusal(permission: string, error: SdkError): Refusal {
  const status = error.$metadata?.httpStatusCode ?? 0;
  if (status < 300) {
    throw new S3Unavailable(unreachable('S3', error));
  }
  const reported = codeOf(error);
  if (CREDENTIALS_REFUSED.includes(reported)) {
    throw new S3Unavailable(`S3 refuses the credentials: ${reported}`);
  }
  const code = NO_CODE.test(reported) ? (CODES_BY_STATUS.get(status) ?? 'UnknownError') : reported;
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
