import { cpSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { KEPT_DOCUMENTS_FILE, keptDocumentsText, type Validated } from '../../scripts/kept-documents';
import { factsText, MODULE_FACTS, withActions } from '../../scripts/module-facts';
import { filesBelow, ROOT } from '../support/run';
import { describeTerraform, inFolder, terraform } from '../support/terraform';
import { codeOf, functionsIn, referencesIn } from './expressions';
import { type Blocks, blocksOf } from './hcl';
import { copyModule, MODULE, NESTED } from './modules';
import { BLOCKS, FUNCTIONS, IN_OUTPUT, IN_VARIABLE } from './terraform-1-5';

const MODULES = ['', ...NESTED];
const FILES = ['main.tf', 'variables.tf', 'outputs.tf', 'versions.tf', 'checks.tf'];

/** So that a reader sees a module in one sitting, and a line without moving it. */
const MOST_LINES = 640;
const LONGEST_LINE = 160;

const committed = filesBelow(MODULE);
const configurations = Object.entries(committed).filter(
  ([path]) => /\.tf(\.json)?$/.test(path) && !path.startsWith('examples/'),
);

const facts = (module: string): Blocks => {
  const { '//': _, ...blocks } = MODULE_FACTS[module === '' ? '' : `${module}/`]!;
  return blocks as Blocks;
};
const all = (module: string) => [blocksOf(module), facts(module)];
const named = (module: string, type: 'variable' | 'locals' | 'module') =>
  all(module).flatMap((blocks) => Object.keys(blocks[type] ?? {}));

describe('The committed Terraform modules', () => {
  it.each(Object.entries(MODULE_FACTS))('have up-to-date facts: %sfacts.tf.json', (folder, content) => {
    const text = committed[`${folder}facts.tf.json`];
    expect(text === factsText(content) ? 'up to date' : 'out of date: run `npm run facts`').toBe('up to date');
  });

  it('have up-to-date actions', () => {
    const text = committed['modules/policy/variables.tf']!;
    expect(text === withActions(text) ? 'up to date' : 'out of date: run `npm run facts`').toBe('up to date');
  });

  it('check existing documents as the construct does', () => {
    const { locals, variable } = blocksOf('modules/policy');
    const { source_policy_documents } = variable as unknown as { source_policy_documents: Validated };
    const text = keptDocumentsText(locals as Record<string, string>, source_policy_documents);
    const isSame = readFileSync(join(ROOT, KEPT_DOCUMENTS_FILE), 'utf8') === text;
    expect(isSame ? 'up to date' : 'out of date: run `npm run facts`').toBe('up to date');
  });

  it('are HCL except these facts, in files with the usual names', () => {
    const others = configurations.map(([path]) => path).filter((path) => !FILES.includes(basename(path)));
    expect(others.sort()).toEqual(
      Object.keys(MODULE_FACTS)
        .map((folder) => `${folder}facts.tf.json`)
        .sort(),
    );
    expect([...new Set(configurations.map(([path]) => dirname(path)))].sort()).toEqual(['.', ...NESTED].sort());
  });

  it(`have at most ${MOST_LINES} lines of HCL, and none of over ${LONGEST_LINE} characters`, () => {
    const lines = configurations
      .filter(([path]) => path.endsWith('.tf'))
      .flatMap(([, text]) => text.trimEnd().split('\n'));
    expect(lines.length).toBeLessThanOrEqual(MOST_LINES);
    expect(lines.filter((line) => line.length > LONGEST_LINE)).toEqual([]);
  });

  it('contain no files of a Terraform run', () => {
    expect(Object.keys(committed).filter((path) => /\.terraform|tfstate/.test(path))).toEqual([]);
  });
});

describe('A Terraform module', () => {
  it('has no backend and no provider block, and needs a provider only in the root', () => {
    const required = MODULES.map((module) => [module, blocksOf(module).terraform]);
    expect(Object.fromEntries(required)).toEqual({
      '': { required_version: '>= 1.5', required_providers: [{ aws: { source: 'hashicorp/aws', version: '>= 6.0' } }] },
      'modules/object-grants': { required_version: '>= 1.5' },
      'modules/policy': { required_version: '>= 1.5' },
    });
    expect(MODULES.flatMap((module) => Object.keys(blocksOf(module)).filter((type) => type === 'provider'))).toEqual(
      [],
    );
  });

  it.each(MODULES)('refers only to what it has, and uses everything: "%s"', (module) => {
    const code = codeOf(all(module));
    const used = (root: string) => [...new Set(referencesIn(code, root))].sort();
    expect(used('var')).toEqual(named(module, 'variable').sort());
    expect(used('local')).toEqual(named(module, 'locals').sort());
    expect(named(module, 'module')).toEqual(expect.arrayContaining(used('module')));
  });
});

describeTerraform('Terraform', () => {
  it.each(NESTED)('validates %s', (module) => {
    inFolder((folder) => {
      const copy = join(folder, copyModule(module, folder));
      terraform.run(copy, 'init', '-no-color');
      expect(terraform.run(copy, 'validate', '-no-color')).toMatchObject({ status: 0 });
    });
  });

  it('reads the root module', () => {
    inFolder((folder) => {
      cpSync(MODULE, folder, { recursive: true });
      terraform.run(folder, 'get', '-no-color');
      const { status, output } = terraform.run(folder, 'providers', '-no-color');
      expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining('hashicorp/aws] >= 6.0') });
    });
  });

  it('finds nothing to format in the HCL files', () => {
    expect(terraform.run(MODULE, 'fmt', '-check', '-recursive', '-no-color')).toEqual({ status: 0, output: '' });
  });
});

describe('Terraform 1.5 supports', () => {
  const everything = MODULES.flatMap(all);

  it('every block', () => {
    expect(BLOCKS).toEqual(expect.arrayContaining(everything.flatMap((blocks) => Object.keys(blocks))));
  });

  it('descriptions of variables and outputs', () => {
    const said = (blocks: object = {}) => Object.values(blocks).flatMap((block) => Object.keys(block as object));
    expect(IN_VARIABLE).toEqual(expect.arrayContaining(everything.flatMap(({ variable }) => said(variable))));
    expect(IN_OUTPUT).toEqual(expect.arrayContaining(everything.flatMap(({ output }) => said(output))));
  });

  it('every function', () => {
    const typeless = everything.map((blocks) =>
      JSON.parse(JSON.stringify(blocks, (key, of) => (key === 'type' ? null : of))),
    );
    const called = new Set(typeless.flatMap((blocks) => functionsIn(codeOf(blocks))));
    expect(called.size).toBeGreaterThan(30);
    expect([...called].filter((name) => !FUNCTIONS.includes(name))).toEqual([]);
  });

  it('every validation: it reads only its own variable', () => {
    for (const [name, config] of everything.flatMap(({ variable = {} }) => Object.entries(variable))) {
      const code = codeOf(config);
      expect(referencesIn(code, 'var').filter((other) => other !== name)).toEqual([]);
      expect(['local', 'module', 'data', 'path'].flatMap((root) => referencesIn(code, root))).toEqual([]);
    }
  });
});
