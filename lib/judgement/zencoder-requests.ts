import type { Account } from '../iam/named-account';
import type { Asker } from '../iam/principal';
import { RequestContext } from '../iam/request-context';
import { DEFAULT_ACL } from '../zencoder';

/** Who sends the requests of Zencoder, and what is known of them. */
export interface ZencoderRequests {
  readonly asker: Asker;
  readonly context: RequestContext;
}

/**
 * The requests that Zencoder sends from now on, as far as a judgement takes them for known: over TLS in its newest version, signed
 * by Zencoder itself, with its default ACL, from no organization, account or VPC endpoint of the bucket's owner. TLS is promised by
 * nobody: docs/security.md says so to those who apply.
 */
export function zencoderRequests(account: Account, now: Date): ZencoderRequests {
  return {
    asker: account,
    context: new RequestContext(
      account.accountId,
      {
        'aws:SecureTransport': ['true'],
        's3:TlsVersion': ['1.3'],
        'aws:ViaAWSService': ['false'],
        's3:x-amz-acl': [DEFAULT_ACL],
      },
      { isOutsider: true, since: now.toISOString().replace(/\.\d+Z$/, 'Z') },
    ),
  };
}
