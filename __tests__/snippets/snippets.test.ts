import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { readConfigText } from '../../lib/config/read';
import { resolve } from '../../lib/config/resolve';
import { policyJson } from '../../lib/grants/bucket-policy';
import { ZencoderPolicyDocument } from '../../lib/judgement/policy-document';
import { type BucketAccess, documentProps, keptFile } from '../../lib/snippets/bucket-access';
import { hclString, typescriptString } from '../../lib/snippets/literals';
import { policySnippet } from '../../lib/snippets/policy';
import { type PackageSource, terraformModule } from '../../lib/snippets/terraform-module';
import { cdktfProgram } from '../../lib/snippets/typescript-program';
import { zencoderYaml } from '../../lib/snippets/zencoder-yaml';
import { oddKey } from '../support/odd-text';
import { ROOT } from '../support/run';
import { describeTerraform, inFolder, terraform } from '../support/terraform';
import { writeFiles } from '../support/workspace';
import { CASES } from './cases';

const OWN = require(join(ROOT, 'package.json')) as PackageSource;
const NAMED = Object.entries(CASES);

/** `WRITE_SNIPPETS=1` writes the files: only where a snippet is meant to change. */
function expectFile(path: string, text: string): void {
  const file = join(__dirname, 'files', path);
  if (process.env.WRITE_SNIPPETS) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect({ path, text: existsSync(file) ? readFileSync(file, 'utf8') : 'no such file' }).toEqual({ path, text });
}

const moduleOf = (access: BucketAccess) => terraformModule(access, OWN);

describe.each(NAMED)('The snippets of %s', (name, access) => {
  const policy = policyJson(documentProps(access));

  it('are equal to the files, and the type checker accepts the program', () => {
    expectFile(`${name}/policy.json`, policySnippet(access));
    expectFile(`${name}/zencoder.yaml`, zencoderYaml(access));
    expectFile(`${name}/main.tf`, moduleOf(access));
    expectFile(`${name}/main.ts`, cdktfProgram(access));
  });

  it('contain a policy without errors', () => {
    expect(new ZencoderPolicyDocument(documentProps(access)).toJson()).toBe(policy);
    expect(JSON.parse(policySnippet(access))).toEqual(JSON.parse(policy));
  });

  it('contain a file that makes the same policy', () => {
    const files: string[] = [];
    const { config } = readConfigText(zencoderYaml(access), 'zencoder.yaml', (file) => {
      files.push(file);
      return { file, text: keptFile(access)!.text };
    });
    const bucket = resolve(config).buckets.get(access.bucket)!;
    expect(policyJson(bucket.document!)).toBe(policy);
    expect(bucket.region).toBe(access.region);
    expect(files).toEqual(access.otherStatements === undefined ? [] : [keptFile(access)!.path]);
  });
});

/** Takes any arguments and gives them back. */
const TAKING_ALL = ['bucket', 'region', 'require_tls', 'grants', 'source_policy_documents']
  .map((name) => `variable "${name}" {\n  default = null\n}`)
  .concat(
    'output "all" {',
    '  value = { grants = var.grants, bucket = var.bucket, region = var.region, tls = var.require_tls }',
    '}',
  )
  .join('\n');

describeTerraform('Terraform', () => {
  it('does not change the format of the module calls', () => {
    const { status, output } = terraform.run(join(__dirname, 'files'), 'fmt', '-check', '-recursive', '-diff');
    expect({ status, output }).toEqual({ status: 0, output: '' });
  });

  it('reads the grants in them', () => {
    inFolder((folder) => {
      const calls = NAMED.map(([name, access]) => {
        const [call = ''] = moduleOf(access).split('\nimport {');
        const [, module = ''] = /^module "(\w+)"/.exec(call) ?? [];
        const text = call.replace(/source = .*/, 'source = "./taking-all"').replace(/source_policy_documents = .*/, '');
        return { name, text: `${text}\noutput "${name}" {\n  value = module.${module}.all\n}\n` };
      });
      writeFiles(folder, { 'taking-all/main.tf': TAKING_ALL, 'main.tf': calls.map(({ text }) => text).join('\n') });
      expect(terraform.run(folder, 'init', '-no-color')).toMatchObject({ status: 0 });
      expect(terraform.run(folder, 'apply', '-auto-approve', '-no-color')).toMatchObject({ status: 0 });
      const outputs = JSON.parse(terraform.run(folder, 'output', '-json').output) as Record<string, { value: unknown }>;
      for (const [name, { bucket, region = null, grants, requireTls = null }] of NAMED) {
        expect(outputs[name]!.value).toEqual({ bucket, region, grants, tls: requireTls });
      }
    });
  });
});

describe('A string', () => {
  it('in TypeScript has the value of the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), oddKey), (text) => {
        expect(new Function(`return ${typescriptString(text)}`)()).toBe(text);
      }),
    );
  });

  it('in Terraform contains no template, and only escapes of Terraform', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), oddKey), (text) => {
        const inside = hclString(text).slice(1, -1);
        expect(inside.replace(/\\(?:[nrt"\\]|u[\da-f]{4})/g, '')).not.toMatch(/["\\\p{Cc}]/u);
        expect(inside.replace(/\$\$\{|%%\{/g, '')).not.toMatch(/[$%]\{/);
      }),
    );
  });
});
