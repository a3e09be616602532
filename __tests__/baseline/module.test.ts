import { describeTerraform } from '../support/terraform';
import { policiesOfTerraform } from '../terraform-module/policies';
import type { PolicyInputs } from '../terraform-module/policy-inputs';
import { expectBaseline } from './written';

const KEPT = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Sid: 'Own', Effect: 'Deny', Principal: '*', Action: 's3:DeleteObject', Resource: 'arn:aws:s3:::films/*' },
  ],
});

const INPUTS: Readonly<Record<string, Omit<PolicyInputs, 'bucket'>>> = {
  input: { grants: [{ role: 'input' }] },
  output: { grants: [{ role: 'output', prefixes: ['out/'] }] },
  both: { grants: [{ role: 'input-and-output' }], require_tls: true },
  ingest: { grants: [{ role: 'video-cloud-ingest', keys: ['a.mov', 'b c.mov'] }] },
  actions: { grants: [{ actions: ['s3:ListBucket', 's3:GetObject'] }] },
  expires: { grants: [{ role: 'input', expires: '2099-06-30T02:00:00+02:00' }, { role: 'output' }] },
  'odd-keys': { grants: [{ role: 'input', keys: ['a*b?', '${x}', '%{y}', '"\\\\', '<&>', '\u{1f3ac}'] }] },
  several: {
    grants: [{ role: 'input', prefixes: ['b/', 'a/'] }, { role: 'input', prefixes: ['a/', 'b/'] }, { role: 'output' }],
  },
  kept: { grants: [{ role: 'input' }], source_policy_documents: [KEPT, KEPT.replace('Own', 'Other')] },
  account: { grants: [{ role: 'input' }], account_id: '012345678901' },
} as never;

describeTerraform('The policies of the module', () => {
  it('are those of the baseline, byte for byte', async () => {
    const names = Object.keys(INPUTS);
    const policies = await policiesOfTerraform(names.map((name) => ({ bucket: 'films', ...INPUTS[name]! }) as never));
    names.forEach((name, index) => {
      expectBaseline(`module/${name}.json`, `${policies[index]}\n`);
    });
  }, 60_000);
});
