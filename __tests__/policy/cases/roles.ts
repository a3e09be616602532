import type { ZencoderGrant } from '../../../lib/policy/grant';

const BUCKET_ACTIONS = ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'];

/** What the help page 'Using Zencoder with S3' and the README say of the roles. */
export const ROLE_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  input: ['s3:GetObject', ...BUCKET_ACTIONS],
  output: ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl', 's3:ListMultipartUploadParts', ...BUCKET_ACTIONS],
  'input-and-output': [
    's3:GetObject',
    's3:GetObjectAcl',
    's3:PutObject',
    's3:PutObjectAcl',
    's3:ListMultipartUploadParts',
    ...BUCKET_ACTIONS,
  ],
  'video-cloud-ingest': ['s3:GetObject', 's3:GetObjectAcl', 's3:GetBucketLocation'],
};

export function actionsOf({ role, actions }: ZencoderGrant): readonly string[] {
  return actions ?? ROLE_ACTIONS[role!]!;
}
