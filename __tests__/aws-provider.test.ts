import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { aloud } from './support/aloud';
import { EXAMPLE_PROGRAMS } from './support/examples';
import { ROOT, runProgram } from './support/run';
import { inFolder, terraform } from './support/terraform';

const WANTED = process.env.ZENCODER_TEST_AWS_PROVIDER === '1' && terraform.installed;
if (!WANTED) {
  aloud(
    'what is written is not validated against the AWS provider; ' +
      'ZENCODER_TEST_AWS_PROVIDER=1 npm test does it, and downloads the provider (some 600 MB)',
  );
}

const CONFIGURATIONS = ['.', ...EXAMPLE_PROGRAMS.map((example) => `examples/${example}`)];

(WANTED ? describe : describe.skip)('The AWS provider', () => {
  it.each(CONFIGURATIONS)(
    'takes what is written for %s as valid',
    (place) => {
      inFolder((folder) => {
        for (const name of ['zencoder.yaml', 'policies', 'main.ts'].filter((each) =>
          readdirSync(join(ROOT, place)).includes(each),
        )) {
          cpSync(join(ROOT, place, name), join(folder, name), { recursive: true });
        }
        const program = place !== '.' && readdirSync(folder).includes('main.ts') ? `${place}/main.ts` : 'main.ts';
        expect(runProgram(program, folder).status).toBe(0);
        for (const stack of readdirSync(join(folder, 'cdktf.out', 'stacks'))) {
          const stackFolder = join(folder, 'cdktf.out', 'stacks', stack);
          expect(terraform.run(stackFolder, 'init', '-backend=false', '-no-color').status).toBe(0);
          expect(terraform.run(stackFolder, 'validate', '-no-color')).toMatchObject({ status: 0 });
        }
      });
    },
    600_000,
  );
});
