import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { PendingFiles } from '../../files/pending-files';
import { valueFindings } from '../../messages/attributes';
import { faultFindings, findingLine, isError, isWarning } from '../../messages/diagnostic';
import { inShell } from '../../report/shell';
import { bucketNameOf, isOlderBucketName, OLDER_NAMES_REGION } from '../../s3/bucket-name';
import { regionFault } from '../../s3/region';
import { ExitCode, Failure } from '../exit-code';
import { type PackageManifest, projectFiles } from '../input/project-files';
import type { JsonResults } from '../output/json-results';
import type { Terminal } from '../output/terminal';

interface Options {
  readonly bucket?: string;
  readonly region?: string;
  readonly json?: boolean;
}

/** Stand in the file until somebody puts their own there. */
const EXAMPLE = { bucket: 'acme-media', region: 'eu-west-1' };

export async function run([folder = '.']: readonly string[], options: Options, terminal: Terminal): Promise<ExitCode> {
  const { bucket, region } = options;
  const findings = [
    ...valueFindings('bucket', bucket, bucketNameOf(region)),
    ...faultFindings('region', region, regionFault),
  ];
  const lines = (found: typeof findings) => found.map((finding) => `--${findingLine('', finding)}`);
  const errors = findings.filter(isError);
  if (errors.length > 0) {
    throw new Failure(lines(errors).join('\n'), ExitCode.USAGE);
  }
  const own = require('../../../package.json') as PackageManifest;
  const ofBucket = isOlderBucketName(bucket ?? '') ? { region: OLDER_NAMES_REGION } : {};
  const given = { ...ofBucket, ...options };
  const written = write(folder, projectFiles(own, { ...EXAMPLE, ...given }));
  for (const line of lines(findings.filter(isWarning))) {
    terminal.say(`warning: ${line}`);
  }
  terminal.print(
    options.json
      ? JSON.stringify({ written } satisfies JsonResults['init'], null, 2)
      : [...written.map((file) => `wrote ${file}`), 'Next:', ...next(folder, given)].join('\n'),
  );
  return ExitCode.FINE;
}

/**
 * @returns the paths of the files
 * @throws Failure where one of them stands there already, or the folder cannot be written to; nothing is written then
 */
function write(folder: string, files: Readonly<Record<string, string>>): string[] {
  const texts = Object.entries(files).map(([name, text]) => [join(folder, name), text] as const);
  try {
    const standing = texts.filter(([path]) => lstatSync(path, { throwIfNoEntry: false }) !== undefined);
    if (standing.length > 0) {
      const lines = standing.map(([path]) => `${path} is there already; move it away, or name another folder`);
      throw new Failure(lines.join('\n'), ExitCode.PROBLEMS);
    }
    PendingFiles.make((pending) => {
      for (const [path, text] of texts) {
        pending.create(path, text);
      }
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOTDIR' ? 'a file stands where a folder has to be' : code;
    const line = `no project can be written to ${folder} (${why}); name another folder`;
    throw code === undefined ? error : new Failure(line, ExitCode.PROBLEMS);
  }
  return texts.map(([path]) => path);
}

function next(folder: string, { bucket, region }: Options): string[] {
  const toSay = [...(bucket === undefined ? ['name'] : []), ...(region === undefined ? ['region'] : [])];
  return [
    `${folder === '.' ? '' : `cd ${inShell([folder])} && `}npm install`,
    ...(toSay.length === 0 ? [] : [`put the ${toSay.join(' and the ')} of your bucket into zencoder.yaml`]),
    'npm run synth',
    'npx cdktf-zencoder-s3 preflight, which says what the first apply would drop of the policy that the bucket has',
    'npm run diff, and then npm run deploy',
  ].map((step, index) => `  ${index + 1}. ${step}`);
}
