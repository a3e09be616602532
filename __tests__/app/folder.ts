import { ConfigError, type ReadConfig } from '../../lib/config/read';
import { readConfig } from '../../lib/files/read-config';
import { type Files, inFolderWith } from '../support/workspace';

export { type Files, inFolderWith } from '../support/workspace';

/** The day on which files are read here: what is past of it, is past. */
export const NOW = new Date('2026-06-01T12:00:00Z');

/** Reads `zencoder.yaml`, or the file that is named, in a folder that holds the files. */
export function read(files: Files, file = 'zencoder.yaml'): ReadConfig {
  return inFolderWith(files, () => readConfig(file, { now: NOW }));
}

/** The lines with which the file is refused: none where it is taken. */
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
