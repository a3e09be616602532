import type { OneAccount } from '../iam/account';
import type { Requester } from '../iam/principal';
import { type KnownValues, RequestContext, type RequestSituation } from '../iam/request-context';
import { DEFAULT_ACL, ZencoderAction } from '../zencoder/account-and-roles';

/** Who sends the requests of Zencoder, and what is known of them. */
export interface ZencoderRequests {
  readonly requester: Requester;
  /** Of an upload, which has everything that is known. */
  readonly context: RequestContext;
  readonly contextOf: (action: ZencoderAction) => RequestContext;
}

/**
 * The requests that Zencoder sends from now on, as far as a judgement takes them for known: over TLS in its newest version, signed
 * by Zencoder itself, with its default ACL, from no organization, account or VPC endpoint of the bucket's owner. TLS is promised by
 * nobody: docs/security.md says so to those who apply.
 */
export function zencoderRequests(account: OneAccount, now: Date): ZencoderRequests {
  return requests(account, OVER_TLS, { since: instantOf(now) });
}

/** The requests that Zencoder sends at one time, of which nothing is taken for known that is not documented, as TLS is not. */
export function zencoderRequestsAt(account: OneAccount, now: Date, assumed: KnownValues = {}): ZencoderRequests {
  const time = {
    'aws:CurrentTime': [instantOf(now)],
    'aws:EpochTime': [String(Math.floor(now.getTime() / 1000))],
  };
  return requests(account, { ...time, ...assumed }, {});
}

/** What a request has that comes over TLS, in its newest version. */
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
  // Other actions do not have the key. Source: the condition keys on S3's page of the Service Authorization Reference.
  const [context, withoutAcl] = [contextWith([DEFAULT_ACL]), contextWith([])];
  return { requester, context, contextOf: (action) => (SENDS_ACL.includes(action) ? context : withoutAcl) };
}

const SENDS_ACL: readonly ZencoderAction[] = [ZencoderAction.PUT_OBJECT, ZencoderAction.PUT_OBJECT_ACL];

function instantOf(now: Date): string {
  return now.toISOString().replace(/\.\d+Z$/, 'Z');
}
