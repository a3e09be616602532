import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GRANT, OBJECT, type Schema } from '../../lib/config/format';
import { MODULE_FACTS } from '../../scripts/module-facts';
import { type Block, blocksOf } from './hcl';
import { MODULE, NESTED } from './modules';

type Row = readonly string[];

/** What the members of a list take, by the name of the variable; of objects a module may take some. */
const MEMBERS: Readonly<Record<string, Schema>> = { grants: GRANT, objects: OBJECT };

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The rows of the table below a heading, without its head. */
function tableBelow(heading: string, readme: string): Row[] {
  const section = readme.split(`\n${heading}\n`)[1]?.split(/\n#+ /)[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((line) => line.slice(2, -2).split(' | '));
}

function inputRow(name: string, { type, default: standard, description }: Block): Row {
  const written = name in MEMBERS ? `[list](#${name})` : `\`${String(type).replace(/^\$\{(.*)\}$/, '$1')}\``;
  return [
    `\`${name}\``,
    written,
    standard === undefined ? 'required' : `\`${JSON.stringify(standard)}\``,
    String(description),
  ];
}

const modules = ['', ...NESTED].map((module) => {
  const own = blocksOf(module);
  const facts = MODULE_FACTS[module === '' ? '' : `${module}/`]!;
  return {
    module,
    readme: readFileSync(join(MODULE, module, 'README.md'), 'utf8'),
    inputs: Object.entries({ ...facts.variable, ...own.variable }),
    outputs: Object.entries(own.output ?? {}),
    code: JSON.stringify(own.variable),
  };
});

describe.each(modules)('The README of the module "$module"', ({ readme, inputs, outputs, code }) => {
  it('has each input in its table, with type, default and description', () => {
    const rows = inputs.map(([name, config]) => inputRow(name, config));
    expect(
      tableBelow('## Inputs', readme)
        .map((row) => row.join(' | '))
        .sort(),
    ).toEqual(rows.map((row) => row.join(' | ')).sort());
  });

  it('has each output in its table, with its description', () => {
    expect(tableBelow('## Outputs', readme)).toEqual(
      expect.arrayContaining(outputs.map(([name, { description }]) => [`\`${name}\``, description])),
    );
    expect(tableBelow('## Outputs', readme)).toHaveLength(outputs.length);
  });

  it('has the attributes of grants and objects that the file format has, with their values', () => {
    for (const [name] of inputs.filter(([variable]) => variable in MEMBERS)) {
      const properties = Object.entries(MEMBERS[name]!.properties!).filter(
        ([property]) => name === 'grants' || code.includes(snakeCase(property)),
      );
      const rows = tableBelow(`### ${name}`, readme);
      expect(rows.map(([attribute]) => attribute)).toEqual(
        properties.map(([property]) => `\`${snakeCase(property)}\``),
      );
      for (const [index, [, { enum: own, items }]] of properties.entries()) {
        const values = ((own ?? items?.enum ?? []) as string[]).map((value) => `\`${value}\``);
        expect(rows[index]!.join(' | ')).toContain(values.join(', '));
      }
    }
  });
});
