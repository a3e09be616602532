import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { ZencoderBucketAccess, ZencoderRole } from 'cdktf-zencoder-s3';

const app = new App();
const stack = new TerraformStack(app, 'production');
new AwsProvider(stack, 'aws');
new ZencoderBucketAccess(stack, 'zencoder', {
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
});
app.synth();
