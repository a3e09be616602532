import { ZencoderPolicyDocument, ZencoderRole } from '../../lib/core';
import { meaningOf, type Policy } from './lab/meaning';
import { Project } from './lab/project';
import { describeDeployment } from './lab/suite';

const { INPUT, INPUT_AND_OUTPUT, OUTPUT } = ZencoderRole;

/** As `programs/several-buckets.ts` has them. */
const GRANTS = {
  'acme-each-one': [{ role: INPUT_AND_OUTPUT }],
  'acme-each-two': [{ role: INPUT_AND_OUTPUT }],
  'acme-more': [{ role: OUTPUT, prefixes: ['out/'] }],
  'acme-one': [{ role: INPUT }],
};

describeDeployment('With buckets from an iterator and a provider with an alias', (cloud) => {
  let project: Project;
  let changes: readonly string[];

  beforeAll(async () => {
    project = new Project(cloud(), '__tests__/deploy/programs/several-buckets.ts');
    project.synth();
    await project.apply('several');
    changes = cloud().gateway.changes;
  });

  it.each(Object.entries(GRANTS))('%s has the policy for its grants', async (bucket, grants) => {
    const ours = JSON.parse(new ZencoderPolicyDocument({ bucket, grants }).toJson()) as Policy;
    expect(meaningOf((await cloud().policyOf(bucket)) as Policy)).toEqual(meaningOf(ours));
  });

  it.each(['acme-each-one', 'acme-each-two', 'acme-one'])(
    'the policy of %s is put after its public access block',
    (bucket) => {
      const ofBucket = changes.filter((change) => change.endsWith(` ${bucket}`));
      const at = (operation: RegExp) => ofBucket.findIndex((change) => operation.test(change));
      expect(at(/^Put\w*PublicAccessBlock /)).toBeGreaterThan(-1);
      expect(at(/^PutBucketPolicy /)).toBeGreaterThan(at(/^Put\w*PublicAccessBlock /));
    },
  );

  it('the URL of an input names the region of the provider with the alias', async () => {
    expect(await project.terraform('several', 'output', '-raw', 'input')).toBe('s3+us-east-1://acme-one/a.mov');
  });

  it('the plan has no changes, with JSON and with HCL', async () => {
    expect(await project.plan('several')).toBe('No changes');
    project.synth({ hcl: true });
    expect(await project.plan('several')).toBe('No changes');
  });

  it('a destroy deletes everything', async () => {
    expect(await project.destroy('several')).toMatch(/^Destroy complete!/);
    expect(
      await Promise.all(
        Object.keys(GRANTS).map((bucket) =>
          cloud()
            .policyOf(bucket)
            .catch(() => undefined),
        ),
      ),
    ).toEqual([undefined, undefined, undefined, undefined]);
  });
});
