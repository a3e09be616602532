import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { OUR_SID } from '../../lib/grants/sid';
import { filesBelow, ROOT, type Run, runProgram } from '../support/run';
import { inFolder } from '../support/workspace';
import { blocksIn } from './markdown';

const NAME = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).name as string;
/** Where programs of this repository resolve what they import. */
const FOLDER = join('.build', 'documents');

const programs = blocksIn('ts').map(([place, { text }], index) => ({
  place,
  text,
  file: join(FOLDER, `block-${index + 1}.ts`),
}));

/** What the compiler says of the programs, with the settings of this repository. */
function schemaErrors(): string[] {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, ROOT);
  const settings: ts.CompilerOptions = {
    ...options,
    types: ['node'],
    paths: { ...options.paths, [`${NAME}/core`]: [join(ROOT, 'lib', 'core.ts')] },
  };
  const files = programs.map(({ file }) => join(ROOT, file));
  const program = ts.createProgram(files, settings);
  return files.flatMap((file) => {
    const source = program.getSourceFile(file)!;
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => `${file}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
  });
}

beforeAll(() => {
  mkdirSync(join(ROOT, FOLDER), { recursive: true });
  for (const { file, text } of programs) {
    writeFileSync(join(ROOT, file), text);
  }
});

/** As it stands; what is not the main entry is found beside it. */
function run({ file, text }: (typeof programs)[number], folder: string): Run {
  const runnable = file.replace(/\.ts$/, '.run.ts');
  writeFileSync(join(ROOT, runnable), text.replace(`'${NAME}/core'`, "'../../lib/core'"));
  return runProgram(runnable, folder);
}

describe('TypeScript in the documents', () => {
  it('compiles', () => {
    expect(programs.length).toBeGreaterThan(1);
    expect(schemaErrors()).toEqual([]);
  }, 60_000);

  it('in the README is one complete program', () => {
    const inReadme = programs.filter(({ place }) => place.startsWith('README.md:'));
    expect(inReadme.map(({ text }) => [text.includes(`from '${NAME}'`), text.endsWith('\napp.synth();\n')])).toEqual([
      [true, true],
    ]);
  });

  it.each(programs)('runs and writes a policy for Zencoder: $place', (program) => {
    inFolder((folder) => {
      const { status, stdout, stderr } = run(program, folder);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      const stacks = Object.entries(filesBelow(folder, 'cdktf.out/stacks'))
        .filter(([path]) => path.endsWith('cdk.tf.json'))
        .flatMap(([, text]) => Object.values(JSON.parse(text).resource.aws_s3_bucket_policy as { policy: string }[]));
      const policies = [...stacks.map(({ policy }) => policy), ...(stdout.startsWith('{') ? [stdout] : [])];
      expect(policies).toHaveLength(1);
      expect(JSON.parse(policies[0]!).Statement[0].Sid).toMatch(OUR_SID);
    });
  });
});
