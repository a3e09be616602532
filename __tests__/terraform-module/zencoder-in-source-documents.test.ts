import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { terraformText } from '../../lib/terraform-text';
import { KEPT, policyText, ZENCODER_PRINCIPALS } from '../policy/cases/other-policies';
import { describeTerraform, inFolder, terraform } from '../support/terraform';
import { copyModule, inAscii } from './modules';

const STATEMENT = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::films/*' };

/** A run of `terraform test` about one statement of others: whether the policy is made or refused. */
function runOf(statement: unknown, refused: boolean): unknown {
  return {
    command: 'plan',
    variables: {
      bucket: 'films',
      grants: [{ role: 'input' }],
      source_policy_documents: [terraformText(policyText(statement))],
    },
    ...(refused ? { expect_failures: ['output.policy_json'] } : {}),
  };
}

/** The names of the runs that did not pass. */
function failedRuns(runs: Readonly<Record<string, unknown>>): string[] {
  return inFolder((folder) => {
    copyModule('modules/policy', folder);
    const policy = join(folder, 'policy');
    writeFileSync(join(policy, 'statements.tftest.json'), inAscii({ run: runs }));
    terraform.run(policy, 'init', '-no-color');
    const { output } = terraform.run(policy, 'test', '-filter=statements.tftest.json', '-no-color');
    const passed = [...output.matchAll(/run "([^"]*)"\.\.\. pass/g)].map(([, name]) => name!);
    return Object.keys(runs).filter((name) => !passed.includes(name));
  });
}

describeTerraform('A statement of others', () => {
  it('is refused where it allows the account of Zencoder something, however that is named', () => {
    const runs = ZENCODER_PRINCIPALS.map((principal, index) => [
      `principal-${index}`,
      runOf({ ...STATEMENT, Principal: principal }, true),
    ]);
    expect(failedRuns(Object.fromEntries(runs))).toEqual([]);
  });

  it('is taken where it says anything else', () => {
    const runs = KEPT.filter(([what]) => !/everybody/.test(what)).map(([, statement], index) => [
      `statement-${index}`,
      runOf(statement, false),
    ]);
    expect(failedRuns(Object.fromEntries(runs))).toEqual([]);
  });
});
