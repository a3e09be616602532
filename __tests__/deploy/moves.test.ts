import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { GetBucketPolicyCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { Project } from './lab/project';
import { describeDeployment, itWithRegions } from './lab/suite';

const bucket = (name: string, more = '') =>
  `      ${name}: { otherStatements: ${name}.json, grants: [{ role: input }]${more} }\n`;
const stack = (name: string, buckets: readonly string[], leave = '') =>
  `  ${name}:\n    region: eu-west-1\n${leave && `    leave: ${leave}\n`}${buckets.length === 0 ? '' : `    buckets:\n${buckets.join('')}`}`;
const ADOPTING = ', adoptExistingPolicy: true';
const COPIED = ', objectOwnership: ObjectWriter, objects: [{ key: film.mov, method: acl-copy }]';
const IMPORTED = /^Apply complete! Resources: 1 imported, 0 added, [01] changed, 0 destroyed/;

/** Where a bucket leaves, the outputs of its stack change. */
const NOTHING = /^Apply complete! Resources: 0 added, 0 changed, 0 destroyed/;

describeDeployment('With edits of the file only, each bucket always has its policy', (cloud) => {
  let project: Project;
  let policies: readonly string[];
  const BUCKETS = ['acme-stays', 'acme-moves', 'acme-leaves', 'acme-new', 'acme-elsewhere'];

  beforeAll(async () => {
    project = new Project(cloud());
    for (const name of BUCKETS) {
      const Principal = { AWS: 'arn:aws:iam::111122223333:root' };
      const statement = { Effect: 'Allow', Principal, Action: 's3:ListBucket', Resource: `arn:aws:s3:::${name}` };
      project.write({ [`${name}.json`]: JSON.stringify({ Statement: [{ Sid: 'Readers', ...statement }] }) });
    }
    await cloud().createBuckets(...BUCKETS);
    await cloud().owner.send(new PutObjectCommand({ Bucket: 'acme-leaves', Key: 'film.mov', Body: 'a film' }));
    synthesize(
      stack('old', [bucket('acme-stays'), bucket('acme-moves'), bucket('acme-leaves', COPIED)]),
      stack('new', [bucket('acme-new'), bucket('acme-elsewhere')]),
    );
    await project.apply('old');
    await project.apply('new');
    policies = await livePolicies();
  });

  beforeEach(() => cloud().gateway.forget());

  function synthesize(...stacks: readonly string[]): void {
    project.write({ 'zencoder.yaml': `stacks:\n${stacks.join('')}` });
    project.synth();
  }

  /** As the server has them, byte by byte. */
  function livePolicies(): Promise<string[]> {
    return Promise.all(
      BUCKETS.map(async (Bucket) => (await cloud().owner.send(new GetBucketPolicyCommand({ Bucket }))).Policy!),
    );
  }

  it('if a bucket moves to another stack, and its previous stack is applied first', async () => {
    synthesize(
      stack('old', [bucket('acme-stays'), bucket('acme-leaves', COPIED)], '[acme-moves]'),
      stack('new', [bucket('acme-new'), bucket('acme-elsewhere'), bucket('acme-moves', ADOPTING)]),
    );
    expect(await project.apply('old')).toMatch(NOTHING);
    expect(await project.apply('new')).toMatch(IMPORTED);
    expect(await livePolicies()).toEqual(policies);
    expect(cloud().gateway.changes.filter((change) => change !== 'PutBucketPolicy acme-moves')).toEqual([]);
  });

  it('if a bucket moves to another stack, and its new stack is applied first, with HCL', async () => {
    project.write({
      'zencoder.yaml': `stacks:\n${stack('old', [
        bucket('acme-stays'),
        bucket('acme-leaves', COPIED),
        bucket('acme-new', ADOPTING),
      ])}${stack('new', [bucket('acme-elsewhere'), bucket('acme-moves')], '[acme-new]')}`,
    });
    project.synth({ hcl: true });
    expect(await project.apply('old')).toMatch(IMPORTED);
    expect(await project.apply('new')).toMatch(NOTHING);
    expect(await livePolicies()).toEqual(policies);
    expect(cloud().gateway.changes.filter((change) => change !== 'PutBucketPolicy acme-new')).toEqual([]);
  });

  itWithRegions('if the region of a bucket is corrected in two steps', async () => {
    const old = stack('old', [bucket('acme-stays'), bucket('acme-leaves', COPIED), bucket('acme-new')]);
    synthesize(old, stack('new', [bucket('acme-moves')], '[acme-elsewhere]'));
    expect(await project.apply('new')).toMatch(NOTHING);
    const corrected = bucket('acme-elsewhere', `, region: us-east-1${ADOPTING}`);
    synthesize(old, stack('new', [corrected, bucket('acme-moves')]));
    expect(await project.apply('new')).toMatch(IMPORTED);
    expect(await livePolicies()).toEqual(policies);
    expect(cloud().gateway.changes.filter((change) => change !== 'PutBucketPolicy acme-elsewhere')).toEqual([]);
  });

  it('if all buckets leave a stack, with ownership controls and a copy, and the stack is destroyed', async () => {
    const left = '[acme-stays, acme-new, { bucket: acme-leaves, copies: [film.mov] }]';
    const elsewhere = cloud().provider.major < 6 ? '' : ', region: us-east-1';
    synthesize(stack('old', [], left), stack('new', [bucket('acme-elsewhere', elsewhere), bucket('acme-moves')]));
    expect(await project.apply('old')).toMatch(NOTHING);
    expect(await project.destroy('old')).toMatch(/^Destroy complete! Resources: 0 destroyed/);
    expect(await livePolicies()).toEqual(policies);
    expect(cloud().gateway.changes).toEqual([]);
    const { Contents = [] } = await cloud().owner.send(new ListObjectsV2Command({ Bucket: 'acme-leaves' }));
    expect(Contents.map(({ Key }) => Key)).toEqual(['film.mov', 'zencoder/film.mov']);
  });

  it('if a stack and its state are renamed', async () => {
    renameSync(join(project.folder, 'terraform.new.tfstate'), join(project.folder, 'terraform.renamed.tfstate'));
    const elsewhere = cloud().provider.major < 6 ? '' : ', region: us-east-1';
    synthesize(stack('renamed', [bucket('acme-elsewhere', elsewhere), bucket('acme-moves')]));
    expect(await project.plan('renamed')).toBe('No changes');
  });
});
