/** An invalid file, with every error line that is expected for it. */
export interface BadFile {
  readonly title: string;
  readonly yaml: string | Uint8Array;
  /** Other files, by path. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /**
   * `LINE:COLUMN: PATH: message`, each the beginning of a line; ` … ` matches any text. A position in another file starts with the
   * name of that file.
   */
  readonly errors: readonly string[];
}

/** A file with one grant, which starts at 6:13. */
export function oneGrant(grant: string): string {
  return `stacks:\n  live:\n    buckets:\n      films:\n        grants:\n          - ${grant}\n`;
}

/** The path of that grant. */
export const GRANT = 'stacks.live.buckets.films.grants[0]';

/** A file with one bucket, whose value starts at 4:14. */
export function oneBucket(bucket: string): string {
  return `stacks:\n  live:\n    buckets:\n      films: ${bucket}\n`;
}

/** A file with buckets of the names that are given, each on a line of its own from line 4 on, at column 7. */
export function bucketsNamed(...names: string[]): string {
  const lines = names.map((name) => `      ${name}: { grants: [ { role: input } ] }\n`);
  return `stacks:\n  live:\n    buckets:\n${lines.join('')}`;
}

/** A file with a valid bucket and, before it, another setting of the stack, which starts at 3:5. */
export function oneStack(more: string): string {
  return `stacks:\n  live:\n    ${more}\n    buckets: { films: { grants: [ { role: input } ] } }\n`;
}

/** Returns the pattern for an expected line. */
export function linePattern(expected: string): RegExp {
  const place = /^\d/.test(expected) ? 'zencoder.yaml:' : '';
  const parts = `${place}${expected}`.split(' … ').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}`);
}
