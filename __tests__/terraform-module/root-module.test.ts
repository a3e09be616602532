import { terraformText } from '../../lib/constructs/terraform/escaped-text';
import { kmsKeyStatement } from '../../lib/grants/kms-key-statement';
import { ZencoderS3Url } from '../../lib/job-urls/s3-url';
import { ZencoderPolicyDocument } from '../../lib/judgement/policy-document';
import { Zencoder, ZencoderAction, ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { describeTerraform } from '../support/terraform';
import { planned } from './root-module';
import { OWNER, REGION_OF_PROVIDER } from './stand-in';

const READ = { role: 'input', prefixes: ['in/'] };
const BUCKET = { bucket: 'films' };
const coreDocument = (props: object) =>
  JSON.parse(new ZencoderPolicyDocument({ ...BUCKET, ...props }).toJson()) as unknown;

describeTerraform('The root module, without the AWS provider', () => {
  it('creates only the policy of a bucket', () => {
    const { resources, outputs } = planned({ ...BUCKET, grants: [READ] });
    expect(Object.keys(resources)).toEqual(['aws_s3_bucket_policy_this[0]']);
    expect(resources['aws_s3_bucket_policy_this[0]']).toEqual({
      bucket: 'films',
      region: null,
      policy: outputs.policy_json,
    });
    expect(JSON.parse(outputs.policy_json as string)).toEqual(
      coreDocument({ grants: [{ role: ZencoderRole.INPUT, prefixes: ['in/'] }] }),
    );
    expect(outputs).toMatchObject({ copy_urls: {}, statements: [{ Effect: 'Allow' }, { Effect: 'Allow' }] });
  });

  it('creates no policy if only the document is wanted', () => {
    const { resources, outputs } = planned({ ...BUCKET, grants: [READ], attach_policy: false });
    expect(resources).toEqual({});
    expect(outputs.bucket_policy_id).toBeNull();
    expect(JSON.parse(outputs.policy_json as string).Statement).toHaveLength(2);
  });

  it('accepts objects of method policy whose keys are known only after apply', () => {
    const objects = [{ key: '${terraform_data.key.output}' }, { key: 'b.mov' }];
    const { resources } = planned(
      { ...BUCKET, objects },
      { resource: { terraform_data: { key: { input: 'a.mov' } } } },
    );
    expect(Object.keys(resources)).toContain('aws_s3_bucket_policy_this[0]');
  });

  it('can stay without a policy until the last grants in ACLs are revoked', () => {
    const { resources, outputs } = planned({ ...BUCKET, attach_policy: false });
    expect({ resources, statements: outputs.statements }).toEqual({ resources: {}, statements: [] });
  });

  it('creates statements for objects of method policy, in addition to the grants', () => {
    const objects = [{ key: 'a*.mov' }, { key: 'b.mov', method: 'policy' }];
    const { outputs } = planned({ ...BUCKET, grants: [READ], objects, require_tls: true });
    expect(JSON.parse(outputs.policy_json as string)).toEqual(
      coreDocument({
        grants: [{ role: ZencoderRole.INPUT, prefixes: ['in/'] }],
        objects: [{ key: 'a*.mov' }, { key: 'b.mov' }],
        requireTls: true,
      }),
    );
  });

  it('passes objects of method acl to the module object-grants, and creates no policy', () => {
    const objects = [
      { key: 'in/a.mov', method: 'acl', permissions: ['READ', 'READ_ACP'] },
      { key: 'b.mov', method: 'acl', version_id: 'v1' },
    ];
    const { resources, outputs } = planned({ ...BUCKET, objects, region: 'us-east-1', cli_profile: 'media' });
    expect(Object.keys(resources).map((address) => address.replace(/[0-9a-f]{16}/, 'HASH'))).toEqual([
      'module.object_grants.revoke["a.mov-HASH"]',
      'module.object_grants.revoke["b.mov-HASH"]',
      'module.object_grants.set["a.mov-HASH"]',
      'module.object_grants.set["b.mov-HASH"]',
    ]);
    expect(Object.values(resources)[3]).toMatchObject({
      ZENCODER_REQUEST: '{"Bucket":"films","Key":"b.mov","VersionId":"v1"}',
      ZENCODER_GRANTEE: Zencoder.CANONICAL_USER_ID,
      AWS_REGION: 'us-east-1',
      AWS_PROFILE: 'media',
    });
    expect(outputs).toMatchObject({ statements: [] });
    expect(outputs.policy_json).toBeNull();
  });

  it('copies objects of method acl-copy, with the owner and Zencoder as grantees', () => {
    const objects = [
      { key: 'in/a.mov', method: 'acl-copy' },
      { key: 'b.mov', method: 'acl-copy', copy_to: 'for-zencoder/b', permissions: ['READ_ACP', 'READ'] },
      { key: 'c.mov', method: 'acl-copy', storage_class: 'GLACIER_IR', content_type: 'video/mp4' },
    ];
    const { resources } = planned({ ...BUCKET, objects });
    const copies = Object.values(resources) as Record<string, unknown>[];
    expect(copies.map(({ source, key }) => [source, key])).toEqual([
      ['films/in/a.mov', 'zencoder/in/a.mov'],
      ['films/b.mov', 'for-zencoder/b'],
      ['films/c.mov', 'zencoder/c.mov'],
    ]);
    expect(copies.map(({ grant }) => grant)).toEqual(
      [['READ'], ['READ', 'READ_ACP'], ['READ']].map((permissions) => [
        { type: 'CanonicalUser', id: OWNER, permissions: ['FULL_CONTROL'] },
        { type: 'CanonicalUser', id: Zencoder.CANONICAL_USER_ID, permissions },
      ]),
    );
    expect(copies[0]).toMatchObject({ tagging_directive: 'COPY', metadata_directive: null, storage_class: null });
    expect(copies[2]).toMatchObject({ metadata_directive: 'REPLACE', content_type: 'video/mp4' });
  });

  it('outputs the URLs of copies for Zencoder', () => {
    const keys = ['in/a b.mov', 'a+b?c#d.mov', '100%.mov', '%3F%3f%23%25%2F.mov', 'é/日本.mov', '"\\${x}%{y}.mov'];
    const objects = keys.map((key) => ({ key: terraformText(key), method: 'acl-copy' }));
    const { outputs } = planned({ ...BUCKET, objects, region: 'us-east-1' });
    const urls = keys.map((key) => [
      key,
      new ZencoderS3Url({ ...BUCKET, key: `zencoder/${key}`, region: 'us-east-1' }).toString(),
    ]);
    expect(outputs.copy_urls).toEqual(Object.fromEntries(urls));
  });

  it('outputs one URL of an object that is copied twice', () => {
    const objects = [
      { key: 'a.mov', method: 'acl-copy' },
      { key: 'a.mov', method: 'acl-copy', copy_to: 'b.mov' },
    ];
    const { outputs, resources } = planned({ ...BUCKET, objects, region: 'us-east-1' });
    expect(Object.keys(resources)).toHaveLength(2);
    expect(outputs.copy_urls).toEqual({
      'a.mov': expect.stringMatching(/^s3\+us-east-1:\/\/films\/(zencoder\/a|b)\.mov$/),
    });
  });

  it('outputs the base of URLs, with the region of the provider by default', () => {
    const { outputs } = planned({ ...BUCKET, grants: [READ], region: 'ap-south-1' });
    expect(outputs).toMatchObject({
      input_url_base: 's3+ap-south-1://films/',
      output_url_base: 's3+ap-south-1://films/',
    });
    expect(planned({ ...BUCKET, grants: [READ] }).outputs).toMatchObject({
      input_url_base: `s3+${REGION_OF_PROVIDER}://films/`,
    });
  });

  it('sets the object ownership if it is given', () => {
    const { resources } = planned({ ...BUCKET, grants: [READ], object_ownership: 'BucketOwnerPreferred' });
    expect(resources).toMatchObject({
      'aws_s3_bucket_ownership_controls_this[0]': { rule: [{ object_ownership: 'BucketOwnerPreferred' }] },
    });
  });

  it('accepts a bucket that does not exist yet, and documents that are not known', () => {
    const later = { resource: { terraform_data: { later: { input: 'x' } } } };
    const { resources } = planned(
      {
        bucket: '${terraform_data.later.output}',
        grants: [READ],
        objects: [
          { key: 'a', method: 'acl' },
          { key: 'b', method: 'acl-copy' },
        ],
        source_policy_documents: ['${terraform_data.later.output}'],
      },
      later,
    );
    expect(Object.keys(resources)).toHaveLength(4);
  });

  it('outputs the statement for a KMS key that the grants need', () => {
    const actions = [ZencoderAction.GET_OBJECT];
    const { outputs } = planned({ ...BUCKET, grants: [{ actions }] });
    const uses = [{ bucket: BUCKET.bucket, accountId: Zencoder.ACCOUNT_ID, actions }];
    expect(JSON.parse(outputs.kms_key_statement as string)).toEqual(kmsKeyStatement(REGION_OF_PROVIDER, uses));
  });

  it.each([
    ['nothing that is granted', {}, /grants: there are no grants and no objects; add one/],
    [
      'documents of others, where it makes no policy',
      { objects: [{ key: 'a', method: 'acl' }], source_policy_documents: ['{"Statement":[]}'] },
      /source_policy_documents/,
    ],
    [
      'TLS, where it makes no policy',
      { objects: [{ key: 'a', method: 'acl' }], require_tls: true },
      /require_tls apply to the bucket policy, but this bucket has none/,
    ],
    [
      'grants in ACLs on a bucket that has these turned off',
      { objects: [{ key: 'a', method: 'acl' }], object_ownership: 'BucketOwnerEnforced' },
      /the methods acl and acl-copy need ACLs enabled/,
    ],
    [
      'copies on such a bucket',
      { objects: [{ key: 'a', method: 'acl-copy' }], object_ownership: 'BucketOwnerEnforced' },
      /use BucketOwnerPreferred, or method policy/,
    ],
    [
      'an unknown region',
      { grants: [READ], region: 'eu-wset-1' },
      /region: "eu-wset-1" is not a region of the partition/,
    ],
    ['a region of another partition', { grants: [READ], region: 'cn-north-1' }, /region: "cn-north-1" is not a region/],
    ['an unknown ownership', { grants: [READ], object_ownership: 'None' }, /object_ownership: "None" is unknown/],
    ['an empty profile', { grants: [READ], cli_profile: '' }, /cli_profile: "" is empty/],
    ['no URL of a server', { grants: [READ], endpoint_url: 'localhost' }, /endpoint_url: "localhost" is not the URL/],
  ])('refuses %s', (_, inputs, message) => {
    expect(() => planned({ ...BUCKET, ...inputs })).toThrow(message);
  });
});
