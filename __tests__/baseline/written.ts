import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const FOLDER = join(__dirname, 'files');

/**
 * Compares what is written now with the file of the baseline. `WRITE_BASELINE=1` writes it: only where an issue says that a byte
 * changes, in a commit of its own.
 */
export function expectBaseline(path: string, text: string): void {
  const file = join(FOLDER, path);
  if (process.env.WRITE_BASELINE) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect({ path, text: existsSync(file) ? readFileSync(file, 'utf8') : 'no such file' }).toEqual({ path, text });
}
