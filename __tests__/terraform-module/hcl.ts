import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { MODULE } from './modules';

export type Block = Readonly<Record<string, unknown>>;

/** A configuration as Terraform has it in JSON: blocks by type and label, and expressions as texts between `${` and `}`. */
export interface Blocks {
  readonly terraform?: Block;
  readonly variable?: Readonly<Record<string, Block>>;
  readonly locals?: Block;
  readonly output?: Readonly<Record<string, Block>>;
  readonly module?: Readonly<Record<string, Block>>;
  readonly check?: Readonly<Record<string, Block>>;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Block>>>>;
}

/** How many labels each type of block has. */
const LABELS: Readonly<Record<string, number>> = {
  terraform: 0,
  locals: 0,
  variable: 1,
  output: 1,
  module: 1,
  check: 1,
  resource: 2,
  data: 2,
};

const PARSE = `
  const { parse } = require('@cdktf/hcl2json');
  const { readFileSync } = require('node:fs');
  Promise.all(process.argv.slice(1).map((path) => parse(path, readFileSync(path, 'utf8'))))
    .then((files) => process.stdout.write(JSON.stringify(files)));
`;

const read = new Map<string, Blocks>();

/** What stands in the HCL files of a module, each block by itself. The parser is there for promises alone, so it has a process of its own. */
export function blocksOf(module: string): Blocks {
  const known = read.get(module) ?? parsed(join(MODULE, module));
  read.set(module, known);
  return known;
}

function parsed(folder: string): Blocks {
  const paths = readdirSync(folder).filter((name) => name.endsWith('.tf'));
  const files = JSON.parse(
    execFileSync(process.execPath, ['-e', PARSE, ...paths.map((name) => join(folder, name))], { encoding: 'utf8' }),
  ) as Record<string, unknown>[];
  const blocks: Record<string, object> = {};
  for (const [type, content] of files.flatMap((file) => Object.entries(file))) {
    blocks[type] = { ...blocks[type], ...labelled(content, LABELS[type]!) };
  }
  return blocks as Blocks;
}

function labelled(content: unknown, labels: number): object {
  return labels === 0
    ? Object.assign({}, ...(content as object[]))
    : Object.fromEntries(Object.entries(content as object).map(([name, each]) => [name, labelled(each, labels - 1)]));
}
