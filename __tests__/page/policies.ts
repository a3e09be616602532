import type { JsonObject } from '../../lib/messages/json';

export const ZENCODER = 'arn:aws:iam::395540211253:root';

/** The bucket policy that Zencoder recommends. Source: its page "Using Zencoder with S3". */
export const RECOMMENDED: JsonObject = {
  Version: '2012-10-17',
  Id: 'ZencoderBucketPolicy',
  Statement: [
    {
      Sid: 'Stmt1295042087538',
      Effect: 'Allow',
      Principal: { AWS: ZENCODER },
      Action: ['s3:GetObjectAcl', 's3:GetObject', 's3:PutObjectAcl', 's3:ListMultipartUploadParts', 's3:PutObject'],
      Resource: 'arn:aws:s3:::MY-BUCKET/*',
    },
    {
      Sid: 'Stmt1295042087538',
      Effect: 'Allow',
      Principal: { AWS: ZENCODER },
      Action: ['s3:ListBucketMultipartUploads', 's3:GetBucketLocation'],
      Resource: 'arn:aws:s3:::MY-BUCKET',
    },
  ],
};

/** The recommended policy for another bucket. */
export function recommendedOf(bucket: string): JsonObject {
  return JSON.parse(JSON.stringify(RECOMMENDED).replaceAll('MY-BUCKET', bucket)) as JsonObject;
}

export const CDN = {
  Sid: 'Cdn',
  Effect: 'Allow',
  Principal: { Service: 'cloudfront.amazonaws.com' },
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::films/*',
  Condition: { StringEquals: { 'AWS:SourceArn': 'arn:aws:cloudfront::111122223333:distribution/E1' } },
};

export const OTHER_ACCOUNT = {
  Sid: 'Editors',
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:root' },
  Action: ['s3:GetObject', 's3:PutObject'],
  Resource: 'arn:aws:s3:::films/*',
};

/** It denies Zencoder too, because the account of Zencoder is not in the organization. */
export const OWN_ORGANIZATION = {
  Sid: 'OwnOrganization',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: ['arn:aws:s3:::films', 'arn:aws:s3:::films/*'],
  Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
};

/** It allows Zencoder keys with a wildcard in the middle, which no grant can express. */
export const WILDCARD_WITHIN = {
  Sid: 'Trailers',
  Effect: 'Allow',
  Principal: { AWS: ZENCODER },
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::films/*/trailer.mp4',
};

export function policyWith(...Statement: readonly object[]): JsonObject {
  return { Version: '2012-10-17', Statement } as unknown as JsonObject;
}
