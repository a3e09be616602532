import type { OneAccount } from '../iam/account';
import type { Requester } from '../iam/principal';
import { type KnownValues, RequestContext, type RequestSituation } from '../iam/request-context';
import { DEFAULT_ACL, ZencoderAction } from '../zencoder/account-and-roles';

/** The requester and the known values of Zencoder's requests. */
export interface ZencoderRequests {
  readonly requester: Requester;
  /** The context of an upload, which has all known values. */
  readonly context: RequestContext;
  readonly contextOf: (action: ZencoderAction) => RequestContext;
}

/**
 * The requests that Zencoder sends after a time, with the values that a judgement assumes: over TLS in the newest version, signed by
 * Zencoder itself, with its default ACL, and not from an organization, account or VPC endpoint of the bucket owner. Zencoder does not
 * promise TLS: docs/security.md explains this.
 */
export function zencoderRequests(account: OneAccount, now: Date): ZencoderRequests {
  return requests(account, OVER_TLS, { since: instantOf(now) });
}

/** The requests that Zencoder sends at one time, with documented values only. TLS is not documented. */
export function zencoderRequestsAt(account: OneAccount, now: Date, assumed: KnownValues = {}): ZencoderRequests {
  const time = {
    'aws:CurrentTime': [instantOf(now)],
    'aws:EpochTime': [String(Math.floor(now.getTime() / 1000))],
  };
  return requests(account, { ...time, ...assumed }, {});
}

/** The values of a request over TLS in the newest version. */
export const OVER_TLS: KnownValues = {
  'aws:SecureTransport': ['true'],
  's3:TlsVersion': ['1.3'],
};

function requests(requester: OneAccount, known: KnownValues, situation: RequestSituation): ZencoderRequests {
  const contextWith = (acl: readonly string[]) =>
    new RequestContext(
      requester.accountId,
      { 'aws:ViaAWSService': ['false'], 's3:x-amz-acl': acl, ...known },
      { isOutsider: true, ...situation },
    );
  // Requests for other actions do not have the key `s3:x-amz-acl`. Source: the condition keys on S3's page of the Service Authorization Reference.
  const [context, withoutAcl] = [contextWith([DEFAULT_ACL]), contextWith([])];
  return { requester, context, contextOf: (action) => (SENDS_ACL.includes(action) ? context : withoutAcl) };
}

const SENDS_ACL: readonly ZencoderAction[] = [ZencoderAction.PUT_OBJECT, ZencoderAction.PUT_OBJECT_ACL];

function instantOf(now: Date): string {
  return now.toISOString().replace(/\.\d+Z$/, 'Z');
}
