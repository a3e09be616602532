import { inFolder, terraform } from '../support/terraform';
import { type Configuration, configure } from './modules';
import { copyStandIn } from './stand-in';

/** What a plan of the root module, without its provider, comes to. */
export interface Planned {
  readonly outputs: Readonly<Record<string, unknown>>;
  /** What the resources are given, by their addresses in the module. */
  readonly resources: Readonly<Record<string, unknown>>;
}

interface Module {
  readonly resources?: { readonly address: string; readonly values: { readonly input: unknown } }[];
  readonly child_modules?: Module[];
}

const OUTPUTS = [
  'policy_json',
  'statements',
  'bucket_policy_id',
  'input_url_base',
  'output_url_base',
  'copy_urls',
  'kms_key_statement',
];

const IN_THE_MODULE = /^module\.zencoder\./;

/** @throws an error with what Terraform prints, where it refuses the inputs */
export function planned(inputs: Configuration, more: Configuration = {}): Planned {
  return inFolder((folder) => {
    const output = OUTPUTS.map((name) => [name, { value: `\${module.zencoder.${name}}` }]);
    const source = copyStandIn(folder);
    configure(folder, { ...more, module: { zencoder: { source, ...inputs } }, output: Object.fromEntries(output) });
    const { status, output: printed } = terraform.run(folder, 'plan', '-out=plan', '-no-color');
    if (status !== 0) {
      throw new Error(printed.replace(/\s+/g, ' '));
    }
    const { planned_values } = JSON.parse(terraform.run(folder, 'show', '-json', 'plan').output) as {
      planned_values: { outputs: Record<string, { value?: unknown }>; root_module: Module };
    };
    const outputs = Object.entries(planned_values.outputs).map(([name, { value }]) => [name, value]);
    const resources = resourcesIn(planned_values.root_module)
      .filter(({ address }) => IN_THE_MODULE.test(address))
      .map(({ address, values }) => [address.replace(IN_THE_MODULE, '').replace('terraform_data.', ''), values.input]);
    return { outputs: Object.fromEntries(outputs), resources: Object.fromEntries(resources) };
  });
}

function resourcesIn({ resources = [], child_modules = [] }: Module): NonNullable<Module['resources']> {
  return [...resources, ...child_modules.flatMap(resourcesIn)];
}
