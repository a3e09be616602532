import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Run, runProgram } from '../support/run';
import { inFolder } from '../support/terraform';

const YAML = `
stacks:
  media:
    region: eu-central-1
    buckets:
      acme-media: { grants: [ { role: input } ] }
`;

/** Runs a program that emits warnings before and after the app, and has its own listener for warnings. */
function warned(environment: Readonly<Record<string, string>> = {}): Run {
  return inFolder((folder) => {
    writeFileSync(join(folder, 'zencoder.yaml'), YAML);
    return runProgram('__tests__/app/programs/warnings.ts', folder, environment);
  });
}

const heardIn = ({ stdout }: Run) => stdout.split('\n').filter((line) => line.startsWith('heard: '));
const printedIn = ({ stderr }: Run) =>
  [...stderr.matchAll(/^\(node:\d+\) (?:\[\w+\] )?(\w+: .*)$/gm)].map(([, text]) => `heard: ${text}`);

const OTHERS = [
  'heard: Warning: before the app',
  'heard: DeprecationWarning: something else is deprecated',
  'heard: Warning: after the app',
];

describe('Warnings of a program', () => {
  it('are printed by the app, except that of util.isArray, which CDKTF calls', () => {
    const run = warned();
    expect(run.status).toBe(0);
    expect(run.stdout).toContain('media: 1 bucket');
    expect(heardIn(run)).toEqual(OTHERS);
    expect(printedIn(run)).toEqual(OTHERS);
  });

  it('are all printed if the app is imported but not run', () => {
    const run = warned({ WITHOUT_APP: '1' });
    const isArray = expect.stringMatching(/^heard: DeprecationWarning: .*util\.isArray.* is deprecated/);
    const all = [OTHERS[0], isArray, ...OTHERS.slice(1)];
    expect(heardIn(run)).toEqual(all);
    expect(printedIn(run)).toEqual(all);
  });
});
