import { enforcedFor } from '../documents/permissions';
import { called } from '../support/cli';
import type { Cloud } from './lab/cloud';
import { enforce, type Keys, userWith } from './lab/enforcement';
import { describeDeployment } from './lab/suite';

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

describeDeployment('If one of the permissions in docs/permissions.md is missing', (cloud) => {
  const saved = { ...process.env };

  beforeAll(async () => {
    await cloud().createBuckets('all', ...LOOKED.map(bucketWithout));
    const looker = await lackingOneEach(cloud(), 'looker', LOOKED, STAND_INS);
    await enforce(cloud());
    Object.assign(process.env, looker, { AWS_REGION: 'us-east-1' });
  });
  afterAll(() => {
    process.env = saved;
  });

  const given = () => ['--endpoint-url', cloud().gateway.endpoint, '--json'];
  const permissions = (stdout: string): string[] =>
    (JSON.parse(stdout) as { unknown: { permission?: string }[] }[]).flatMap(({ unknown }) =>
      unknown.flatMap(({ permission }) => permission ?? []),
    );

  it.each([undefined, ...enforcedFor('doctor')])('doctor names the missing permission: %s', async (without) => {
    const bucket = without === undefined ? 'all' : bucketWithout(without);
    const { stdout } = await called(['doctor', `s3://${bucket}/out/`, '--for', 'output', ...given()]);
    expect(permissions(stdout).filter((permission) => LOOKED.includes(permission))).toEqual(without ? [without] : []);
  });

  it.each([undefined, ...enforcedFor('preflight')])('preflight names the missing permission: %s', async (without) => {
    const bucket = without === undefined ? 'all' : bucketWithout(without);
    const yaml = `stacks: { live: { region: us-east-1, buckets: { ${bucket}: { grants: [{ role: input }] } } } }`;
    const { stdout } = await called(['preflight', ...given()], { files: { 'zencoder.yaml': yaml } });
    expect(permissions(stdout).filter((permission) => LOOKED.includes(permission))).toEqual(without ? [without] : []);
  });

  it.each(enforcedFor('adopt'))('adopt stops and names the missing permission: %s', async (without) => {
    const yaml = 'stacks: { live: { region: us-east-1, buckets: { films: { grants: [{ role: input }] } } } }';
    const { stderr, exitCode } = await called(['adopt', bucketWithout(without), ...given()], {
      files: { 'zencoder.yaml': yaml },
    });
    expect(exitCode).toBe(3);
    expect(stderr).toContain(without);
  });
});
