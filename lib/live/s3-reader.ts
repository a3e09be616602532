import type { S3Client, S3ClientConfig } from '@aws-sdk/client-s3';
import {
  type AwsAccess,
  clientSettings,
  hasProfile,
  loaded,
  noProfile,
  type SdkError,
  unreachable,
} from './aws-client';
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

export type Question = keyof typeof PERMISSIONS;

/** What the same questions need for a version of an object that is named. */
const PERMISSIONS_FOR_VERSIONS: { readonly [question in Question]?: string } = {
  HeadObject: 's3:GetObjectVersion',
  GetObjectAcl: 's3:GetObjectVersionAcl',
};

/** What the caller must be allowed to get an answer. */
function permissionFor(question: Question, input: object): string {
  const ofVersion = 'VersionId' in input && input.VersionId !== undefined;
  return (ofVersion ? PERMISSIONS_FOR_VERSIONS[question] : undefined) ?? PERMISSIONS[question];
}

type CommandOf<Name extends Question> = InstanceType<Sdk[`${Name}Command`]>;
export type InputOf<Name extends Question> = CommandOf<Name>['input'];
export type OutputOf<Name extends Question> = Awaited<
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
  absent: Readonly<Record<string, T>> = {},
): Observed<T> {
  if (answer.known) {
    const value = read(answer.value);
    return value === undefined ? unavailable('the server answers with nothing') : observed(value);
  }
  return answer.code in absent ? observed(absent[answer.code]!) : answer;
}

/** Nothing can be asked: no credentials, no network, no SDK. */
export class S3Unavailable extends Error {}

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
  public async ask<Name extends Question>(
    question: Name,
    input: InputOf<Name>,
    // Any region will do to ask where a bucket is; only the SDK insists on one.
    region = this.configuredRegion ?? 'us-east-1',
  ): Promise<Answer<OutputOf<Name>>> {
    const Command = this.sdk[`${question}Command`] as unknown as new (input: InputOf<Name>) => never;
    try {
      return { known: true, value: await this.client(region).send(new Command(input)) };
    } catch (error) {
      return refusal(permissionFor(question, input), error as SdkError, this.access);
    }
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

const CODES: Readonly<Record<number, string>> = {
  301: 'PermanentRedirect',
  400: 'BadRequest',
  403: 'AccessDenied',
  404: 'NotFound',
};

/** What the SDK calls an error whose answer has no body. */
const NAMELESS = /^(?:Unknown|UnknownError|Error|\d+)$/;

function refusal(permission: string, error: SdkError, access: S3Access): Refusal {
  const status = error.$metadata?.httpStatusCode ?? 0;
  if (status < 500 && /Deserialization error/.test(error.message)) {
    throw new S3Unavailable(`what answers at ${access.endpointUrl ?? 'the address of S3'} is no S3 server`);
  }
  if (status < 300) {
    throw new S3Unavailable(unreachable('S3', error));
  }
  if (CREDENTIALS_REFUSED.includes(error.name)) {
    throw new S3Unavailable(`S3 refuses the credentials: ${error.name}`);
  }
  const code = NAMELESS.test(error.name) ? (CODES[status] ?? 'UnknownError') : error.name;
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
