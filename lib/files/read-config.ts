import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { PolicyFile } from '../config/kept-policies';
import { ConfigError, type ReadConfig, type ReadOptions, readConfigText } from '../config/read';
import { plain } from '../messages/wording';
import { decodedText, readErrorReason, readText } from './text-file';

/**
 * Reads the file and all files that it names, and checks them.
 * @throws ConfigError
 */
export function readConfig(file: string, options?: ReadOptions): ReadConfig {
  return read(() => readText(file), file, file, options);
}

/**
 * Does the same for the content of a file that is not written yet, or that comes from a pipe.
 * @param name the name of the file in messages
 * @param base the file to which the paths of policy files are relative
 * @param policies the texts of policy files that are not written yet, by their paths in the file
 * @throws ConfigError
 */
export function readConfigBytes(
  bytes: Uint8Array,
  name: string,
  base: string,
  options?: ReadOptions,
  policies?: Readonly<Record<string, string>>,
): ReadConfig {
  return read(() => decodedText(bytes), name, base, options, policies);
}

function read(
  content: () => string,
  name: string,
  base: string,
  options?: ReadOptions,
  policies: Readonly<Record<string, string>> = {},
): ReadConfig {
  let text: string;
  try {
    text = content();
  } catch (error) {
    throw new ConfigError([`${name}:1:1: ${readErrorReason(error)}`]);
  }
  return readConfigText(text, name, (path) => policyFile(path, base, policies), options);
}

/** Returns the policy file. Its name in messages is the path from the current folder. */
function policyFile(path: string, base: string, policies: Readonly<Record<string, string>>): PolicyFile {
  const folder = dirname(base);
  try {
    const text = Object.hasOwn(policies, path) ? policies[path]! : readText(resolve(folder, path));
    return { file: plain(isAbsolute(path) || folder === '.' ? path : join(folder, path)), text };
  } catch (error) {
    throw new Error(`${readErrorReason(error)}; the path is relative to ${base}`);
  }
}
