import { PutBucketVersioningCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { rowOf } from '../documents/permissions';
import type { Cloud } from './lab/cloud';
import { enforce, userWith } from './lab/enforcement';
import { Project } from './lab/project';
import { describeDeployment } from './lab/suite';

/** What the program deploys, with the rows of the page that are about it. */
const FEATURES = {
  policy: ['bucket policy'],
  copy: ['copies (acl-copy)'],
  user: ['users', 'accessKey'],
} as const;
const COLUMNS = [0, 1, 2] as const;
const ROWS = Object.values(FEATURES).flat().map(rowOf);
const [TO_PLAN, TO_APPLY, TO_DESTROY] = COLUMNS.map((column) =>
  ROWS.flatMap(({ columns }) => enforced(columns[column]!)),
);
const ALL = ROWS.flatMap(({ actions }) => actions.map(({ action }) => action));

/** Asked by a data source, so that without it there is not even a plan. */
const BEFORE_A_PLAN = 's3:ListAllMyBuckets';

type Feature = keyof typeof FEATURES;

/** Who lacks an action of each feature; and what of all that is deployed by that user, or nothing that needs no action. */
interface Deployer {
  readonly name: string;
  readonly lacks: Readonly<Partial<Record<Feature, string>>>;
}

const LACKING: readonly Deployer[] = deployersLackingOneOfEach();
const WITH_ALL: Deployer = { name: 'with-all', lacks: {} };
const WITHOUT_PLAN: Deployer = { name: 'without-plan', lacks: { copy: BEFORE_A_PLAN } };

/** Operations of S3 that need an action of another name, by what the provider's error says. */
const ACTIONS: readonly [error: RegExp, action: string][] = [
  [/deleting at least one S3 Object version/, 's3:DeleteObjectVersion'],
  [/S3: HeadObject,/, 's3:GetObject'],
  [/S3: CopyObject,/, 's3:PutObject'],
  [/S3: ListBuckets,/, 's3:ListAllMyBuckets'],
  [/S3: ListObjectVersions,/, 's3:ListBucketVersions'],
];

/** The provider's error names the key alone. */
const OF_NOBODY = 'iam:DeleteAccessKey';

function enforced(cell: readonly { readonly action: string; readonly isEnforced: boolean }[]): string[] {
  return cell.filter(({ isEnforced }) => isEnforced).map(({ action }) => action);
}

/** As few as there can be: each has a provider, a process of its own. */
function deployersLackingOneOfEach(): Deployer[] {
  const features = Object.entries(FEATURES).map(([feature, rows]) => {
    const actions = rows.flatMap((row) => enforced(rowOf(row).actions)).filter((action) => action !== BEFORE_A_PLAN);
    return [feature, actions] as const;
  });
  const most = Math.max(...features.map(([, actions]) => actions.length));
  return Array.from({ length: most }, (_, index) => ({
    name: `lacking-${index}`,
    lacks: Object.fromEntries(
      features.flatMap(([feature, { [index]: action }]) => (action ? [[feature, action]] : [])),
    ),
  }));
}

/** Who was refused which action. */
function refused(output: string): string[] {
  const errors = output.split(/^(?=.*Error: )/m).slice(1);
  const found = errors.map((error) => {
    const [, service = '', operation = error] = /operation error (\w+): (\w+),/.exec(error) ?? [];
    const [, action = `${service.toLowerCase()}:${operation}`] = ACTIONS.find(([form]) => form.test(error)) ?? [];
    const [deployer] = /with-all|without-plan|lacking-\d+/.exec(error) ?? [];
    return `${deployer}: ${action}`;
  });
  return [...new Set(found)].sort();
}

/** Everybody, with what they lack of these. */
function lackedOf(actions: readonly string[]): string[] {
  return [...LACKING, WITHOUT_PLAN]
    .flatMap(({ name, lacks }) => Object.values(lacks).map((action) => ({ name, action })))
    .filter(({ action }) => actions.includes(action))
    .map(({ name, action }) => `${action === OF_NOBODY ? undefined : name}: ${action}`)
    .sort();
}

/** Refused is each of these actions to whoever lacks it, and nothing else but what is read on the way. */
function expectRefused(output: string, actions: readonly string[], read: readonly string[]): void {
  const found = refused(output);
  expect(found.filter((each) => !lackedOf(read).includes(each))).toEqual(lackedOf(actions));
}

/** In a bucket with versions no object is deleted by DeleteObject alone. */
async function filmFor(cloud: Cloud, { name: Bucket, lacks }: Deployer): Promise<void> {
  await cloud.createBuckets(Bucket);
  if (lacks.copy !== 's3:DeleteObject') {
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await cloud.owner.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  }
  await cloud.owner.send(new PutObjectCommand({ Bucket, Key: 'film.mov', Body: 'a film' }));
}

/** As the program reads it. */
async function withKeys(cloud: Cloud, { name, lacks }: Deployer): Promise<object> {
  const Action = ALL.filter((action) => !Object.values(lacks).includes(action));
  const keys = await userWith(cloud, name, [{ Effect: 'Allow', Action, Resource: '*' }]);
  const features = Object.keys(name === WITH_ALL.name ? FEATURES : lacks);
  return { name, features, accessKey: keys.AWS_ACCESS_KEY_ID, secretKey: keys.AWS_SECRET_ACCESS_KEY };
}

describeDeployment('With the permissions in docs/permissions.md', (cloud) => {
  let deployment: Project;
  let onlyAPlan: Project;
  const terraform = async (project: Project, ...args: string[]) =>
    (await project.tryTerraform('least', ...args, '-no-color', '-input=false')).output;

  async function projectOf(deployers: readonly Deployer[]): Promise<Project> {
    const project = new Project(cloud(), '__tests__/deploy/programs/each-by-its-own-user.ts');
    const all: object[] = [];
    for (const deployer of deployers) {
      await filmFor(cloud(), deployer);
      all.push(await withKeys(cloud(), deployer));
    }
    project.write({ 'deployers.json': JSON.stringify(all) });
    project.synth();
    return project;
  }

  beforeAll(async () => {
    deployment = await projectOf([WITH_ALL, ...LACKING]);
    onlyAPlan = await projectOf([WITHOUT_PLAN]);
    await enforce(cloud());
  });

  it('an apply succeeds, and fails if any apply permission is missing', async () => {
    const output = await terraform(deployment, 'apply', '-auto-approve');
    expectRefused(output, TO_APPLY!, TO_PLAN!);
    expect(output).toMatch(/with-all[^\n]*: Creation complete/);
  });

  it('a plan after the apply fails if any plan permission is missing', async () => {
    const output = await terraform(deployment, 'plan');
    expect(refused(output)).toEqual(lackedOf(TO_PLAN!.filter((action) => action !== BEFORE_A_PLAN)));
  });

  it('a destroy succeeds, and fails if any destroy permission is missing', async () => {
    const output = await terraform(deployment, 'destroy', '-auto-approve', '-refresh=false');
    expectRefused(output, TO_DESTROY!, TO_PLAN!);
    expect(output).toMatch(/with-all[^\n]*: Destruction complete/);
  });

  it('the plan of a copy fails without the permission to list buckets', async () => {
    expect(refused(await terraform(onlyAPlan, 'plan'))).toEqual(lackedOf([BEFORE_A_PLAN]));
  });
});
