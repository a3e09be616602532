import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ZencoderApp } from '../../lib/app/app';
import { inFolderWith } from '../app/folder';
import { EXAMPLE_PROGRAMS } from '../support/examples';
import { filesBelow, ROOT, runProgram } from '../support/run';
import { inFolder } from '../support/terraform';
import { FIXTURES } from './fixtures';
import { expectBaseline } from './written';

/** Versions are those of the packages that are installed, and change with them. */
function withoutVersions(text: string): string {
  return text.replace(/^(\s*"?version"?\s*[:=] ).*$/gm, '$1"…"').replace(/^(\s*"?source"?\s*[:=] ").*aws"/gm, '$1aws"');
}

/** A local state lies where the app runs. */
function configurations(folder: string): [path: string, text: string][] {
  return Object.entries(filesBelow(folder))
    .filter(([path]) => /cdk\.tf(\.json)?$/.test(path))
    .map(([path, text]) => [path.replace(/^stacks\//, ''), withoutVersions(text)]);
}

function synthesized(hcl: boolean): [string, string][] {
  process.env.SYNTH_HCL_OUTPUT = String(hcl);
  process.env.CDKTF_OUTDIR = 'out';
  jest.spyOn(console, 'log').mockReturnValue(undefined);
  jest.spyOn(console, 'error').mockReturnValue(undefined);
  try {
    ZencoderApp.run('zencoder.yaml');
    return configurations('out');
  } finally {
    delete process.env.SYNTH_HCL_OUTPUT;
    delete process.env.CDKTF_OUTDIR;
    jest.restoreAllMocks();
  }
}

describe('The synthesized output is that of the baseline, byte for byte', () => {
  const files = Object.fromEntries(
    ['zencoder.yaml', 'policies/acme-masters.json'].map((name) => [name, readFileSync(join(ROOT, name), 'utf8')]),
  );
  it.each([{ name: 'zencoder.yaml', files }, ...FIXTURES])('for $name', ({ name, files: of }) => {
    inFolderWith(of, () => {
      for (const hcl of [false, true]) {
        const written = synthesized(hcl);
        expect(written).not.toEqual([]);
        for (const [path, text] of written) {
          expectBaseline(`${name}/${path}`, text);
        }
      }
    });
  });

  it.each(EXAMPLE_PROGRAMS)('for the example %s', (example) => {
    inFolder((folder) => {
      const place = join(ROOT, 'examples', example);
      for (const name of ['zencoder.yaml', 'policies'].filter((each) => existsSync(join(place, each)))) {
        cpSync(join(place, name), join(folder, name), { recursive: true });
      }
      const program = readdirSync(place).includes('main.ts') ? `examples/${example}/main.ts` : 'main.ts';
      expect(runProgram(program, folder).status).toBe(0);
      for (const [path, text] of configurations(join(folder, 'cdktf.out'))) {
        expectBaseline(`examples/${example}/${path}`, text);
      }
    });
  });
});
