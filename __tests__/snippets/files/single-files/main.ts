import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { ZencoderAction, ZencoderBucketAccess, ZencoderRole } from 'cdktf-zencoder-s3';

const app = new App();
const stack = new TerraformStack(app, 'production');
new AwsProvider(stack, 'aws', { region: 'us-east-1' });
new ZencoderBucketAccess(stack, 'zencoder', {
  bucket: '1.acme-masters',
  grants: [
    { actions: [ZencoderAction.GET_OBJECT, ZencoderAction.GET_OBJECT_ACL], keys: ['this file is great.mp4'] },
    {
      role: ZencoderRole.VIDEO_CLOUD_INGEST,
      prefixes: ['a/'],
      keys: [
        'trailers/a film of some length, part 1.mp4',
        'trailers/a film of some length, part 2.mp4',
        'trailers/a film of some length, part 3.mp4',
        'trailers/a film of some length, part 4.mp4',
        'trailers/a film of some length, part 5.mp4',
        'trailers/a film of some length, part 6.mp4',
        'trailers/a film of some length, part 7.mp4',
        'trailers/a film of some length, part 8.mp4',
        'trailers/a film of some length, part 9.mp4',
      ],
      expires: '2027-06-30T00:00:00Z',
    },
  ],
});
app.synth();
