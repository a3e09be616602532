import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { fixtureText } from '../explain/plan/review';
import { called } from '../support/cli';
import { ROOT } from '../support/run';

const FOLDER = join(ROOT, 'docs', 'pipelines');
const PIPELINES = readdirSync(FOLDER).map((file) => ({ file, text: readFileSync(join(FOLDER, file), 'utf8') }));

/** The options of each call of the command, without the file and what the shell does with the output. */
const CALLS = PIPELINES.flatMap(({ file, text }) =>
  [...text.matchAll(/zencoder-s3 explain --plan ("?[\w.$-]+"?)((?: --[\w-]+)*)/g)].map(([, , options = '']) => ({
    file,
    options: options.trim().split(' '),
  })),
);

describe('A pipeline file in the documents', () => {
  it.each(PIPELINES)('is linked from docs/in-a-pipeline.md and calls the command: $file', ({ file, text }) => {
    expect(readFileSync(join(ROOT, 'docs', 'in-a-pipeline.md'), 'utf8')).toContain(`(pipelines/${file})`);
    expect(CALLS.map((call) => call.file)).toContain(file);
    expect(file.endsWith('.yaml') ? parse(text) : {}).toEqual(expect.any(Object));
  });

  it.each(CALLS)(
    'passes a plan that loses nothing and stops a plan that does: $file, $options',
    async ({ options }) => {
      const ends = async (fixture: string) =>
        (await called(['explain', '--plan', 'plan.json', ...options], { files: { 'plan.json': fixtureText(fixture) } }))
          .exitCode;
      expect(await ends('import-unchanged')).toBe(0);
      expect(await ends('delete')).toBe(options.includes('--fail-on-loss') ? 1 : 0);
    },
  );
});
