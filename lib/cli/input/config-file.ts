import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { bucketSettings, type ZencoderConfig } from '../../config/config';
import { YamlSource } from '../../config/yaml-source';
import { ConfigError, type ReadConfig, readConfig } from '../../files/read-config';
import { readText } from '../../files/text-file';
import { methodOf, ZencoderObjectMethod } from '../../grants/object-access';
import { byCodePoint } from '../../messages/text';
import { ExitCode, Failure } from '../exit-code';

/** A bucket of the file, with what it has from its stack. */
export type FileBucket = ReturnType<typeof bucketSettings> & { readonly stack: string };

/** @throws Failure with a line for each thing that is wrong in the file, or where there is none */
export function readFile(file: string): ReadConfig {
  if (!existsSync(file)) {
    throw new Failure(`${file}: there is no such file`, ExitCode.USAGE);
  }
  try {
    return readConfig(file);
  } catch (error) {
    throw error instanceof ConfigError ? new Failure(error.message, ExitCode.PROBLEMS) : error;
  }
}

/**
 * Reads the older file, which may come through a pipe; the policy files that it names are then looked for beside the newer one.
 * @throws Failure as for any file
 */
export async function readOlderFile(older: string, newer: string): Promise<ReadConfig> {
  if (older === '-') {
    const { standardInput } = await import('./standard-input');
    return readPiped(Buffer.from(await standardInput('--against -: pipe the older file in')), 'stdin', newer);
  }
  const isPipe = existsSync(older) && !statSync(older).isFile() && !statSync(older).isDirectory();
  return isPipe ? readPiped(readFileSync(older), older, newer) : readFile(older);
}

/** So deep that names which begin with `../` stay below the temporary folder. */
const DEEP = join(...Array<string>(8).fill('folder'));

function readPiped(text: Buffer, name: string, newer: string): ReadConfig {
  const top = mkdtempSync(join(tmpdir(), 'zencoder-s3-'));
  try {
    const folder = join(top, DEEP);
    const file = join(folder, 'older.yaml');
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
    for (const other of namedFiles(text.toString())) {
      const link = resolve(folder, other);
      if (link.startsWith(top + sep) && !existsSync(link)) {
        mkdirSync(dirname(link), { recursive: true });
        symlinkSync(resolve(dirname(newer), other), link);
      }
    }
    return readConfig(file);
  } catch (error) {
    throw error instanceof ConfigError
      ? new Failure(
          error.lines
            .join('\n')
            .replaceAll(join(top, DEEP, 'older.yaml'), name)
            .replaceAll(join(top, DEEP) + sep, ''),
          ExitCode.PROBLEMS,
        )
      : error;
  } finally {
    rmSync(top, { recursive: true, force: true });
  }
}

/** The policy files that a text names which may be no such file at all. */
function namedFiles(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/otherStatements["']?\s*:\s*(?:"([^"]*)"|'([^']*)'|([^\s,}#]+))/g)])].map(
    ([, double, single, bare]) => double ?? single ?? bare!,
  );
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
