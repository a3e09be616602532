import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ZencoderAction, ZencoderPolicyDocument, type ZencoderPolicyDocumentProps, ZencoderRole } from '../../lib/core';
import { MODULE } from '../terraform-module/modules';
import { fitModule } from './lab/fitted';
import { describeDeployment } from './lab/suite';

interface Applied {
  readonly title: string;
  /** The folder of the root module. */
  readonly root: string;
  /** Made before, where the configuration makes none itself. */
  readonly buckets?: readonly string[];
  /** What has to be on the server, by the name of the bucket or how it begins. */
  readonly policies: Readonly<Record<string, Omit<ZencoderPolicyDocumentProps, 'bucket'>>>;
}

const ARCHIVE = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Archive',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:role/archive' },
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::acme-films/*',
    },
  ],
});

/** A root module of a user's, with the buckets and a call of the module for each. */
const CALLER = {
  terraform: { required_providers: { aws: { source: 'hashicorp/aws' } } },
  provider: { aws: { region: 'eu-west-1' } },
  resource: { aws_s3_bucket: { films: { bucket: 'acme-films' }, news: { bucket: 'acme-news' } } },
  module: {
    films: {
      source: '../module',
      bucket: '${aws_s3_bucket.films.id}',
      grants: [{ role: 'input', prefixes: ['in/'] }],
      objects: [{ key: 'trailer.mov' }],
      source_policy_documents: [ARCHIVE],
      object_ownership: 'BucketOwnerPreferred',
    },
    news: { source: '../module', bucket: '${aws_s3_bucket.news.id}', grants: [{ role: 'output' }], require_tls: true },
  },
};

/** `s3-bucket-module` has a file of its own. */
const APPLIED: readonly Applied[] = [
  {
    title: 'the module itself, called for buckets that are made in the same apply',
    root: 'caller',
    policies: {
      'acme-films': {
        grants: [{ role: ZencoderRole.INPUT, prefixes: ['in/'] }],
        objects: [{ key: 'trailer.mov' }],
        otherStatements: ARCHIVE,
      },
      'acme-news': { grants: [{ role: ZencoderRole.OUTPUT }], requireTls: true },
    },
  },
  {
    title: 'examples/input-and-output',
    root: 'module/examples/input-and-output',
    policies: {
      'acme-media-': {
        requireTls: true,
        grants: [
          { role: ZencoderRole.INPUT, prefixes: ['incoming/'] },
          { role: ZencoderRole.OUTPUT, prefixes: ['renditions/'] },
        ],
      },
    },
  },
  {
    title: 'examples/many-buckets',
    root: 'module/examples/many-buckets',
    buckets: ['acme-masters', 'acme-renditions', 'acme-archive'],
    policies: {
      'acme-masters': { grants: [{ role: ZencoderRole.INPUT, prefixes: ['incoming/'] }] },
      'acme-renditions': {
        grants: [
          { role: ZencoderRole.OUTPUT },
          { actions: [ZencoderAction.ABORT_MULTIPART_UPLOAD], prefixes: ['tmp/'] },
        ],
      },
      'acme-archive': {
        grants: [
          { actions: [ZencoderAction.GET_OBJECT], keys: ['1999/first film.mov'], expires: '2027-06-30T00:00:00Z' },
        ],
      },
    },
  },
  { title: 'examples/document-alone', root: 'module/examples/document-alone', policies: {} },
];

function documentOf(bucket: string, props: Omit<ZencoderPolicyDocumentProps, 'bucket'>): unknown {
  return JSON.parse(new ZencoderPolicyDocument({ bucket, ...props }).toJson());
}

describeDeployment('After an apply of the Terraform module', (cloud) => {
  beforeAll(() => {
    const module = join(cloud().folder, 'module');
    cpSync(MODULE, module, { recursive: true });
    fitModule(module, cloud().provider);
    const caller = join(cloud().folder, 'caller');
    mkdirSync(caller);
    writeFileSync(join(caller, 'main.tf.json'), JSON.stringify(CALLER));
  });

  /** Applies, and then finds nothing to change. */
  async function appliedOnce(folder: string): Promise<void> {
    await cloud().init(folder);
    expect(await cloud().terraform(folder, 'apply', '-auto-approve', '-input=false')).toContain('Apply complete!');
    expect(await cloud().terraform(folder, 'plan', '-input=false')).toContain('No changes.');
  }

  it.each(APPLIED)('the plan has no changes: $title', async ({ root, buckets = [], policies }) => {
    await cloud().createBuckets(...buckets);
    await appliedOnce(join(cloud().folder, root));
    for (const [prefix, props] of Object.entries(policies)) {
      const bucket = await cloud().bucketNamed(prefix);
      expect(await cloud().policyOf(bucket)).toEqual(documentOf(bucket, props));
    }
  });

  it('its own tests pass with the schema of the real provider', async () => {
    const module = join(cloud().folder, 'module');
    await cloud().init(module);
    expect(await cloud().terraform(module, 'test')).toMatch(/^Success! [1-9]\d* passed, 0 failed/m);
  });
});
