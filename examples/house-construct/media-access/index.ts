import { ZencoderBucketAccess, ZencoderRole } from 'cdktf-zencoder-s3';
import type { Construct } from 'constructs';

const CONTRACT_ENDS = '2031-01-01T00:00:00Z';

export interface AcmeMediaAccessProps {
  /** The name of the team's bucket. */
  readonly bucket: string;

  /**
   * When Zencoder's access ends, such as `2027-06-30T00:00:00Z`.
   * @default - the end of Acme's contract with Zencoder, which is also the latest allowed time
   */
  readonly expires?: string;

  /**
   * Other statements of the bucket policy. A bucket has one policy, so they must be part of it.
   * @default - none
   */
  readonly otherStatements?: object[];
}

/** Access for Zencoder to a bucket of Acme: it reads below `to-zencoder/` and writes below `from-zencoder/`. All access requires TLS. */
export class AcmeMediaAccess extends ZencoderBucketAccess {
  public constructor(scope: Construct, id: string, props: AcmeMediaAccessProps) {
    const { bucket, expires = CONTRACT_ENDS, otherStatements = [] } = props;
    if (Date.parse(expires) > Date.parse(CONTRACT_ENDS)) {
      throw new Error(
        `${id}: expires: "${expires}" is later than the end of the contract with Zencoder; the latest is ${CONTRACT_ENDS}`,
      );
    }
    super(scope, id, {
      bucket,
      requireTls: true,
      grants: [
        { role: ZencoderRole.INPUT, prefixes: ['to-zencoder/'], expires },
        { role: ZencoderRole.OUTPUT, prefixes: ['from-zencoder/'], expires },
      ],
      otherStatements: JSON.stringify({ Version: '2012-10-17', Statement: [tlsOnly(bucket), ...otherStatements] }),
    });
  }
}

function tlsOnly(bucket: string): object {
  return {
    Sid: 'AcmeTlsOnly',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}
