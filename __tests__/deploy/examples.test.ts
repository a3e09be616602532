import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/run';
import { Project } from './lab/project';
import { describeDeployment } from './lab/suite';

interface Example {
  readonly example: string;
  readonly stack: string;
  /** The buckets beside it, also that of a remote state. */
  readonly buckets?: readonly string[];
  /** The bucket that it makes itself: how its name begins, and how the policy refers to it. */
  readonly makes?: { readonly prefix: string; readonly reference: string };
}

/** Those of `examples` that no other file of this folder applies. */
const EXAMPLES: readonly Example[] = [
  {
    example: 'two-regions',
    stack: 'pipeline',
    buckets: ['acme-tfstate', 'acme-pipeline-sources', 'acme-pipeline-renditions'],
  },
  {
    example: 'typescript',
    stack: 'media',
    makes: { prefix: 'acme-media-', reference: '${aws_s3_bucket.media.id}' },
  },
  { example: 'house-construct/news', stack: 'news', buckets: ['acme-tfstate', 'acme-news'] },
  { example: 'house-construct/sports', stack: 'sports', buckets: ['acme-tfstate', 'acme-sports'] },
];

describeDeployment('An apply succeeds, and the next plan has no changes, for', (cloud) => {
  it.each(EXAMPLES)('examples/$example, with JSON and with HCL', async ({ example, stack, buckets = [], makes }) => {
    const from = join(ROOT, 'examples', example);
    const program = readdirSync(from).includes('main.ts') ? `examples/${example}/main.ts` : 'main.ts';
    const project = new Project(cloud(), program);
    project.copy(from, '.');
    await cloud().createBuckets(...buckets);
    project.synth();
    expect(await project.apply(stack)).toMatch(/^Apply complete! Resources: [1-9]\d* added, 0 changed, 0 destroyed/);
    expect(await project.plan(stack)).toBe('No changes');

    const values = makes && { [makes.reference]: await cloud().bucketNamed(makes.prefix) };
    const policies = Object.entries(project.policiesOf(stack, values));
    expect(policies.length).toBeGreaterThan(0);
    for (const [bucket, policy] of policies) {
      expect(await cloud().policyOf(bucket)).toEqual(policy);
    }

    project.synth({ hcl: true });
    expect(await project.plan(stack)).toBe('No changes');
  });
});
