import { readFileSync } from 'node:fs';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Readable } from 'node:stream';
import { S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { Account, S3Server } from './server';

/** What the server made of a request. */
export type Decision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly status: number; readonly code: string };

/** A client that sends as `account`, or unsigned when there is none. Over https when `tls` is set. */
export function s3Client(server: S3Server, account?: Account, { tls = false } = {}): S3Client {
  const client = new S3Client({
    endpoint: tls ? server.tlsEndpoint : server.endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: account ?? { accessKeyId: 'none', secretAccessKey: 'none' },
    ...(account === undefined && { signer: { sign: async (request) => request } }),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 2,
    requestHandler: {
      httpAgent: new HttpAgent({ keepAlive: true, maxSockets: 8 }),
      httpsAgent: new HttpsAgent({ keepAlive: true, ca: server.tlsCertificate && readFileSync(server.tlsCertificate) }),
      connectionTimeout: 2_000,
      requestTimeout: 10_000,
    },
  });
  readEveryBody(client);
  return client;
}

/**
 * A bucket's name in the requests of `account`: a name by itself is looked up in the account's own tenant, and
 * `TENANT:BUCKET` in that of the bucket's owner, which is the empty one unless told otherwise.
 */
export function bucketSeenBy(account: Account, bucket: string, ownerTenant = ''): string {
  return account.tenant === ownerTenant ? bucket : `${ownerTenant}:${bucket}`;
}

/**
 * Tells an answer from a refusal. A refusal has a status from 300 to 499, so it may also be a 404: look at it. Whatever
 * is neither (no connection, a fault of the server) is thrown.
 */
export async function decision(request: Promise<unknown>): Promise<Decision> {
  try {
    await request;
    return { allowed: true };
  } catch (error) {
    const status = error instanceof S3ServiceException ? (error.$metadata.httpStatusCode ?? 0) : 0;
    if (status < 300 || status >= 500) throw error;
    return { allowed: false, status, code: (error as S3ServiceException).name };
  }
}

/** A connection is free for the next request only when its answer was read, and a test may not care for the body. */
function readEveryBody(client: S3Client): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const response = result.response as { body?: unknown };
      if (response.body instanceof Readable) {
        response.body = Readable.from(await response.body.toArray(), { objectMode: false });
      }
      return result;
    },
    { step: 'deserialize', priority: 'low' },
  );
}
