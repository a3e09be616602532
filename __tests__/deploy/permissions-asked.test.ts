import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutBucketPolicyCommand, PutBucketVersioningCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { rowOf } from '../documents/permissions';
import { actionsOf } from './lab/actions';
import type { Cloud } from './lab/cloud';
import { ask, enforce, type Keys, userWith } from './lab/enforcement';
import type { Asked } from './lab/gateway';
import { operationOf } from './lab/operations';
import { Project } from './lab/project';
import { describeDeployment } from './lab/suite';

/** What stands in zencoder.yaml by these names, and the rows of the page that are about it. */
const FEATURES: readonly [things: readonly string[], rows: readonly string[]][] = [
  [['by-policy'], ['bucket policy']],
  [['by-adoption'], ['bucket policy', 'adoptExistingPolicy']],
  [['by-ownership'], ['bucket policy', 'objectOwnership']],
  [['by-copy', 'by-versioned-copy', ''], ['copies (acl-copy)']],
  [['keyed'], ['users', 'accessKey']],
  [['plain', 'bounded'], ['users']],
  [['the-state/live.tfstate', 'the-state'], ['state in S3']],
  [['the-state/live.tfstate.tflock'], ['its useLockfile, on KEY.tflock']],
];
const PHASES = ['plan', 'apply', 'destroy'] as const;
type Phase = (typeof PHASES)[number];
const BUCKETS = FEATURES.flatMap(([things]) => things.filter((thing) => /^(by|the)-[a-z-]+$/.test(thing)));
const BOUNDARY = 'arn:aws:iam::aws:policy/AmazonS3FullAccess';

const yaml = (bounded: string) => `stacks:
  live:
    region: us-east-1
    buckets:
      by-policy: { grants: [{ role: input }] }
      by-adoption: { grants: [{ role: input }], adoptExistingPolicy: true, otherStatements: other.json }
      by-ownership: { grants: [{ role: input }], objectOwnership: BucketOwnerPreferred }
      by-copy: { objects: [{ key: film.mov, method: acl-copy, copyTo: copy.mov }] }
      by-versioned-copy: { objects: [{ key: film.mov, method: acl-copy, copyTo: copy.mov }] }
    users:
      plain: { grants: [{ bucket: by-policy, role: input }] }
      keyed: { grants: [{ bucket: by-policy, role: input }], accessKey: true }
      bounded: { grants: [{ bucket: by-policy, role: input }]${bounded} }
`;

const OTHER = {
  Version: '2012-10-17',
  Statement: [
    { Sid: 'Other', Effect: 'Deny', Principal: '*', Action: 's3:DeleteObject', Resource: 'arn:aws:s3:::by-adoption/*' },
  ],
};

const STATE = {
  terraform: {
    backend: {
      s3: {
        bucket: 'the-state',
        key: 'live.tfstate',
        region: 'us-east-1',
        use_lockfile: true,
        use_path_style: true,
        skip_credentials_validation: true,
      },
    },
  },
  resource: { terraform_data: { kept: { input: 'in the state' } } },
};

async function films(cloud: Cloud): Promise<void> {
  await cloud.createBuckets(...BUCKETS);
  for (const Bucket of BUCKETS.filter((name) => name.startsWith('by-'))) {
    if (/version/.test(Bucket)) {
      const VersioningConfiguration = { Status: 'Enabled' } as const;
      await cloud.owner.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    }
    await cloud.owner.send(new PutObjectCommand({ Bucket, Key: 'film.mov', Body: 'a film' }));
  }
  await cloud.owner.send(new PutBucketPolicyCommand({ Bucket: 'by-adoption', Policy: JSON.stringify(OTHER) }));
}

describeDeployment('docs/permissions.md', (cloud) => {
  const asked: Record<Phase, Asked[]> = { plan: [], apply: [], destroy: [] };

  /** What was asked while something is done. */
  async function during(phase: Phase, work: () => Promise<unknown>): Promise<void> {
    cloud().gateway.forget();
    await work();
    asked[phase].push(...cloud().gateway.requests);
  }

  beforeAll(async () => {
    await films(cloud());
    const folder = join(cloud().folder, 'state');
    mkdirSync(folder);
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(STATE));
    await cloud().init(folder);
    await during('apply', () => cloud().terraform(folder, 'apply', '-auto-approve', '-input=false'));
    await during('plan', () => cloud().terraform(folder, 'plan', '-input=false'));
    await during('destroy', () => cloud().terraform(folder, 'destroy', '-auto-approve', '-input=false'));

    const project = new Project(cloud());
    project.write({
      'zencoder.yaml': yaml(`, permissionsBoundary: "${BOUNDARY}"`),
      'other.json': JSON.stringify(OTHER),
    });
    project.synth();
    await during('apply', () => project.apply('live'));
    await during('plan', () => project.plan('live'));
    await during('destroy', () => project.destroy('live'));
    // Three calls of Terraform with the provider, and three without it.
  }, 600_000);

  const about = (phase: Phase, things: readonly string[]) => asked[phase].filter((request) => isAbout(request, things));

  it.each(FEATURES)('names for %j, in the rows %j, exactly the actions that are requested', (things, rows) => {
    const [plan = [], ...later] = PHASES.map((phase) => about(phase, things).flatMap(actionsOf));
    const seen = [plan, ...later.map((actions) => actions.filter((action) => !plan.includes(action)))];
    expect(seen.map(ordered)).toEqual(
      PHASES.map((_, column) =>
        ordered(rows.flatMap((row) => rowOf(row).columns[column]!.map(({ action }) => action))),
      ),
    );
  });

  describe('and the actions that moto enforces', () => {
    const all = ordered(FEATURES.flatMap(([, rows]) => rows.flatMap(actionsOn)));
    const without = new Map<string, Keys>();
    let exact: Keys;

    beforeAll(async () => {
      const user = (name: string, Action: readonly string[]) =>
        userWith(cloud(), name, [{ Effect: 'Allow', Action, Resource: '*' }]);
      exact = await user('exact', all);
      for (const action of all) {
        without.set(
          action,
          await user(
            `without-${action.replace(':', '-')}`,
            all.filter((each) => each !== action),
          ),
        );
      }
      await enforce(cloud());
    });

    it.each(FEATURES)('are the marked ones: for %j, the rows %j', async (things, rows) => {
      const requests = new Map(
        PHASES.flatMap((phase) => about(phase, things)).map((request) => [operationOf(request).name, request]),
      );
      const enforced: string[] = [];
      for (const request of requests.values()) {
        // Where moto asks for another name than AWS, it refuses also whoever has all.
        const isKnown = (await ask(cloud(), request, exact)) !== 403;
        for (const action of actionsOf(request)) {
          if (isKnown && (await ask(cloud(), request, without.get(action)!)) === 403) enforced.push(action);
        }
      }
      const marked = rows.flatMap((row) => rowOf(row).actions.filter(({ isEnforced }) => isEnforced));
      expect(ordered(enforced)).toEqual(ordered(marked.map(({ action }) => action)));
    });
  });
});

function ordered(actions: readonly string[]): string[] {
  return [...new Set(actions)].sort();
}

function actionsOn(row: string): string[] {
  return rowOf(row).actions.map(({ action }) => action);
}

function isAbout(request: Asked, things: readonly string[]): boolean {
  const { name, about } = operationOf(request);
  if (name === 'GetBucket' && about === '') {
    return things.includes('');
  }
  return (
    about !== '' &&
    things.some((thing) => about === thing || (!thing.startsWith('the-') && about.startsWith(`${thing}/`)))
  );
}
