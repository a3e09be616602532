import { describeTerraform, inFolder, type TerraformRun, terraform } from '../support/terraform';
import { type Configuration, configure, copyModule, type NESTED } from './modules';

const DENY = { Effect: 'Deny', Principal: '*', Action: 's3:DeleteObject', Resource: 'arn:aws:s3:::films/*' };
const DOCUMENT = JSON.stringify({ Version: '2012-10-17', Statement: DENY });

type Values = Readonly<Record<string, string>>;

const LATER: Values = { bucket: 'films', document: DOCUMENT, key: 'a*b.mp4', until: '2099-06-30T02:00:00+02:00' };

/** Runs Terraform on a call of a module with values that are known only when these resources have been made. */
function run(
  module: (typeof NESTED)[number],
  variables: Configuration,
  values: Values,
  command: string[],
): TerraformRun {
  return inFolder((folder) => {
    const source = copyModule(module, folder);
    const resources = Object.entries(values).map(([name, input]) => [name, { input }]);
    configure(folder, {
      resource: { terraform_data: Object.fromEntries(resources) },
      module: { called: { source, ...variables } },
      ...(module === 'modules/policy' ? { output: { policy: { value: '${module.called.policy_json}' } } } : {}),
    });
    return terraform.run(folder, ...command, '-no-color');
  });
}

const PLAN = ['plan'];
const APPLY = ['apply', '-auto-approve'];

/** A value that is known later. */
const later = (name: string) => `\${terraform_data.${name}.output}`;

const POLICY = {
  bucket: later('bucket'),
  grants: [{ role: 'input', keys: [later('key')], expires: later('until') }, { role: 'output' }],
  source_policy_documents: [later('document')],
};
const GRANTS = { bucket: later('bucket'), objects: [{ key: 'a.mov' }, { key: 'b.mov', version_id: later('key') }] };

describeTerraform('Values that are known only after apply', () => {
  it('can be the bucket, source documents, keys and dates of a policy', () => {
    expect(run('modules/policy', POLICY, LATER, PLAN)).toMatchObject({
      status: 0,
      output: expect.stringContaining('policy = (known after apply)'),
    });
    const { status, output } = run('modules/policy', POLICY, LATER, APPLY);
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(output).toContain('arn:aws:s3:::films/a${*}b.mp4');
    expect(output).toContain('2099-06-30T00:00:00Z');
  });

  it('can be the bucket and the versions of grants in ACLs', () => {
    expect(run('modules/object-grants', GRANTS, LATER, PLAN)).toMatchObject({
      status: 0,
      output: expect.stringContaining('Plan: 8 to add'),
    });
  });

  it.each<[string, Values, RegExp]>([
    ['the name of a bucket', { bucket: 's3://films' }, /bucket: "s3:\/\/films" is not the name of an S3 bucket/],
    ['a document', { document: '[]' }, /source_policy_documents\[0\]: is not a policy document/],
    [
      'a statement',
      { document: DOCUMENT.replace('Deny', 'deny') },
      /Statement\.Effect: "deny" is not an Effect: write "Allow" or "Deny"/,
    ],
    ['a key', { key: '' }, /grants\[0\]\.keys\[0\]: an empty key names no object/],
    ['a date', { until: '2099-06-30' }, /grants\[0\]\.expires: "2099-06-30" is not a date with time and offset/],
    [
      'a statement that allows Zencoder something',
      { document: DOCUMENT.replace('Deny', 'Allow').replace('"*"', '{"AWS":"395540211253"}') },
      /also gives access to Zencoder's account 395540211253/,
    ],
  ])('are refused at the apply, where a plan cannot know it: %s', (_, values, message) => {
    expect(run('modules/policy', POLICY, { ...LATER, ...values }, PLAN)).toMatchObject({ status: 0 });
    const { status, output } = run('modules/policy', POLICY, { ...LATER, ...values }, APPLY);
    expect({ status, output: output.replace(/\s+/g, ' ') }).toEqual({
      status: 1,
      output: expect.stringMatching(message),
    });
  });

  it('are checked before a grant in an ACL is set', () => {
    const values = { ...LATER, bucket: 'films in' };
    expect(run('modules/object-grants', GRANTS, values, PLAN)).toMatchObject({ status: 0 });
    const { status, output } = run('modules/object-grants', GRANTS, values, APPLY);
    expect({ status, output: output.replace(/\s+/g, ' ') }).toEqual({
      status: 1,
      output: expect.stringMatching(/bucket: "films in" is not the name of an S3 bucket/),
    });
    expect(output).not.toMatch(/module\.called\.terraform_data\.\S+: Creating/);
  });
});
