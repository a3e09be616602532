import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './support/run';
import { inFolder } from './support/workspace';

const { frameworkTests } = require(join(ROOT, 'scripts', 'framework-tests.js')) as {
  frameworkTests(root: string): string[];
};

const TEST = '__tests__/one.test.ts';

/** A test, what it brings along, and whether it has to run on each framework. */
const TREES: readonly [what: string, runs: boolean, files: Readonly<Record<string, string>>][] = [
  ['imports the framework', true, { [TEST]: "import { App } from 'cdktf';" }],
  ['imports its base', true, { [TEST]: "import { Construct } from 'constructs';" }],
  [
    'imports a provider over lines',
    true,
    { [TEST]: "import {\n  A,\n  B,\n} from '@cdktf/provider-aws/lib/provider';" },
  ],
  [
    'imports the framework by files between',
    true,
    {
      [TEST]: "import { a } from './support/a';",
      '__tests__/support/a.ts': "export { b } from '../../lib/b';",
      'lib/b/index.ts': "import 'cdktf';",
    },
  ],
  [
    'imports the library by its name',
    true,
    { [TEST]: "import { a } from 'cdktf-zencoder-s3';", 'lib/index.ts': "export * from 'cdktf';" },
  ],
  ['requires the framework', true, { [TEST]: "const { App } = require('cdktf');" }],
  ['runs the command of the framework', true, { [TEST]: "spawn('node_modules/.bin/cdktf');" }],
  [
    'has a case that names the framework',
    true,
    { [TEST]: "import './a';", '__tests__/a.ts': "export const A = 'cdktf';" },
  ],
  [
    'imports types alone',
    false,
    { [TEST]: "import type { Construct } from './a';", '__tests__/a.ts': "import 'cdktf';" },
  ],
  [
    'imports types alone, one by one',
    false,
    { [TEST]: "import { type A, type B } from '../lib/a';", 'lib/a.ts': "import 'cdktf';" },
  ],
  [
    'is about a room without the framework',
    false,
    { [TEST]: "import '../lib/a';", 'lib/a.ts': "import './b';", 'lib/b.ts': '' },
  ],
  ['names a package of ours', false, { [TEST]: "run('cdktf-zencoder-s3');" }],
  ['asks an S3 server', false, { [TEST]: "import './s3/a';", '__tests__/s3/a.ts': "import 'cdktf';" }],
];

describe('On CDK Terrain too runs a test that', () => {
  const [those, others] = [true, false].map((wanted) => TREES.filter(([, runs]) => runs === wanted));

  function chosen(files: Readonly<Record<string, string>>): string[] {
    return inFolder((root) => {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), text);
      }
      return frameworkTests(root);
    });
  }

  it.each(those!)('%s', (_, __, files) => {
    expect(chosen(files)).toEqual([TEST]);
  });

  it.each(others!)('but none that %s', (_, __, files) => {
    expect(chosen(files)).toEqual([]);
  });

  it('is, for one, each of the constructs, the examples and the package', () => {
    const tests = [
      'bucket-access',
      'object-grants',
      'iam-user',
      'examples',
      'packed',
      'app/app',
      'documents/typescript',
    ];
    expect(frameworkTests(ROOT)).toEqual(expect.arrayContaining(tests.map((name) => `__tests__/${name}.test.ts`)));
  });
});
