import { AcmeMediaAccess } from '@acme/media-access';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, S3Backend, TerraformStack } from 'cdktf';

const app = new App();
const stack = new TerraformStack(app, 'news');
new S3Backend(stack, { bucket: 'acme-tfstate', key: 'news/zencoder.tfstate', region: 'eu-west-1' });
new AwsProvider(stack, 'aws', { region: 'eu-west-1' });

new AcmeMediaAccess(stack, 'zencoder', { bucket: 'acme-news' });

app.synth();
