import fc from 'fast-check';
import { describeTerraform } from '../support/terraform';
import { type Configuration, configure, copyModule, inFolderUntilDone, plannedOutputs } from './modules';
import { documentOfCore, type PolicyInputs, policyInputs } from './policy-inputs';

const INPUTS = 1000;
const SEED = 20270630;
/** So many inputs for each run of Terraform, of which two are under way at a time. */
const IN_ONE_RUN = 250;

/** Null stands for what is not given, since the instances of a module are called alike. */
const CONFIGURATION: Configuration = {
  module: {
    policy: {
      source: './policy',
      for_each: '${{for index, inputs in jsondecode(file("inputs.json")) : index => inputs}}',
      ...Object.fromEntries(
        ['bucket', 'grants', 'require_tls', 'source_policy_documents', 'account_id', 'canonical_user_id'].map(
          (name) => [name, `\${try(each.value.${name}, null)}`],
        ),
      ),
    },
  },
  output: { policies: { value: '${{for index, policy in module.policy : index => policy.policy_json}}' } },
};

function policiesOfTerraform(inputs: readonly PolicyInputs[]): Promise<readonly string[]> {
  return inFolderUntilDone(async (folder) => {
    copyModule('modules/policy', folder);
    configure(folder, CONFIGURATION, inputs);
    const { policies } = (await plannedOutputs(folder)) as { policies: Record<string, string> };
    return inputs.map((_, index) => policies[index]!);
  });
}

function parts<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, part) => list.slice(part * size, (part + 1) * size));
}

describeTerraform('One policy, two renderers', () => {
  it(`that give the same document for ${INPUTS} inputs`, async () => {
    const inputs = fc.sample(policyInputs, { numRuns: INPUTS, seed: SEED });
    const policies: string[] = [];
    for (const pair of parts(parts(inputs, IN_ONE_RUN), 2)) {
      policies.push(...(await Promise.all(pair.map(policiesOfTerraform))).flat());
    }
    const differing = inputs
      .map((each, index) => ({ inputs: each, core: documentOfCore(each), terraform: policies[index]! }))
      .filter(({ core, terraform }) => !sameJson(core, terraform));
    expect(differing.slice(0, 3)).toEqual([]);
  }, 180_000);
});

/** The same values with the same members, in whatever order, and arrays in their order. */
function sameJson(one: string, other: string): boolean {
  try {
    expect(JSON.parse(one)).toEqual(JSON.parse(other));
    return true;
  } catch {
    return false;
  }
}
