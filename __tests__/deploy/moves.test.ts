import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { Project } from './lab/project';
import { describeDeployment, itWithRegions } from './lab/suite';

const bucket = (name: string, more = '') => `      ${name}: { grants: [{ role: input }]${more} }\n`;
const stack = (name: string, ...buckets: readonly string[]) =>
  `  ${name}:\n    region: eu-west-1\n    buckets:\n${buckets.join('')}`;
const ADOPTING = ', adoptExistingPolicy: true';
const IMPORTED = /^Apply complete! Resources: 1 imported, 0 added, [01] changed, 0 destroyed/;

/** Where a bucket leaves, the outputs of its stack change. */
const NOTHING = /^Apply complete! Resources: 0 added, 0 changed, 0 destroyed/;

/** The buckets whose policy was deleted at some moment. */
function deleted(changes: readonly string[]): readonly string[] {
  return changes.filter((change) => change.startsWith('DeleteBucketPolicy'));
}

describeDeployment('By the order of steps in the README no bucket is without its policy at any moment', (cloud) => {
  let project: Project;

  beforeAll(async () => {
    project = new Project(cloud());
    await cloud().createBuckets('acme-stays', 'acme-moves', 'acme-leaves', 'acme-new', 'acme-elsewhere');
    synthesize(
      stack('old', bucket('acme-stays'), bucket('acme-moves'), bucket('acme-leaves')),
      stack('new', bucket('acme-new'), bucket('acme-elsewhere')),
    );
    await project.apply('old');
    await project.apply('new');
  });

  beforeEach(() => cloud().gateway.forget());

  function synthesize(...stacks: readonly string[]): void {
    project.write({ 'zencoder.yaml': `stacks:\n${stacks.join('')}` });
    project.synth();
  }

  function forgetPolicy(from: string, name: string): Promise<string> {
    return project.terraform(from, 'state', 'rm', `aws_s3_bucket_policy.${name}`);
  }

  it('a bucket moves to another stack', async () => {
    await forgetPolicy('old', 'acme-moves');
    synthesize(
      stack('old', bucket('acme-stays'), bucket('acme-leaves')),
      stack('new', bucket('acme-new'), bucket('acme-elsewhere'), bucket('acme-moves', ADOPTING)),
    );
    expect(await project.apply('old')).toMatch(NOTHING);
    expect(await project.apply('new')).toMatch(IMPORTED);
    expect(deleted(cloud().gateway.changes)).toEqual([]);
    expect(cloud().gateway.changes.filter((change) => !change.endsWith(' acme-moves'))).toEqual([]);
  });

  itWithRegions('the region of a bucket is corrected', async () => {
    await forgetPolicy('new', 'acme-elsewhere');
    synthesize(
      stack('old', bucket('acme-stays'), bucket('acme-leaves')),
      stack(
        'new',
        bucket('acme-new'),
        bucket('acme-elsewhere', `, region: us-east-1${ADOPTING}`),
        bucket('acme-moves'),
      ),
    );
    expect(await project.apply('new')).toMatch(IMPORTED);
    expect(deleted(cloud().gateway.changes)).toEqual([]);
  });

  it('a bucket leaves the file, and its policy stays on the server', async () => {
    await forgetPolicy('old', 'acme-leaves');
    synthesize(
      stack('old', bucket('acme-stays')),
      stack(
        'new',
        bucket('acme-new'),
        bucket('acme-elsewhere', cloud().provider.major < 6 ? '' : ', region: us-east-1'),
        bucket('acme-moves'),
      ),
    );
    expect(await project.apply('old')).toMatch(NOTHING);
    expect(await project.plan('new')).toBe('No changes');
    expect(cloud().gateway.changes).toEqual([]);
    expect(await cloud().policyOf('acme-leaves')).toMatchObject({ Id: 'ZencoderBucketPolicy' });
  });

  it('a stack is renamed, and its state with it', async () => {
    renameSync(join(project.folder, 'terraform.old.tfstate'), join(project.folder, 'terraform.renamed.tfstate'));
    synthesize(stack('renamed', bucket('acme-stays')));
    expect(await project.plan('renamed')).toBe('No changes');
  });
});
