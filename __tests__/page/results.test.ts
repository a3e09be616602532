import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import * as ts from 'typescript';
import { readConfigText } from '../../lib/config/read';
import { resolve } from '../../lib/config/resolve';
import { policyJson } from '../../lib/grants/bucket-policy';
import { readPolicyText } from '../../lib/iam/grammar/document';
import { meaningOf } from '../../lib/iam/meaning';
import type { JsonObject } from '../../lib/messages/json';
import { ROOT } from '../support/run';
import { inFolder, terraform } from '../support/terraform';
import { writeFiles } from '../support/workspace';
import { Controls, describeBrowser, type Global, PageLab, waitForText } from './page-lab';
import { CDN, policyWith, recommendedOf } from './policies';

jest.setTimeout(60_000);

const KEYS = ['this file is great.mp4', "it's ${x} %{y}.mp4", 'null', 'über "all".mp4'];

/** The arguments of a module block, as Terraform reads them. The module accepts any value. */
function readByTerraform(call: string): Record<string, unknown> {
  const [block = ''] = call.split('\nimport {');
  const variables = [...block.matchAll(/^ {2}(\w+) +=/gm)].map(([, name]) => name!).filter((name) => name !== 'source');
  const taking = variables.map((name) => `variable "${name}" {}`).join('\n');
  const giving = `output "all" {\n  value = { ${variables.map((name) => `${name} = var.${name}`).join(', ')} }\n}`;
  const [, module = ''] = /^module "(\w+)"/.exec(block) ?? [];
  return inFolder((folder) => {
    writeFiles(folder, {
      'taking/main.tf': `${taking}\n${giving}`,
      'main.tf': `${block.replace(/source = .*/, 'source = "./taking"')}\noutput "all" {\n  value = module.${module}.all\n}\n`,
      'policies/films.json': '{}',
    });
    terraform.run(folder, 'init', '-no-color');
    expect(terraform.run(folder, 'apply', '-auto-approve', '-no-color')).toMatchObject({ status: 0 });
    return JSON.parse(terraform.run(folder, 'output', '-json').output).all.value;
  });
}

/** The errors of the type checker for a program that imports from this repository. */
function typeErrors(program: string): string[] {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile).config,
    ts.sys,
    ROOT,
  );
  const name = join(ROOT, '.build', 'page-program.ts');
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (file, ...more) =>
    file === name
      ? ts.createSourceFile(file, program, ts.ScriptTarget.ES2022)
      : getSourceFile.call(host, file, ...more);
  const made = ts.createProgram([name], { ...options, types: ['node'] }, host);
  const source = made.getSourceFile(name);
  return [...made.getSyntacticDiagnostics(source), ...made.getSemanticDiagnostics(source)].map(({ messageText }) =>
    ts.flattenDiagnosticMessageText(messageText, '\n'),
  );
}

describeBrowser('The results of the page', () => {
  let lab: PageLab;
  let page: Page;
  let form: Controls;

  beforeAll(async () => {
    lab = await PageLab.start();
  });
  afterAll(() => lab?.stop());
  beforeEach(async () => {
    page = await lab.open('', { permissions: ['clipboard-read', 'clipboard-write'], acceptDownloads: true });
    form = new Controls(page);
    await form.paste(policyWith(...(recommendedOf('films').Statement as object[]), CDN));
    await form.region.selectOption('eu-west-1');
    await form.tls.check();
    await form.addGrant();
    await form.grant(2).what.selectOption('input');
    await form.grant(2).some();
    await form.grant(2).keys.fill(KEYS.join('\n'));
    await form.grant(2).until.fill('2031-06-30');
  });
  afterEach(async () => {
    await page.context().close();
    expect(lab.problems).toEqual([]);
  });

  const GRANTS = [{ role: 'input-and-output' }, { role: 'input', keys: KEYS, expires: '2031-06-30T00:00:00Z' }];

  it('include a valid bucket policy, which zencoder.yaml produces too', async () => {
    const policy = await form.result();
    expect(readPolicyText(policy).findings).toEqual([]);
    const kept = await form.result('Kept statements');
    const { config, warnings } = readConfigText(await form.result('zencoder.yaml'), 'zencoder.yaml', (file) => {
      expect(file).toBe('policies/films.json');
      return { file, text: kept };
    });
    expect(warnings).toEqual([]);
    const bucket = resolve(config).buckets.get('films')!;
    expect(bucket).toMatchObject({ region: 'eu-west-1', requireTls: true, grants: GRANTS });
    const meanings = (text: string) => JSON.parse(text).Statement.map((one: JsonObject) => meaningOf(one));
    expect(meanings(policyJson(bucket.document!))).toEqual(meanings(policy));
  });

  (terraform.installed ? it : it.skip)('include a formatted module block that Terraform reads', async () => {
    const call = await form.result('Terraform');
    inFolder((folder) => {
      writeFiles(folder, { 'main.tf': call });
      expect(terraform.run(folder, 'fmt', '-check', '-diff', '-no-color')).toEqual({ status: 0, output: '' });
    });
    expect(readByTerraform(call)).toMatchObject({
      bucket: 'films',
      region: 'eu-west-1',
      require_tls: true,
      grants: GRANTS,
    });
  });

  it('include a program that passes the type check', async () => {
    const program = await form.result('CDKTF');
    expect(typeErrors(program)).toEqual([]);
    expect(typeErrors(program.replace('requireTls: true', 'requireTls: 1'))).toHaveLength(1);
  });

  it.each([
    ['Policy', 'films-policy.json'],
    ['zencoder.yaml', 'zencoder.yaml'],
    ['Terraform', 'zencoder.tf'],
    ['CDKTF', 'main.ts'],
    ['Kept statements', 'films.json'],
  ])('are copied and downloaded unchanged: %s', async (tab, name) => {
    const text = await form.result(tab);
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await waitForText(page.locator('#status'), 'Copied');
    expect(await page.evaluate(() => (globalThis as never as Global).navigator.clipboard.readText())).toBe(text);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(name);
    expect(readFileSync(await download.path(), 'utf8')).toBe(text);
  });

  it('are copied even if the browser provides no clipboard', async () => {
    const plain = await lab.open();
    await new Controls(plain).bucket.fill('films');
    await plain.evaluate(() => {
      Object.defineProperty((globalThis as never as Global).navigator, 'clipboard', { value: undefined });
    });
    await plain.getByRole('button', { name: 'Copy', exact: true }).click();
    await waitForText(plain.locator('#status'), 'Copied');
    await plain.close();
  });
});
