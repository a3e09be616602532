import { mkdirSync, rmdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Creates a folder and its parents.
 * @returns the folders that did not exist before, the deepest first
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

/** Removes the folders that are empty. */
export function removeIfEmpty(folders: readonly string[]): void {
  for (const folder of folders) {
    try {
      rmdirSync(folder);
    } catch {
      // It is not empty, or already removed.
    }
  }
}
