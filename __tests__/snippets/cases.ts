import type { BucketAccess } from '../../lib/snippets/bucket-access';
import { ZencoderAction, ZencoderRole } from '../../lib/zencoder/account-and-roles';

const LONG_KEYS = Array.from({ length: 9 }, (_, index) => `trailers/a film of some length, part ${index + 1}.mp4`);

/** What each snippet is made of, by the name of the folder that holds the snippets. */
export const CASES: Readonly<Record<string, BucketAccess>> = {
  recommended: { bucket: 'my-bucket', grants: [{ role: ZencoderRole.INPUT_AND_OUTPUT }] },
  'in-and-out': {
    bucket: 'acme-media',
    region: 'eu-central-1',
    requireTls: true,
    grants: [
      { role: ZencoderRole.INPUT, prefixes: ['in/'], expires: '2027-06-30T00:00:00Z' },
      { role: ZencoderRole.OUTPUT, prefixes: ['out/'] },
    ],
  },
  'single-files': {
    bucket: '1.acme-masters',
    region: 'us-east-1',
    grants: [
      { actions: [ZencoderAction.GET_OBJECT, ZencoderAction.GET_OBJECT_ACL], keys: ['this file is great.mp4'] },
      { role: ZencoderRole.VIDEO_CLOUD_INGEST, prefixes: ['a/'], keys: LONG_KEYS, expires: '2027-06-30T00:00:00Z' },
    ],
  },
  'kept-statements': {
    bucket: 'films',
    region: 'eu-west-1',
    grants: [{ role: ZencoderRole.WRITE_ONLY }],
    otherStatements: [
      {
        Sid: 'Cdn',
        Effect: 'Allow',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::films/*',
        Condition: { StringEquals: { 'AWS:SourceArn': 'arn:aws:cloudfront::111122223333:distribution/E1' } },
      },
    ],
  },
  'sharp-keys': {
    bucket: 'acme-odd',
    grants: [
      {
        role: ZencoderRole.INPUT,
        prefixes: ['*/', '${var.x}/', '%{ if true }/', "it's/", 'say "it"/', 'back\\slash/'],
        keys: [
          'null',
          '1e3',
          '- a',
          'a: b #c',
          '</script>',
          '`${1}`',
          'tab\tend',
          'line\nend',
          'nbsp\u00a0end',
          'über.mp4',
        ],
      },
    ],
  },
};
