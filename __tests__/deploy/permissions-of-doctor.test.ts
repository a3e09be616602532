import { rowOf } from '../documents/permissions';
import { called } from '../support/cli';
import { actionsOf } from './lab/actions';
import { enforce, type Keys, userWith } from './lab/enforcement';
import { describeDeployment } from './lab/suite';

const ROW = rowOf('doctor without a URL, for users and keys');
const ACTIONS = ROW.actions.map(({ action }) => action).sort();

const YAML = `stacks:
  live:
    region: us-east-1
    buckets:
      films: { grants: [{ role: input }], kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/2f1b0e9c-0000-4000-8000-000000000000" }
    users:
      saved: { grants: [{ bucket: films, role: input }] }
`;

describeDeployment('For the users and KMS keys of a file, doctor', (cloud) => {
  const saved = { ...process.env };
  const without = new Map<string | undefined, Keys>();

  beforeAll(async () => {
    await cloud().createBuckets('films');
    await cloud().iam('CreateUser', { UserName: 'saved' });
    for (const lacking of [undefined, ...ACTIONS]) {
      const Action = ['s3:*', ...ACTIONS.filter((action) => action !== lacking)];
      const name = `without-${lacking?.replace(':', '-') ?? 'none'}`;
      without.set(lacking, await userWith(cloud(), name, [{ Effect: 'Allow', Action, Resource: '*' }]));
    }
    await enforce(cloud());
  });
  afterAll(() => {
    process.env = saved;
  });

  /** What doctor says is not allowed, and what it asked for. */
  async function looked(lacking?: string): Promise<{ missing: string[]; asked: string[] }> {
    Object.assign(process.env, without.get(lacking), { AWS_REGION: 'us-east-1' });
    cloud().gateway.forget();
    const args = ['doctor', '--endpoint-url', cloud().gateway.endpoint, '--json'];
    const { stdout } = await called(args, { files: { 'zencoder.yaml': YAML } });
    const ofServices = (actions: readonly string[]) => [
      ...new Set(actions.filter((action) => /^(iam|kms):/.test(action))),
    ];
    return {
      missing: ofServices([...stdout.matchAll(/"permission": ?"(.*?)"/g)].map(([, action]) => action!)),
      asked: ofServices(cloud().gateway.requests.flatMap(actionsOf)).sort(),
    };
  }

  it('uses exactly the permissions that docs/permissions.md names', async () => {
    expect(await looked()).toEqual({ missing: [], asked: ACTIONS });
  });

  it.each(ROW.actions)('names $action if it is missing', async ({ action, isEnforced }) => {
    expect(isEnforced).toBe(true);
    expect((await looked(action)).missing).toEqual([action]);
  });
});
