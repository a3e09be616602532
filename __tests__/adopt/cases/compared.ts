import type { S3Request } from '../../../lib/iam/decision';
import type { JsonObject } from '../../../lib/messages/json';
import { simulate } from '../../support/simulate';
import { BUCKET, zencoderOf } from './adopted';
import { differenceOf } from './decision-table';
import { edgeRequests } from './edge-requests';

const parsed = (policy: string) => JSON.parse(policy) as JsonObject;

/** Requests at the edges of both policies. */
export function requestsAbout(before: string, after: string): S3Request[] {
  return edgeRequests([parsed(before), parsed(after)], BUCKET);
}

/** How the decisions of a policy differ from those of the one before it, by the product's own table. */
export function difference(
  before: string,
  after: string,
  requests: readonly S3Request[],
  accountId?: string,
): ReturnType<typeof differenceOf> {
  return differenceOf(parsed(before), parsed(after), requests, zencoderOf(accountId));
}

/** The requests that the simulator answers otherwise under the second policy than under the first, and those that the second allows. */
export interface SimulatedDifference {
  readonly allowed: readonly S3Request[];
  readonly wider: readonly S3Request[];
  readonly narrower: readonly S3Request[];
}

/** The same by the simulator, for requests of one account that it reads as S3 does. */
export function simulatedDifference(
  before: string,
  after: string,
  requests: readonly S3Request[],
  accountId: string,
): SimulatedDifference {
  const [was, is] = [before, after].map((policy) => {
    const read = forSimulator(policy);
    return new Map(requests.filter(isReadAlike).map((request) => [request, isAllowed(read, request, accountId)]));
  }) as [Map<S3Request, boolean>, Map<S3Request, boolean>];
  const differing = [...is].filter(([request, allowed]) => allowed !== was.get(request));
  return {
    allowed: [...is].filter(([, allowed]) => allowed).map(([request]) => request),
    wider: differing.filter(([, allowed]) => allowed).map(([request]) => request),
    narrower: differing.filter(([, allowed]) => !allowed).map(([request]) => request),
  };
}

/**
 * Whether the simulator reads a policy as S3 does: not one with an action that is no text, nor one of the older version, in which a
 * variable is text, nor one about names with a `*`, of which it can be asked nothing.
 */
export function isReadBySimulator(policy: string): boolean {
  const { Version } = parsed(policy);
  return !/[,[]7\]|\$\{\*\}/.test(policy) && (Version === '2012-10-17' || !policy.includes('${'));
}

/** It takes a `*` in a request for any characters, and its own `*` matches no line break. */
function isReadAlike({ key = '' }: S3Request): boolean {
  return !/[*\n\r\u2028\u2029]/.test(key);
}

/** It does not know that the canonical user ID names the account. */
function forSimulator(policy: string): unknown {
  const { accountId, canonicalUserId } = zencoderOf();
  return JSON.parse(policy, (name, value) => {
    if (name !== 'Principal' || value?.CanonicalUser !== canonicalUserId) {
      return value;
    }
    const { CanonicalUser: _, AWS = [], ...others } = value;
    return { ...others, AWS: [AWS, accountId].flat() };
  });
}

function isAllowed(policy: unknown, { action, bucket, key, context = {} }: S3Request, accountId: string): boolean {
  const principal = `arn:aws:iam::${accountId}:role/requester`;
  const answer = simulate(policy, {
    principal,
    action: action === 'S3:GETOBJECT' ? 's3:GetObject' : action,
    resource: `arn:aws:s3:::${bucket}${key === undefined ? '' : `/${key}`}`,
    context: {
      'aws:PrincipalArn': principal,
      'aws:PrincipalAccount': accountId,
      ...Object.fromEntries(Object.entries(context).map(([name, values]) => [name, values[0]!])),
    },
  });
  return answer === 'Allowed';
}
