import { describeDeployed } from './lab/deployed';

describeDeployed({
  file: 'zencoder.yaml',
  stacks: ['production', 'staging'],
  buckets: ['acme-masters', 'acme-renditions', 'acme-staging-media', 'acme-staging-ingest'],
  edit: ['prefixes: [incoming/]', 'prefixes: [incoming/, archive/]'],
  changes: ['PutBucketPolicy acme-masters'],
});
