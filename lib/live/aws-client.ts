import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { plain, quoted } from '../messages/wording';

/** How to reach AWS. */
export interface AwsAccess {
  /**
   * A profile of the AWS configuration.
   * @default - the default chain of the SDK
   */
  readonly profile?: string;
  /** The region of the first request, if the region of a bucket is unknown. */
  readonly region?: string;
  /** A server other than AWS. */
  readonly endpointUrl?: string;
  /** How long to wait for a complete answer, in milliseconds; for a connection, a sixth of that. */
  readonly timeout?: number;
}

export const TIMEOUT_MS = 15_000;

const ignore = () => {};
const NO_LOG = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };

/** The settings that the clients of all services share. */
export function clientSettings({ profile, timeout = TIMEOUT_MS }: AwsAccess) {
  return {
    ...(profile === undefined ? {} : { profile }),
    logger: NO_LOG,
    requestHandler: { connectionTimeout: timeout / 6 },
    maxAttempts: 2,
  };
}

/** A package of the SDK; undefined if it is not installed. */
export async function loaded<T>(load: () => Promise<T>): Promise<T | undefined> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') {
      return undefined;
    }
    throw error;
  }
}

const SECTION = /^\s*\[\s*(?:profile\s+)?(?:"([^"]*)"|'([^']*)'|([^\]]*?))\s*\]/gm;

/**
 * Whether the files of the AWS configuration have a profile. The profile `default` does not have to be there. The SDK's
 * own reader of these files is a transitive dependency, which some package managers do not make available here.
 */
export function hasProfile(name: string): boolean {
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = process.env;
  const files = [
    AWS_CONFIG_FILE || join(homedir(), '.aws', 'config'),
    AWS_SHARED_CREDENTIALS_FILE || join(homedir(), '.aws', 'credentials'),
  ];
  return name === 'default' || files.some((file) => profilesOf(file).includes(name));
}

function profilesOf(file: string): string[] {
  try {
    return [...readFileSync(file, 'utf8').matchAll(SECTION)].map(([, ...names]) => names.find((one) => one) ?? '');
  } catch {
    return [];
  }
}

export function noProfile(name: string): string {
  return `there is no profile ${quoted(name)} in the AWS configuration`;
}

export interface SdkError extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
  readonly Region?: string;
  readonly code?: string;
  readonly errors?: readonly Error[];
}

/** The code of an error response, on one line. The server can send any text. */
export function codeOf({ name }: SdkError): string {
  return typeof name === 'string' ? plain(name) : 'UnknownError';
}

const SIGN_IN =
  'run "aws sso login", name a profile with --profile, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY';

/** Why a service did not answer, on one line. */
export function unreachable(service: string, error: SdkError): string {
  return whyUnreachable(service, error)
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
}

function whyUnreachable(service: string, error: SdkError): string {
  if (/Credential|Token|SSO/i.test(error.name)) {
    const profile = process.env.AWS_PROFILE;
    return profile && !hasProfile(profile) ? noProfile(profile) : `no credentials: ${error.message}; ${SIGN_IN}`;
  }
  // A host with several addresses fails with an error for each of them, and without a message.
  const message = error.message || error.errors?.[0]?.message || error.code || error.name;
  return `${service} cannot be reached: ${message.replace(/^AWS SDK error wrapper for (\w*Error: )?/, '')}`;
}
