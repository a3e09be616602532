import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { aloud } from '../support/aloud';
import { inFolder, terraform } from '../support/terraform';
import { MODULE } from './modules';

const WANTED = process.env.ZENCODER_TEST_AWS_PROVIDER === '1' && terraform.installed;
if (!WANTED) {
  aloud(
    'the Terraform module and its examples are not validated against the AWS provider; ' +
      'ZENCODER_TEST_AWS_PROVIDER=1 npm test does it, and downloads the provider (some 600 MB)',
  );
}

const EXAMPLES = existsSync(join(MODULE, 'examples')) ? readdirSync(join(MODULE, 'examples')) : [];

(WANTED ? describe : describe.skip)('The AWS provider', () => {
  /** Runs Terraform in a folder of a copy of the module. */
  function inCopy(place: string, use: (folder: string) => void): void {
    inFolder((folder) => {
      cpSync(MODULE, folder, { recursive: true });
      expect(terraform.run(join(folder, place), 'init', '-backend=false', '-no-color')).toMatchObject({ status: 0 });
      use(join(folder, place));
    });
  }

  it.each(['.', ...EXAMPLES.map((example) => join('examples', example))])(
    'takes the Terraform module as valid: %s',
    (place) => {
      inCopy(place, (folder) => {
        expect(terraform.run(folder, 'validate', '-no-color')).toMatchObject({ status: 0 });
      });
    },
    600_000,
  );

  it('passes the tests of the Terraform module, itself mocked', () => {
    inCopy('.', (folder) => {
      expect(terraform.run(folder, 'test', '-no-color').output).toMatch(/[1-9]\d* passed, 0 failed/);
    });
  }, 600_000);
});
