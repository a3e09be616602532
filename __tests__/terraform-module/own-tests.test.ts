import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeTerraform, inFolder, terraform } from '../support/terraform';
import { copyModule, MODULE } from './modules';
import { asStandIns, copyStandIn } from './stand-in';

/** The files in the folder `tests` of a module, by name. */
function testsOf(module: string): Record<string, string> {
  const folder = join(MODULE, module, 'tests');
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

function runsIn(tests: Readonly<Record<string, string>>): string[] {
  return Object.values(tests).flatMap((text) => text.split(/^(?=run ")/m).filter((block) => block.startsWith('run "')));
}

/** What `terraform test` says of a module, which needs no provider. */
function resultOf(folder: string): string {
  terraform.run(folder, 'init', '-no-color');
  return terraform.run(folder, 'test', '-no-color').output;
}

describeTerraform('The Terraform tests of the policy module', () => {
  const runs = runsIn(testsOf('modules/policy'));

  it('are many, and at least half of them are about errors', () => {
    expect(runs.length).toBeGreaterThanOrEqual(30);
    const refusing = runs.filter((run) => run.includes('expect_failures'));
    expect(refusing.length).toBeGreaterThanOrEqual(runs.length / 2);
  });

  it('pass without a provider', () => {
    inFolder((folder) => {
      expect(resultOf(join(folder, copyModule('modules/policy', folder)))).toContain(
        `${runs.length} passed, 0 failed.`,
      );
    });
  });
});

describeTerraform('The Terraform tests of the root module', () => {
  it('pass without the AWS provider', () => {
    const tests = testsOf('.');
    inFolder((folder) => {
      const standIn = join(folder, copyStandIn(folder));
      mkdirSync(join(standIn, 'tests'));
      for (const [name, text] of Object.entries(tests)) {
        writeFileSync(join(standIn, 'tests', name), asStandIns(text));
      }
      expect(resultOf(standIn)).toContain(`${runsIn(tests).length} passed, 0 failed.`);
    });
  });
});
