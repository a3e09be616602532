import type { S3Client, S3ClientConfig } from '@aws-sdk/client-s3';
import { hasProfile, noProfile } from './aws-profile';
import { type Answer, type Question, type Questions, type S3Api, S3Unavailable } from './s3-answer';

/** How to reach S3. */
export interface S3Access {
  /** Of the AWS configuration; the SDK's default chain otherwise. */
  readonly profile?: string;
  /** To ask first, where nothing says the region of a bucket. */
  readonly region?: string;
  /** Another S3 server than that of AWS. */
  readonly endpointUrl?: string;
  /** How long to wait for an answer, and for a connection at most a sixth of it, in milliseconds. */
  readonly patience?: number;
}

const PATIENCE = 30_000;

type Sdk = typeof import('@aws-sdk/client-s3');

const silent = () => {};
const NO_LOG = { trace: silent, debug: silent, info: silent, warn: silent, error: silent };

/** Asks S3 with the caller's own credentials. It only reads, and loads the AWS SDK when it is opened. */
export class S3Reader implements S3Api {
  /** @throws CannotLook where the SDK is not installed, or the configuration has no such profile */
  public static async open(access: S3Access): Promise<S3Reader> {
    const sdk = await loadSdk();
    if (access.profile !== undefined && !hasProfile(access.profile)) {
      throw new S3Unavailable(noProfile(access.profile));
    }
    const first = new sdk.S3Client(settings(access));
    return new S3Reader(sdk, access, first, access.region ?? (await configuredRegion(first)));
  }

  private readonly clients = new Map<string, S3Client>();

  private constructor(
    private readonly sdk: Sdk,
    private readonly access: S3Access,
    private readonly first: S3Client,
    private readonly region: string,
  ) {}

  public async ask<Name extends Question>(
    question: Name,
    input: Questions[Name][0],
    region = this.region,
  ): Promise<Answer<Questions[Name][1]>> {
    const Command = this.sdk[`${question}Command`] as unknown as new (input: Questions[Name][0]) => never;
    try {
      return { ok: true, value: await this.client(region).send(new Command(input)) };
    } catch (error) {
      return refusal(error, this.access);
    }
  }

  public close(): void {
    for (const client of [this.first, ...this.clients.values()]) {
      client.destroy();
    }
  }

  private client(region: string): S3Client {
    const known = this.clients.get(region);
    if (known) {
      return known;
    }
    const { credentials } = this.first.config;
    const client = new this.sdk.S3Client({ ...settings(this.access), region, credentials });
    this.clients.set(region, client);
    return client;
  }
}

function settings({ profile, endpointUrl, patience = PATIENCE }: S3Access): S3ClientConfig {
  return {
    ...(profile === undefined ? {} : { profile }),
    ...(endpointUrl === undefined ? {} : { endpoint: endpointUrl, forcePathStyle: true }),
    logger: NO_LOG,
    // Without the last of these a request that takes too long is only warned of.
    requestHandler: { connectionTimeout: patience / 6, requestTimeout: patience, throwOnRequestTimeout: true },
    maxAttempts: 2,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  };
}

async function loadSdk(): Promise<Sdk> {
  try {
    return await import('@aws-sdk/client-s3');
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND'
      ? new S3Unavailable('the AWS SDK is not installed: npm install @aws-sdk/client-s3')
      : error;
  }
}

/** Any region will do to ask where a bucket is; only the SDK insists on one. */
async function configuredRegion(client: S3Client): Promise<string> {
  try {
    return await client.config.region();
  } catch {
    return 'us-east-1';
  }
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
const NAMELESS = ['Unknown', 'UnknownError', 'Error'];

interface SdkError extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
  readonly Region?: string;
}

function refusal(thrown: unknown, access: S3Access): Answer<never> {
  const error = thrown as SdkError;
  const status = error.$metadata?.httpStatusCode ?? 0;
  if (status < 500 && /Deserialization error/.test(error.message)) {
    throw new S3Unavailable(`what answers at ${access.endpointUrl ?? 'the address of S3'} is no S3 server`);
  }
  if (status < 300) {
    throw new S3Unavailable(
      unreachable(error)
        .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
        .trim(),
    );
  }
  const code = NAMELESS.includes(error.name) || /^\d+$/.test(error.name) ? CODES[status] : error.name;
  if (CREDENTIALS_REFUSED.includes(error.name)) {
    throw new S3Unavailable(`S3 refuses the credentials: ${error.name}`);
  }
  const headers = error.$response?.headers ?? {};
  return {
    ok: false,
    status,
    code: code ?? 'UnknownError',
    region: headers['x-amz-bucket-region'] ?? error.Region,
    ...(headers['x-amz-delete-marker'] === 'true' && { isDeleted: true, versionId: headers['x-amz-version-id'] }),
  };
}

function unreachable(error: Error & { code?: string; errors?: readonly Error[] }): string {
  if (/Credential|Token|SSO/i.test(error.name)) {
    const profile = process.env.AWS_PROFILE;
    return profile && !hasProfile(profile) ? noProfile(profile) : `no credentials: ${error.message}`;
  }
  // A name with several addresses fails with an error for each of them, and no message of its own.
  const message = error.message || error.errors?.[0]?.message || error.code || error.name;
  return `S3 cannot be reached: ${message.replace(/^AWS SDK error wrapper for (\w*Error: )?/, '')}`;
}
