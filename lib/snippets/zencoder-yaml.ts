import type { AdoptedBucket } from '../config/edit';
import { blockLines, scalarText } from '../config/yaml-text';
import { type BucketAccess, FIRST_STACK, keptFile } from './bucket-access';

/** A `zencoder.yaml` with one bucket. */
export interface ConfigFile {
  readonly stack: string;
  /** The region of the stack. */
  readonly region?: string;
  readonly bucket: string;
  readonly settings: AdoptedBucket;
}

/** Comments in the file, without indent and `#`. */
export interface Comments {
  /** At the top of the file. */
  readonly head?: readonly string[];
  /** Above the buckets of the stack. */
  readonly stack?: readonly string[];
  /** Above the first grant. */
  readonly grants?: readonly string[];
}

/** The text of a file with one bucket. */
export function configText({ stack, region, bucket, settings }: ConfigFile, comments: Comments = {}): string {
  const members = blockLines(settings, 8);
  const firstGrant = members.indexOf('        grants:') + 1;
  return [
    ...commented(comments.head, 0),
    ...stackLines({ stack, region }),
    ...commented(comments.stack, 4),
    '    buckets:',
    `      ${scalarText(bucket)}:`,
    ...members.slice(0, firstGrant),
    ...commented(comments.grants, 10),
    ...members.slice(firstGrant),
    '',
  ].join('\n');
}

/** A file without buckets. It is not valid until a bucket is added. */
export function emptyConfigText({ stack, region }: Pick<ConfigFile, 'stack' | 'region'>): string {
  return [...stackLines({ stack, region }), '    buckets:', ''].join('\n');
}

function stackLines({ stack, region }: Pick<ConfigFile, 'stack' | 'region'>): string[] {
  return ['stacks:', `  ${scalarText(stack)}:`, ...(region === undefined ? [] : [`    region: ${scalarText(region)}`])];
}

function commented(lines: readonly string[] = [], indent: number): string[] {
  return lines.map((line) => `${' '.repeat(indent)}# ${line}`);
}

/**
 * The file for the app of this package. It imports an existing bucket policy, so that the plan shows what changes in
 * it.
 */
export function zencoderYaml(access: BucketAccess): string {
  const { bucket, region, requireTls, grants } = access;
  const kept = keptFile(access);
  const settings: AdoptedBucket = {
    ...(requireTls && { requireTls }),
    grants: [...grants],
    ...(kept && { otherStatements: kept.path, adoptExistingPolicy: true }),
  };
  return configText({ stack: FIRST_STACK, region, bucket, settings });
}
