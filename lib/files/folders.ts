import { mkdirSync, rmdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder, and those above it.
 * @returns the folders that were not there before, the deepest first
 */
export function makeFolder(path: string): string[] {
  const folder = resolve(path);
  const first = mkdirSync(folder, { recursive: true });
  const made: string[] = [];
  for (let each = folder; first !== undefined && each.length >= first.length; each = dirname(each)) {
    made.push(each);
  }
  return made;
}

/** Removes those of the folders that hold nothing. */
export function removeIfEmpty(folders: readonly string[]): void {
  for (const folder of folders) {
    try {
      rmdirSync(folder);
    } catch {
      // Something is in it, or it was removed already.
    }
  }
}
