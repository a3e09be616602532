import { type Configuration, configure, copyModule, inFolderUntilDone, plannedOutputs } from './modules';
import type { PolicyInputs } from './policy-inputs';

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
      also: '${try(each.value.also, [])}',
    },
  },
  output: { policies: { value: '${{for index, policy in module.policy : index => policy.policy_json}}' } },
};

/** The policies that `modules/policy` makes of inputs, in one plan. */
export function policiesOfTerraform(inputs: readonly PolicyInputs[]): Promise<readonly string[]> {
  return inFolderUntilDone(async (folder) => {
    copyModule('modules/policy', folder);
    configure(folder, CONFIGURATION, inputs);
    const { policies } = (await plannedOutputs(folder)) as { policies: Record<string, string> };
    return inputs.map((_, index) => policies[index]!);
  });
}
