import { existsSync, readFileSync, statSync } from 'node:fs';
import { ConfigError, type ReadConfig, type ReadOptions } from '../../config/read';
import { readConfig, readConfigBytes } from '../../files/read-config';
import { ExitCode, Failure } from '../exit-code';

const DEFAULT_FILE = 'zencoder.yaml';

/** @throws Failure if the file does not exist, or with one line for each error in it */
export function readFile(file: string, options?: ReadOptions): ReadConfig {
  if (!existsSync(file)) {
    const advice =
      file === DEFAULT_FILE ? '; name another one with --file, or write one with: npx cdktf-zencoder-s3 init' : '';
    throw new Failure(`${file}: there is no such file${advice}`, ExitCode.USAGE);
  }
  return orFailure(() => readConfig(file, options));
}

/** Parses text that was read from the file. @throws Failure with one line for each error in it */
export function readFileText(text: string, file: string, options?: ReadOptions): ReadConfig {
  return orFailure(() => readConfigBytes(Buffer.from(text), file, file, options));
}

/**
 * Reads the older file of `--against`. If it comes through a pipe, the policy files that it names are read from the
 * folder of the newer file.
 * @throws Failure as {@link readFile} does
 */
export async function readOlderFile(older: string, newer: string): Promise<ReadConfig> {
  if (older === '-') {
    const { standardInput } = await import('./given-text');
    const text = await standardInput('--against -: pipe the older file to stdin');
    return orFailure(() => readConfigBytes(Buffer.from(text), 'stdin', newer));
  }
  const isPipe = existsSync(older) && !statSync(older).isFile() && !statSync(older).isDirectory();
  return isPipe ? orFailure(() => readConfigBytes(readFileSync(older), older, newer)) : readFile(older);
}

function orFailure(read: () => ReadConfig): ReadConfig {
  try {
    return read();
  } catch (error) {
    throw error instanceof ConfigError ? new Failure(error.message, ExitCode.PROBLEMS) : error;
  }
}
