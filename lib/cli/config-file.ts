import { bucketSettings, type ZencoderConfig } from '../app/config';
import { ConfigError, type ReadConfig, readConfig } from '../app/read-config';
import { readText } from '../app/text-file';
import { YamlSource } from '../app/yaml-source';
import { methodOf, ZencoderObjectMethod } from '../policy/object-access';
import { byCodePoint } from '../policy/text';
import { ExitCode, Failure } from './exit-code';

/** A bucket of the file, with what it has from its stack. */
export type FileBucket = ReturnType<typeof bucketSettings> & { readonly stack: string };

/** @throws Failure with a line for each thing that is wrong in the file */
export function readFile(file: string): ReadConfig {
  try {
    return readConfig(file);
  } catch (error) {
    throw error instanceof ConfigError ? new Failure(error.message, ExitCode.PROBLEMS) : error;
  }
}

export function bucketsOf({ stacks }: ZencoderConfig): FileBucket[] {
  return Object.entries(stacks)
    .flatMap(([stack, config]) =>
      Object.keys(config.buckets ?? {}).map((bucket) => ({ ...bucketSettings(config, bucket), stack })),
    )
    .sort((a, b) => byCodePoint(a.bucket, b.bucket));
}

/** The buckets of the file that get a policy, each with the objects that are part of it. */
export function readBuckets(file: string): { buckets: FileBucket[]; warnings: readonly string[] } {
  const { config, warnings } = readFile(file);
  const buckets = bucketsOf(config).map((bucket) => ({
    ...bucket,
    objects: bucket.objects?.filter((object) => methodOf(object) === ZencoderObjectMethod.POLICY),
  }));
  return { buckets: buckets.filter(({ grants = [], objects = [] }) => grants.length + objects.length > 0), warnings };
}

/** The files in which the statements of others stand, by bucket, as a file names them that has been read without errors. */
export function otherStatementFiles(file: string): ReadonlyMap<string, string> {
  const { stacks } = new YamlSource(readText(file)).value as ZencoderConfig;
  return new Map(
    Object.values(stacks).flatMap(({ buckets = {} }) =>
      Object.entries(buckets).flatMap(([bucket, { otherStatements }]): [string, string][] =>
        otherStatements === undefined ? [] : [[bucket, otherStatements]],
      ),
    ),
  );
}
