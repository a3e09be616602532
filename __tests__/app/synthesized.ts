import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ZencoderApp } from '../../lib/app/app';

export interface SynthOptions {
  readonly hcl?: boolean;
  /** The output folder, as in `cdktf synth --output`. */
  readonly output?: string;
}

/** The errors and the exit code of the app. */
export interface Run {
  readonly exitCode: number;
  readonly errors: readonly string[];
}

/** Runs the app on `zencoder.yaml` in the current folder. */
export function synth({ hcl = false, output }: SynthOptions = {}): Run {
  const environment = { SYNTH_HCL_OUTPUT: String(hcl), CDKTF_OUTDIR: output };
  const before = Object.keys(environment).map((name) => [name, process.env[name]] as const);
  const errors: string[] = [];
  const log = jest.spyOn(console, 'log').mockReturnValue(undefined);
  const error = jest
    .spyOn(console, 'error')
    .mockImplementation((line: string) => void errors.push(...line.split('\n')));
  setAll(Object.entries(environment));
  try {
    ZencoderApp.run('zencoder.yaml');
    return { exitCode: Number(process.exitCode ?? 0), errors };
  } finally {
    setAll(before);
    process.exitCode = undefined;
    log.mockRestore();
    error.mockRestore();
  }
}

function setAll(variables: Iterable<readonly [name: string, value: string | undefined]>): void {
  for (const [name, value] of variables) {
    if (value === undefined) {
      delete process.env[name];
    } else {
      process.env[name] = value;
    }
  }
}

/** The configuration of a stack, as text. */
export function writtenFor(stack: string, { hcl = false, output = 'cdktf.out' }: SynthOptions = {}): string {
  return readFileSync(join(output, 'stacks', stack, hcl ? 'cdk.tf' : 'cdk.tf.json'), 'utf8');
}
