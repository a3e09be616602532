import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { enforcedFor } from '../documents/permissions';
import { called } from '../support/cli';
import type { Cloud } from './lab/cloud';
import { enforce, type Keys, userWith } from './lab/enforcement';
import { describeDeployment } from './lab/suite';

const DEPLOYED = enforcedFor('bucket policy');
const LOOKED = [...new Set([...enforcedFor('adopt'), ...enforcedFor('preflight'), ...enforcedFor('doctor')])];
/** Where the server asks for a permission that AWS does not know, or for another one than AWS. */
const STAND_INS = ['s3:HeadBucket', 's3:ListBucket', 's3:GetBucketLocation', 's3:GetBucketVersioning'];

const bucketWithout = (action: string) => `without-${action.toLowerCase().replace('s3:', '')}`;
const lacking = (actions: readonly string[], without?: string) => actions.filter((action) => action !== without);

/** A user who has all actions on the bucket `all`, and all but one on a bucket for each. */
function lackingOneEach(
  cloud: Cloud,
  name: string,
  actions: readonly string[],
  more: readonly string[],
): Promise<Keys> {
  const statements = [undefined, ...actions].map((without) => ({
    Effect: 'Allow' as const,
    Action: [...lacking(actions, without), ...more],
    Resource: [`arn:aws:s3:::${without === undefined ? 'all' : bucketWithout(without)}`],
  }));
  return userWith(cloud, name, statements);
}

/** A policy for each bucket, by its own resource: so one call of Terraform tries the lack of each action. */
function configuration(buckets: readonly string[], version: string): string {
  const policy = (bucket: string) => ({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::395540211253:root' },
        Action: 's3:GetObject',
        Resource: `arn:aws:s3:::${bucket}/*`,
      },
    ],
  });
  return JSON.stringify({
    terraform: { required_providers: { aws: { source: 'hashicorp/aws', version } } },
    provider: { aws: { region: 'us-east-1', s3_use_path_style: true } },
    resource: {
      aws_s3_bucket_policy: Object.fromEntries(
        buckets.map((bucket) => [bucket, { bucket, policy: JSON.stringify(policy(bucket)) }]),
      ),
    },
  });
}

/** The operations that were refused, each with its bucket. */
function refused(output: string): string[] {
  const errors = output.split(/^(?=.*Error: )/m).slice(1);
  return errors.map((error) => {
    const [, operation] = /operation error S3: (\w+),.*AccessDenied/s.exec(error) ?? [];
    const [, bucket] = /S3 Bucket(?: Policy)? \(([\w-]+)\)/.exec(error) ?? [];
    return `${operation} ${bucket}`;
  });
}

describeDeployment('Of the permissions in docs/permissions.md', (cloud) => {
  let folder: string;
  let deployer: Keys;
  let looker: Keys;
  const terraform = (...args: string[]) =>
    cloud().run('terraform', [`-chdir=${folder}`, ...args, '-no-color'], folder, { ...deployer });

  beforeAll(async () => {
    folder = join(cloud().folder, 'least');
    mkdirSync(folder);
    const buckets = ['all', ...new Set([...DEPLOYED, ...LOOKED].map(bucketWithout))];
    await cloud().createBuckets(...buckets);
    deployer = await lackingOneEach(cloud(), 'deployer', DEPLOYED, []);
    looker = await lackingOneEach(cloud(), 'looker', LOOKED, STAND_INS);
    const written = ['all', ...DEPLOYED.map(bucketWithout)];
    writeFileSync(join(folder, 'main.tf.json'), configuration(written, cloud().provider.version));
    await cloud().init(folder);
    await enforce(cloud());
  });

  it('an apply needs each that is to plan and to apply, and no other', async () => {
    const { status, output } = await terraform('apply', '-auto-approve', '-input=false');
    expect(status).toBe(1);
    expect(refused(output).sort()).toEqual(
      ['Get', 'Put'].map((verb) => `${verb}BucketPolicy ${bucketWithout(`s3:${verb}BucketPolicy`)}`),
    );
    expect(output).toContain('aws_s3_bucket_policy.all: Creation complete');
  });

  it('a destroy needs each that is to plan and to destroy', async () => {
    const { status, output } = await terraform('destroy', '-auto-approve', '-input=false', '-refresh=false');
    expect(status).toBe(1);
    expect(refused(output).sort()).toEqual(
      ['Delete', 'Get'].map((verb) => `${verb}BucketPolicy ${bucketWithout(`s3:${verb}BucketPolicy`)}`),
    );
    expect(output).toContain('aws_s3_bucket_policy.all: Destruction complete');
  });

  describe('the command', () => {
    const saved = { ...process.env };
    beforeAll(() => Object.assign(process.env, looker, { AWS_REGION: 'us-east-1' }));
    afterAll(() => {
      process.env = saved;
    });
    const given = () => ['--endpoint-url', cloud().gateway.endpoint, '--json'];
    const permissions = (stdout: string): string[] =>
      (JSON.parse(stdout) as { unknown: { permission?: string }[] }[]).flatMap(({ unknown }) =>
        unknown.flatMap(({ permission }) => permission ?? []),
      );

    it.each([undefined, ...enforcedFor('doctor')])('doctor names the one that is missing: %s', async (without) => {
      const bucket = without === undefined ? 'all' : bucketWithout(without);
      const { stdout } = await called(['doctor', `s3://${bucket}/out/`, '--for', 'output', ...given()]);
      expect(permissions(stdout).filter((permission) => LOOKED.includes(permission))).toEqual(without ? [without] : []);
    });

    it.each([undefined, ...enforcedFor('preflight')])(
      'preflight names the one that is missing: %s',
      async (without) => {
        const bucket = without === undefined ? 'all' : bucketWithout(without);
        const yaml = `stacks: { live: { region: us-east-1, buckets: { ${bucket}: { grants: [{ role: input }] } } } }`;
        const { stdout } = await called(['preflight', ...given()], { files: { 'zencoder.yaml': yaml } });
        expect(permissions(stdout).filter((permission) => LOOKED.includes(permission))).toEqual(
          without ? [without] : [],
        );
      },
    );

    it.each(enforcedFor('adopt'))('adopt stops and names the one that is missing: %s', async (without) => {
      const yaml = 'stacks: { live: { region: us-east-1, buckets: { films: { grants: [{ role: input }] } } } }';
      const { stderr, exitCode } = await called(['adopt', bucketWithout(without), ...given()], {
        files: { 'zencoder.yaml': yaml },
      });
      expect(exitCode).toBe(3);
      expect(stderr).toContain(without);
    });
  });
});
