import { describeDeployed } from './lab/deployed';

describeDeployed({
  file: 'examples/one-bucket/zencoder.yaml',
  stacks: ['media'],
  buckets: ['acme-media'],
  edit: ['requireTls: true', 'requireTls: false'],
  changes: ['PutBucketPolicy acme-media'],
});
