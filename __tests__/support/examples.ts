import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run';

const isProgram = (folder: string) =>
  ['zencoder.yaml', 'main.ts'].some((name) => existsSync(join(ROOT, 'examples', folder, name)));

/** The folders below `examples`. */
export const EXAMPLES = readdirSync(join(ROOT, 'examples'));

/** The folders with a program. An example is one program, or contains several. */
export const EXAMPLE_PROGRAMS = EXAMPLES.flatMap((example) =>
  isProgram(example)
    ? [example]
    : readdirSync(join(ROOT, 'examples', example))
        .map((part) => `${example}/${part}`)
        .filter(isProgram),
);
