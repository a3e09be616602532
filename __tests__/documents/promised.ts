/**
 * The values that stay the same between versions, for the file of `app/cases/edits` and for a program with every construct. If a test
 * fails here, fix the source. Change these values only for a major version.
 */

/** The addresses of the resources, by stack. */
export const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  production: [
    'aws_iam_user.User-zencoder',
    'aws_iam_user_policy.User-zencoder_Policy_ECF09DB7',
    'aws_s3_bucket_ownership_controls.acme-masters_Ownership_EE52E82E',
    'aws_s3_bucket_policy.acme-masters',
    'aws_s3_bucket_policy.acme-renditions',
    'aws_s3_object_copy.acme-masters_Copy-bb014328c032_754F3AC6',
    'terraform_data.ObjectGrants_Revoke_D577BD0F["one.mov-96878fb0e9a4ef1f"]',
    'terraform_data.ObjectGrants_Revoke_D577BD0F["two.mov-152772fc8680addb"]',
    'terraform_data.ObjectGrants_Set_24E68373["one.mov-96878fb0e9a4ef1f"]',
    'terraform_data.ObjectGrants_Set_24E68373["two.mov-152772fc8680addb"]',
  ],
  staging: ['aws_s3_bucket_policy.acme-staging', 'aws_s3_bucket_policy.acme-trial'],
};

export const OUTPUTS: Readonly<Record<string, readonly string[]>> = {
  production: ['copy_urls', 'input_url_base', 'output_url_base', 'policy_json'],
  staging: ['input_url_base', 'output_url_base', 'policy_json'],
};

/** The first characters of the SHA-256 of each policy. */
export const POLICIES: Readonly<Record<string, string>> = {
  'aws_s3_bucket_policy.acme-masters': 'c9834e7b987fbcac',
  'aws_s3_bucket_policy.acme-renditions': '1c9b67bc6858fec5',
  'aws_s3_bucket_policy.acme-staging': 'b4d43d977e62f036',
  'aws_s3_bucket_policy.acme-trial': 'c2120c2917371842',
  'aws_iam_user_policy.User-zencoder_Policy_ECF09DB7': '3abb87a753698b85',
};

/** The addresses of the constructs with the ids `access`, `merged`, `copy`, `grants` and `user`. */
export const ADDRESSES_OF_CONSTRUCTS: readonly string[] = [
  'aws_iam_access_key.user_AccessKey_957505B9',
  'aws_iam_user.user',
  'aws_iam_user_policy.user_Policy_08DE5B74',
  'aws_s3_bucket_ownership_controls.access_Ownership_E1478182',
  'aws_s3_bucket_policy.access',
  'aws_s3_bucket_policy.merged',
  'aws_s3_object_copy.copy',
  'terraform_data.grants_Revoke_6783B704["a-4f33b2e4e7888d32"]',
  'terraform_data.grants_Set_0B7B6C06["a-4f33b2e4e7888d32"]',
];
