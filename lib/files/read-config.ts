import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { PolicyFile } from '../config/kept-policies';
import { ConfigError, type ReadConfig, type ReadOptions, readConfigText } from '../config/read';
import { plain } from '../messages/wording';
import { decodedText, readErrorReason, readText } from './text-file';

/**
 * Reads the file and checks all of it, before anything is written.
 * @throws ConfigError
 */
export function readConfig(file: string, options?: ReadOptions): ReadConfig {
  return read(() => readText(file), file, file, options);
}

/**
 * The same of a file that is yet to be written, or that came through a pipe.
 * @param name how messages call it
 * @param beside the file to which the paths of its policy files are relative
 * @param policies the texts of policy files that are yet to be written, by their names in the file
 * @throws ConfigError
 */
export function readConfigBytes(
  bytes: Uint8Array,
  name: string,
  beside: string,
  options?: ReadOptions,
  policies?: Readonly<Record<string, string>>,
): ReadConfig {
  return read(() => decodedText(bytes), name, beside, options, policies);
}

function read(
  content: () => string,
  name: string,
  beside: string,
  options?: ReadOptions,
  policies: Readonly<Record<string, string>> = {},
): ReadConfig {
  let text: string;
  try {
    text = content();
  } catch (error) {
    throw new ConfigError([`${name}:1:1: ${readErrorReason(error)}`]);
  }
  return readConfigText(text, name, (path) => policyFile(path, beside, policies), options);
}

/** The policy file, under the name that the YAML's reader would write. */
function policyFile(path: string, beside: string, policies: Readonly<Record<string, string>>): PolicyFile {
  const folder = dirname(beside);
  try {
    const text = Object.hasOwn(policies, path) ? policies[path]! : readText(resolve(folder, path));
    return { file: plain(isAbsolute(path) || folder === '.' ? path : join(folder, path)), text };
  } catch (error) {
    throw new Error(`${readErrorReason(error)}; the path is relative to ${beside}`);
  }
}
