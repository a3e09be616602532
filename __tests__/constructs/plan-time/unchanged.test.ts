import fc from 'fast-check';
import { ZencoderPolicyDocument } from '../../../lib/judgement/policy-document';
import { ZencoderRole } from '../../../lib/zencoder/account-and-roles';
import { describeTerraform } from '../../support/terraform';
import { inFolder } from '../../support/workspace';
import { configure, copyModule, plannedOutputs } from '../../terraform-module/modules';
import { policiesOfConstruct } from './construct';
import { anyDocument } from './documents';
import { judge } from './judge';

const DOCUMENTS = 200;
const SEED = 20270630;
const GRANTS = [{ role: ZencoderRole.INPUT }];

const OURS = (JSON.parse(new ZencoderPolicyDocument({ bucket: 'films', grants: GRANTS }).toJson()) as Policy).Statement;

interface Policy {
  readonly Statement: unknown;
}

const statementsOf = (json: string) => [(JSON.parse(json) as Policy).Statement].flat();

const documents = fc.sample(anyDocument, { numRuns: DOCUMENTS, seed: SEED });

describeTerraform('The statements of any source document', () => {
  const faulty = new Set<number>();
  const sound: string[] = [];

  beforeAll(() => {
    // The name of a member may hold a line break.
    for (const [, place] of judge(documents)
      .faults.join('\n')
      .matchAll(/^sourcePolicyDocuments\[(\d+)\]/gm)) {
      faulty.add(Number(place));
    }
    sound.push(...documents.filter((_, index) => !faulty.has(index)));
    expect(sound.length).toBeGreaterThan(DOCUMENTS / 10);
    expect(faulty.size).toBeGreaterThan(DOCUMENTS / 3);
  }, 120_000);

  it('are refused, or unchanged in the policy of the module, after those of Zencoder', async () => {
    const policies = await inFolder(async (folder) => {
      copyModule('modules/policy', folder);
      const call = {
        source: './policy',
        for_each: '${{for index, document in jsondecode(file("inputs.json")) : index => document}}',
        bucket: 'films',
        grants: GRANTS,
        source_policy_documents: '${[each.value]}',
      };
      const output = { policies: { value: '${{for index, policy in module.policy : index => policy.policy_json}}' } };
      configure(folder, { module: { policy: call }, output }, sound);
      return (await plannedOutputs(folder)).policies as Record<string, string>;
    });
    for (const [index, document] of sound.entries()) {
      expect({ document, statements: statementsOf(policies[index]!) }).toEqual({
        document,
        statements: [...(OURS as unknown[]), ...statementsOf(document)],
      });
    }
  }, 180_000);

  it('are refused, or unchanged in the policy of the construct, before those of Zencoder', () => {
    const some = sound.slice(0, 30);
    const policies = policiesOfConstruct(some.map((document) => ({ documents: [document] })));
    for (const [index, document] of some.entries()) {
      expect({ document, statements: statementsOf(policies[index]!) }).toEqual({
        document,
        statements: [...statementsOf(document), ...(OURS as unknown[])],
      });
    }
  }, 120_000);
});
