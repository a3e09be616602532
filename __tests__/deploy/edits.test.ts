import { PutObjectCommand } from '@aws-sdk/client-s3';
import { BEFORE, EDITS, type Edit } from '../config/cases/edits';
import { Project } from './lab/project';
import { describeDeployment } from './lab/suite';

type Outcome = 'changed' | 'added' | 'removed';

const BACK: Readonly<Record<Outcome, Outcome>> = { changed: 'changed', added: 'removed', removed: 'added' };

/** What the server is asked for a resource, by its type. */
const REQUESTS: Readonly<Record<string, (name: string, outcome: Outcome) => readonly string[]>> = {
  aws_s3_bucket_policy: (bucket, outcome) => [`${verb(outcome)}BucketPolicy ${bucket}`],
  aws_s3_bucket_ownership_controls: (name, outcome) => [
    `${verb(outcome)}BucketOwnershipControls ${name.replace('_Ownership', '')}`,
  ],
  aws_iam_user_policy: () => ['PutUserPolicy zencoder'],
  // Two resources for each grant in place: one sets it when it comes, the other revokes it when it goes.
  terraform_data: (name, outcome) => {
    const [resource, key] = name.split(' ');
    const works = resource === (outcome === 'added' ? 'ObjectGrants_Set' : 'ObjectGrants_Revoke');
    return works ? [`PutObjectAcl acme-masters/masters/${key}`] : [];
  },
};

function verb(outcome: Outcome): string {
  return outcome === 'removed' ? 'Delete' : 'Put';
}

function requestsFor(outcomes: ReadonlyMap<string, Outcome>): string[] {
  return [...outcomes].flatMap(([address, outcome]) => {
    const [, type = '', name = ''] = /^\S+ (\w+)\.(.*)$/.exec(address)!;
    return REQUESTS[type]!(name, outcome);
  });
}

function outcomesOf({ changed = [], added = [], removed = [] }: Partial<Edit>): Map<string, Outcome> {
  const entries = (outcome: Outcome, addresses: readonly string[]) => addresses.map((each) => [each, outcome] as const);
  return new Map([...entries('changed', changed), ...entries('added', added), ...entries('removed', removed)]);
}

/** What happens to each resource where one edit is taken back and another made in the same apply. */
function between(before: Partial<Edit>, after: Partial<Edit>): Map<string, Outcome> {
  const outcomes = outcomesOf(after);
  for (const [address, outcome] of outcomesOf(before)) {
    // What both remove was gone, and stays so; what one changes and the other removes comes or goes.
    if (outcome !== 'changed' && outcomes.get(address) === outcome) outcomes.delete(address);
    else if (outcome !== 'changed' || !outcomes.has(address)) outcomes.set(address, BACK[outcome]);
  }
  return outcomes;
}

/** Those that only one stack takes part in; `moves.test.ts` has the others. */
const WITHIN_A_STACK = EDITS.filter(({ added, removed, replaced }) => !(added && removed) && !replaced);
const TOUCHING = WITHIN_A_STACK.filter((edit) => outcomesOf(edit).size > 0);
const HARMLESS = WITHIN_A_STACK.filter((edit) => !TOUCHING.includes(edit));
const STEPS = TOUCHING.map((edit, index) => ({ ...edit, before: TOUCHING[index - 1] ?? {} }));

describeDeployment(
  'An apply of one edit of zencoder.yaml that reverts another changes nothing else',
  (cloud) => {
    let project: Project;

    beforeAll(async () => {
      project = new Project(cloud());
      await cloud().createBuckets('acme-masters', 'acme-renditions', 'acme-staging', 'acme-trial', 'acme-another');
      for (const key of ['one', 'two', 'three']) {
        const film = { Bucket: 'acme-masters', Key: `masters/${key}.mov`, Body: key };
        await cloud().owner.send(new PutObjectCommand(film));
      }
      await changesBy(BEFORE);
    });

    /** Applies the stacks that come out otherwise, or else all, and gives what was changed on the server. */
    async function changesBy(yaml: string): Promise<readonly string[]> {
      const before = configurations();
      project.write({ 'zencoder.yaml': yaml });
      project.synth();
      const after = configurations();
      const changed = project.stacks.filter((stack) => before[stack] !== after[stack]);
      cloud().gateway.forget();
      for (const stack of changed.length > 0 ? changed : project.stacks) {
        await project.apply(stack);
      }
      return [...cloud().gateway.changes].sort();
    }

    function configurations(): Record<string, string> {
      return Object.fromEntries(project.stacks.map((stack) => [stack, project.configurationOf(stack)]));
    }

    it(`with ${HARMLESS.length} edits without an effect at once`, async () => {
      const edited = HARMLESS.reduce((yaml, { from, to }) => yaml.replace(from, () => to), BEFORE);
      expect(await changesBy(edited)).toEqual([]);
    });

    it.each(STEPS)('with the edit: $name', async ({ before, ...edit }) => {
      expect(await changesBy(BEFORE.replace(edit.from, () => edit.to))).toEqual(
        requestsFor(between(before, edit)).sort(),
      );
    });

    it('and then the plan has no changes', async () => {
      expect([await project.plan('production'), await project.plan('staging')]).toEqual(['No changes', 'No changes']);
    });
  },
  { enforcing: true, awsCli: true },
);
