import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { ConfigError, type ReadConfig, type ReadOptions, readConfig } from '../../files/read-config';
import { ExitCode, Failure } from '../exit-code';

/** @throws Failure with a line for each thing that is wrong in the file, or where there is none */
export function readFile(file: string, options?: ReadOptions): ReadConfig {
  if (!existsSync(file)) {
    throw new Failure(`${file}: there is no such file`, ExitCode.USAGE);
  }
  try {
    return readConfig(file, options);
  } catch (error) {
    throw error instanceof ConfigError ? new Failure(error.message, ExitCode.PROBLEMS) : error;
  }
}

/**
 * Reads the older file, which may come through a pipe; the policy files that it names are then looked for beside the newer one.
 * @throws Failure as for any file
 */
export async function readOlderFile(older: string, newer: string): Promise<ReadConfig> {
  if (older === '-') {
    const { standardInput } = await import('./standard-input');
    return readPiped(Buffer.from(await standardInput('--against -: pipe the older file in')), 'stdin', newer);
  }
  const isPipe = existsSync(older) && !statSync(older).isFile() && !statSync(older).isDirectory();
  return isPipe ? readPiped(readFileSync(older), older, newer) : readFile(older);
}

/** So deep that names which begin with `../` stay below the temporary folder. */
const DEEP = join(...Array<string>(8).fill('folder'));

function readPiped(text: Buffer, name: string, newer: string): ReadConfig {
  const top = mkdtempSync(join(tmpdir(), 'zencoder-s3-'));
  try {
    const folder = join(top, DEEP);
    const file = join(folder, 'older.yaml');
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
    for (const other of namedFiles(text.toString())) {
      const link = resolve(folder, other);
      if (link.startsWith(top + sep) && !existsSync(link)) {
        mkdirSync(dirname(link), { recursive: true });
        symlinkSync(resolve(dirname(newer), other), link);
      }
    }
    return readConfig(file);
  } catch (error) {
    throw error instanceof ConfigError
      ? new Failure(
          error.lines
            .join('\n')
            .replaceAll(join(top, DEEP, 'older.yaml'), name)
            .replaceAll(join(top, DEEP) + sep, ''),
          ExitCode.PROBLEMS,
        )
      : error;
  } finally {
    rmSync(top, { recursive: true, force: true });
  }
}

/** The policy files that a text names which may be no such file at all. */
function namedFiles(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/otherStatements["']?\s*:\s*(?:"([^"]*)"|'([^']*)'|([^\s,}#]+))/g)])].map(
    ([, double, single, bare]) => double ?? single ?? bare!,
  );
}
