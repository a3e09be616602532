import { stringify } from 'yaml';
import { Clients } from '../s3-server/decisions/clients';
import { bucketOf, type Scenario } from '../s3-server/decisions/scenarios/scenario';
import { objects, several } from '../s3-server/decisions/scenarios/scopes';
import { difference, differing, tallyOf } from '../s3-server/decisions/tally';
import { Trial } from '../s3-server/decisions/trial';
import { readWords } from '../s3-server/decisions/words';
import { Project } from './lab/project';
import { describeDeployment } from './lab/suite';

/** A handful: all of them are judged by the same server in `__tests__/s3`, without the provider in between. */
const SCENARIOS: readonly Scenario[] = [...several, ...objects];

describeDeployment(
  'After an apply, the S3 server allows only what the file grants',
  (cloud) => {
    let project: Project;
    let clients: Clients;

    beforeAll(async () => {
      clients = new Clients(cloud().server);
      project = new Project(cloud());
      await cloud().createBuckets(...SCENARIOS.map(bucketOf));
      const buckets = Object.fromEntries(SCENARIOS.map((scenario) => [bucketOf(scenario), scenario.entry]));
      project.write({ 'zencoder.yaml': stringify({ stacks: { production: { region: 'eu-west-1', buckets } } }) });
      project.synth();
      await project.apply('production');
    });

    afterAll(() => clients?.destroy());

    it.each(SCENARIOS)('with $name', async (scenario) => {
      const bucket = bucketOf(scenario);
      const policy = await cloud().policyOf(bucket);
      expect(policy).toEqual(project.policiesOf('production')[bucket]);
      const words = readWords(project.folder).get(bucket)!;
      const decisions = await new Trial(clients, scenario, words, JSON.stringify(policy)).ask();
      expect(differing(decisions).map(difference)).toEqual([]);
      expect(tallyOf(decisions).allowed).toBeGreaterThan(10);
      expect(tallyOf(decisions).denied).toBeGreaterThan(50);
    });
  },
  { enforcing: true },
);
