import type { ZencoderGrant } from '../../../lib/grants/grant';
import { ZencoderAction } from '../../../lib/zencoder/account-and-roles';

export type Members = Readonly<Record<string, unknown>>;

/** The policy of the bucket films, and what becomes of it. */
export interface PolicyCase {
  readonly title: string;
  readonly policy: Members;
  readonly grants: ZencoderGrant[];
  readonly requireTls?: boolean;
  /** The statements that stay, as they stay. */
  readonly others?: Members[];
  /** Parts of the lines on what is lost, one for each. */
  readonly losses?: string[];
  /** What is lost is of another bucket, or was not certain. */
  readonly unseen?: true;
  readonly notes?: string[];
  /** The account that is Zencoder. */
  readonly accountId?: string;
}

const { GET_BUCKET_LOCATION, LIST_BUCKET_MULTIPART_UPLOADS } = ZencoderAction;

export const ROOT = { AWS: 'arn:aws:iam::395540211253:root' };
export const BUCKET_ARN = 'arn:aws:s3:::films';
export const OBJECTS = `${BUCKET_ARN}/*`;
export const OTHER = 'arn:aws:iam::111122223333:root';
export const TLS = { Bool: { 'aws:SecureTransport': 'true' } };
export const JULY = { DateLessThan: { 'aws:CurrentTime': '2027-07-01T00:00:00Z' } };

export const allow = (members: Members): Members => ({
  Effect: 'Allow',
  Principal: ROOT,
  Action: 's3:GetObject',
  Resource: OBJECTS,
  ...members,
});
export const onBucket = (members: Members = {}) =>
  allow({ Action: [GET_BUCKET_LOCATION, LIST_BUCKET_MULTIPART_UPLOADS], Resource: BUCKET_ARN, ...members });
export const policy = (statements: unknown, members: Members = {}): Members => ({
  Version: '2012-10-17',
  Statement: statements,
  ...members,
});
export const DENY_PLAIN = {
  Sid: 'DenyInsecureTransport',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [BUCKET_ARN, OBJECTS],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
export const EDITORS = {
  Sid: 'Editors',
  Effect: 'Allow',
  Principal: { AWS: OTHER },
  Action: 's3:*',
  Resource: [BUCKET_ARN, `${BUCKET_ARN}/\${aws:username}/*`],
};
