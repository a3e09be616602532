import { ConfigError, type ReadConfig } from '../../lib/config/read';
import { readConfig } from '../../lib/files/read-config';
import { type Files, inFolderWith } from '../support/workspace';

export { type Files, inFolderWith } from '../support/workspace';

/** The time at which these tests read files, for the check of dates. */
export const NOW = new Date('2026-06-01T12:00:00Z');

/** Reads `zencoder.yaml`, or another file, in a folder with these files. */
export function read(files: Files, file = 'zencoder.yaml'): ReadConfig {
  return inFolderWith(files, () => readConfig(file, { now: NOW }));
}

/** Returns the errors of the file; none if it is valid. */
export function errorsOf(files: Files, file = 'zencoder.yaml'): readonly string[] {
  try {
    read(files, file);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) {
      return error.lines;
    }
    throw error;
  }
}
