import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { plain, quoted } from '../messages/wording';

/** How to reach AWS. */
export interface AwsAccess {
  /** Of the AWS configuration; the SDK's default chain otherwise. */
  readonly profile?: string;
  /** To ask first, where nothing says the region of a bucket. */
  readonly region?: string;
  /** Another server than that of AWS. */
  readonly endpointUrl?: string;
  /** How long to wait for a whole answer, and for a connection at most a sixth of it, in milliseconds. */
  readonly timeout?: number;
}

export const TIMEOUT_MS = 15_000;

const silent = () => {};
const NO_LOG = { trace: silent, debug: silent, info: silent, warn: silent, error: silent };

/** What is the same for the client of every service. */
export function clientSettings({ profile, timeout = TIMEOUT_MS }: AwsAccess) {
  return {
    ...(profile === undefined ? {} : { profile }),
    logger: NO_LOG,
    requestHandler: { connectionTimeout: timeout / 6 },
    maxAttempts: 2,
  };
}

/** A package of the SDK; undefined where it is not installed. */
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
 * Whether the files of the AWS configuration name a profile. That there is none called `default` is no mistake. The SDK's own
 * reader of these files is a package that only the SDK may import, where a package manager keeps dependencies apart.
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

/** The code of a refusal, on one line. It is text of the server, and may be anything. */
export function codeOf({ name }: SdkError): string {
  return typeof name === 'string' ? plain(name) : 'UnknownError';
}

/** Why a service gave no answer at all, on one line. */
export function unreachable(service: string, error: SdkError): string {
  return whyUnreachable(service, error)
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
}

function whyUnreachable(service: string, error: SdkError): string {
  if (/Credential|Token|SSO/i.test(error.name)) {
    const profile = process.env.AWS_PROFILE;
    return profile && !hasProfile(profile) ? noProfile(profile) : `no credentials: ${error.message}`;
  }
  // A name with several addresses fails with an error for each of them, and no message of its own.
  const message = error.message || error.errors?.[0]?.message || error.code || error.name;
  return `${service} cannot be reached: ${message.replace(/^AWS SDK error wrapper for (\w*Error: )?/, '')}`;
}
