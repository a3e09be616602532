import { lstatSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PendingFiles } from '../../files/pending-files';
import { readErrorReason, readText } from '../../files/text-file';
import { valueFindings } from '../../messages/attributes';
import { faultFindings, findingLine, isError, isWarning } from '../../messages/diagnostic';
import type { JsonObject } from '../../messages/json';
import { quoted } from '../../messages/wording';
import { inShell } from '../../report/shell';
import { bucketNameOf, isOlderBucketName, OLDER_NAMES_REGION } from '../../s3/bucket-name';
import { regionFault } from '../../s3/region';
import { ExitCode, Failure } from '../exit-code';
import { type Addition, withMissingLines, withMissingMembers } from '../input/existing-files';
import { ownPackage } from '../input/own-package';
import { PROJECT_STACK, projectFiles } from '../input/project-files';
import type { JsonResults } from '../output/json-results';
import type { Terminal } from '../output/terminal';

interface Options {
  readonly bucket?: string;
  readonly region?: string;
  readonly json?: boolean;
}

/** The example values in the file, for the user to replace. */
const EXAMPLE = { bucket: 'acme-media', region: 'eu-west-1' };

export async function run([folder = '.']: readonly string[], options: Options, terminal: Terminal): Promise<ExitCode> {
  const { bucket, region } = options;
  const findings = [
    ...valueFindings(
      'bucket',
      bucket,
      bucketNameOf(() => region),
    ),
    ...faultFindings('region', region, regionFault),
  ];
  const lines = (found: typeof findings) => found.map((finding) => `--${findingLine('', finding)}`);
  const errors = findings.filter(isError);
  if (errors.length > 0) {
    throw new Failure(lines(errors).join('\n'), ExitCode.USAGE);
  }
  if (folder === '') {
    throw new Failure('the folder name is empty; give a name, or leave it out for the current folder', ExitCode.USAGE);
  }
  const ofBucket = isOlderBucketName(bucket ?? '') ? { region: OLDER_NAMES_REGION } : {};
  const given = { ...ofBucket, ...options };
  const { written, changed, kept } = write(folder, projectFiles(ownPackage(), { ...EXAMPLE, ...given }));
  for (const line of lines(findings.filter(isWarning))) {
    terminal.say(`warning: ${line}`);
  }
  for (const script of kept) {
    terminal.say(
      `package.json already has a script ${quoted(script)}, which was kept; to synthesize, run "node main.js"`,
    );
  }
  terminal.print(
    options.json
      ? JSON.stringify({ written, ...(changed.length > 0 && { changed }) } satisfies JsonResults['init'], null, 2)
      : [
          ...written.map((file) => `wrote ${file}`),
          ...changed.map((file) => `updated ${file}`),
          'Next:',
          ...next(folder, given),
        ].join('\n'),
  );
  return ExitCode.FINE;
}

/** The files that can exist already: `init` adds what they lack. */
const ADDED_TO: Readonly<Record<string, (text: string, needed: string) => Addition>> = {
  '.gitignore': withMissingLines,
  'package.json': (text, needed) => withMissingMembers(text, JSON.parse(needed) as JsonObject),
};

interface Written {
  /** The paths of new files. */
  readonly written: readonly string[];
  /** The paths of existing files that were changed. */
  readonly changed: readonly string[];
  readonly kept: readonly string[];
}

/** @throws Failure if another file exists already, or the folder cannot be written to; nothing is written then */
function write(folder: string, files: Readonly<Record<string, string>>): Written {
  const all = Object.entries(files).map(([name, text]) => ({ name, path: join(folder, name), text }));
  try {
    const existing = all.filter(({ path }) => lstatSync(path, { throwIfNoEntry: false }) !== undefined);
    const isAddedTo = ({ name, path }: { name: string; path: string }) =>
      Object.hasOwn(ADDED_TO, name) && statSync(path, { throwIfNoEntry: false })?.isFile() === true;
    const inTheWay = existing.filter((file) => !isAddedTo(file));
    if (inTheWay.length > 0) {
      const lines = inTheWay.map(({ path }) => `${path} already exists; move it, or choose another folder`);
      throw new Failure(lines.join('\n'), ExitCode.PROBLEMS);
    }
    const additions = existing.map(({ name, path, text }) => ({ path, ...addition(name, path, text) }));
    const changes = additions.filter(({ text, before }) => text !== before);
    const made = all.filter((file) => !existing.includes(file));
    PendingFiles.make((pending) => {
      for (const { path, text } of made) {
        pending.create(path, text);
      }
      for (const { path, text, before } of changes) {
        pending.replace(path, text, before);
      }
    });
    return {
      written: made.map(({ path }) => path),
      changed: changes.map(({ path }) => path),
      kept: additions.flatMap(({ kept }) => kept),
    };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOTDIR' ? 'a part of the path is a file' : code;
    const line = `cannot write a project to ${folder} (${why}); choose another folder`;
    throw code === undefined ? error : new Failure(line, ExitCode.PROBLEMS);
  }
}

/** @throws Failure if the existing file cannot be read or changed */
function addition(name: string, path: string, needed: string): Addition & { readonly before: string } {
  try {
    const before = readText(path);
    return { before, ...ADDED_TO[name]!(before, needed) };
  } catch (error) {
    throw new Failure(`${path}: ${readErrorReason(error)}; correct it, or choose another folder`, ExitCode.PROBLEMS);
  }
}

function next(folder: string, { bucket, region }: Options): string[] {
  const missing = [...(bucket === undefined ? ['name'] : []), ...(region === undefined ? ['region'] : [])];
  return [
    `${folder === '.' ? '' : `cd ${inShell([folder.replace(/^-/, './-')])} && `}npm install`,
    ...(missing.length === 0 ? [] : [`write the ${missing.join(' and the ')} of your bucket into zencoder.yaml`]),
    'npx cdktf-zencoder-s3 preflight (shows which statements of the current bucket policy a deploy would remove)',
    `if it shows statements: npx cdktf-zencoder-s3 adopt ${inShell([bucket ?? 'BUCKET'])} --stack ${PROJECT_STACK} (writes them into the file, so that they are kept)`,
    'npm run synth',
    'npm run diff',
    'npm run deploy',
  ].map((step, index) => `  ${index + 1}. ${step}`);
}
