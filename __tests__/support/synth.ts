import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack, Testing } from 'cdktf';
import { inFolder } from './workspace';

/** A new stack with a provider for eu-west-1. */
export function testStack(name = 'test', app: App = Testing.app({ stackTraces: false } as never)): TerraformStack {
  const stack = new TerraformStack(app, name);
  new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
  return stack;
}

interface Configuration {
  readonly resource?: Record<string, Record<string, Record<string, unknown>>>;
  readonly data?: Record<string, Record<string, Record<string, unknown>>>;
  readonly locals?: Record<string, unknown>;
  readonly output?: Record<string, { value: unknown }>;
  readonly import?: { to: string; id: string }[];
}

/** The JSON that CDKTF writes for a stack. Validations run. */
export function configurationOf(stack: TerraformStack): Configuration {
  return JSON.parse(Testing.synth(stack, true)) as Configuration;
}

/** The file that CDKTF writes for a stack, in a temporary folder. */
export function written(hcl: boolean, build: (stack: TerraformStack) => void): string {
  return inFolder((outdir) => {
    process.env.SYNTH_HCL_OUTPUT = String(hcl);
    try {
      const app = new App({ outdir, stackTraces: false });
      build(testStack('test', app));
      app.synth();
      return readFileSync(join(outdir, 'stacks', 'test', hcl ? 'cdk.tf' : 'cdk.tf.json'), 'utf8');
    } finally {
      delete process.env.SYNTH_HCL_OUTPUT;
    }
  });
}
