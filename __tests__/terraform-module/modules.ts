import { execFile } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/run';
import { terraform } from '../support/terraform';

export { inFolder as inFolderUntilDone } from '../support/workspace';

/** The module as it is committed. */
export const MODULE = join(ROOT, 'terraform', 'zencoder-s3-access');
export const NESTED = ['modules/policy', 'modules/object-grants'] as const;

export type Configuration = Readonly<Record<string, unknown>>;

/** Puts a nested module into a folder. Gives the source by which a configuration there calls it. */
export function copyModule(module: (typeof NESTED)[number], folder: string): string {
  const source = module.replace('modules/', './');
  cpSync(join(MODULE, module), join(folder, source), { recursive: true });
  return source;
}

/** Puts the variables of the root module into a folder. Gives the source by which a configuration there calls them. */
export function copyVariables(folder: string): string {
  const variables = join(folder, 'variables');
  cpSync(join(MODULE, 'variables.tf'), join(variables, 'variables.tf'), { recursive: true });
  const { variable } = JSON.parse(readFileSync(join(MODULE, 'facts.tf.json'), 'utf8'));
  writeFileSync(join(variables, 'facts.tf.json'), JSON.stringify({ variable }));
  return './variables';
}

/** Writes a configuration that stands beside copies of modules, and has Terraform find these. */
export function configure(folder: string, configuration: Configuration, inputs?: unknown): void {
  writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(configuration, null, 1));
  if (inputs !== undefined) {
    writeFileSync(join(folder, 'inputs.json'), inAscii(inputs));
  }
  const { status, output } = terraform.run(folder, 'init', '-no-color');
  if (status !== 0) {
    throw new Error(output);
  }
}

/** JSON text that nothing on the way can take for other text: Terraform turns what it reads into NFC. */
export function inAscii(value: unknown): string {
  return JSON.stringify(value).replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The outputs that a plan foresees. A plan evaluates everything once, an apply twice. */
export async function plannedOutputs(folder: string): Promise<Record<string, unknown>> {
  await terraformOutput(folder, 'plan', '-out=plan', '-no-color');
  const { planned_values } = JSON.parse(await terraformOutput(folder, 'show', '-json', 'plan')) as {
    planned_values: { outputs: Record<string, { value: unknown }> };
  };
  return Object.fromEntries(Object.entries(planned_values.outputs).map(([name, { value }]) => [name, value]));
}

/** What Terraform prints, while others can run beside it. It computes a lot here, and is faster with less tidying of its memory. */
function terraformOutput(folder: string, ...args: string[]): Promise<string> {
  const env = {
    ...process.env,
    CHECKPOINT_DISABLE: '1',
    TF_IN_AUTOMATION: '1',
    TF_CLI_CONFIG_FILE: undefined,
    GOGC: '400',
  };
  return new Promise((resolve, reject) => {
    execFile('terraform', args, { cwd: folder, env, maxBuffer: 1 << 28 }, (error, stdout, stderr) =>
      error ? reject(new Error(`${stdout.slice(-4000)}${stderr.slice(-4000)}`)) : resolve(stdout),
    );
  });
}

/** One thing that Terraform refuses a configuration for, and the call of a module that it is about. */
export interface Refusal {
  readonly call: string | undefined;
  readonly message: string;
}

interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail?: string;
  readonly snippet?: { readonly context?: string };
}

/** Everything for which a plan is refused. */
export function refusals(folder: string): Refusal[] {
  return diagnostics(folder)
    .filter(({ severity }) => severity === 'error')
    .map(({ summary, detail = '', snippet }) => ({
      call: snippet?.context?.replace('module.', ''),
      message: `${summary}\n${detail}`,
    }));
}

/** What Terraform warns of at a plan. */
export function warnings(folder: string): string[] {
  return diagnostics(folder)
    .filter(({ severity }) => severity === 'warning')
    .map(({ detail = '' }) => detail);
}

function diagnostics(folder: string): Diagnostic[] {
  return terraform
    .run(folder, 'plan', '-json', '-input=false')
    .output.split('\n')
    .filter((line) => line.includes('"type":"diagnostic"'))
    .map((line) => (JSON.parse(line) as { diagnostic: Diagnostic }).diagnostic);
}
