/** A file that is refused, and every line that is said of it. */
export interface BadFile {
  readonly title: string;
  readonly yaml: string | Uint8Array;
  /** The files beside it, by path. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /**
   * `LINE:COLUMN: PATH: what`, each the beginning of a line; ` … ` stands for anything. A place in another file has that
   * file's name in front.
   */
  readonly errors: readonly string[];
}

/** A file with one grant, which stands at 6:13. */
export function oneGrant(grant: string): string {
  return `stacks:\n  live:\n    buckets:\n      films:\n        grants:\n          - ${grant}\n`;
}

/** Where its values stand in the configuration. */
export const GRANT = 'stacks.live.buckets.films.grants[0]';

/** A file with one bucket, whose value stands at 4:14. */
export function oneBucket(bucket: string): string {
  return `stacks:\n  live:\n    buckets:\n      films: ${bucket}\n`;
}

/** A file with buckets of the names that are given, each on a line of its own from line 4 on, at column 7. */
export function bucketsNamed(...names: string[]): string {
  const lines = names.map((name) => `      ${name}: { grants: [ { role: input } ] }\n`);
  return `stacks:\n  live:\n    buckets:\n${lines.join('')}`;
}

/** A file with a sound bucket and something of the stack before it, which stands at 3:5. */
export function oneStack(more: string): string {
  return `stacks:\n  live:\n    ${more}\n    buckets: { films: { grants: [ { role: input } ] } }\n`;
}

/** What is said of each of the files: the pattern of its line. */
export function linePattern(expected: string): RegExp {
  const place = /^\d/.test(expected) ? 'zencoder.yaml:' : '';
  const parts = `${place}${expected}`.split(' … ').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}`);
}
