import type { Files } from '../../support/workspace';
import { CONFIG } from './adopt-files';

/** Files to which adopt adds a bucket whose policy grants Zencoder nothing. */
export interface FirstCase {
  readonly title: string;
  readonly files: Files;
  readonly args: readonly string[];
  /** The file afterwards, with `[entry]` in the place of the bucket. */
  readonly after: string;
  /** The indentation of the added lines, and of each further level. */
  readonly indent: number;
  readonly step?: number;
  readonly newline?: string;
  /** The settings of the bucket before its grants. */
  readonly region?: string;
}

const withYaml = (yaml: string): Files => ({ 'zencoder.yaml': yaml });
const LIVE = ['--stack', 'live'];
const SKELETON = 'stacks:\n  live:\n    region: eu-west-1\n    buckets:\n';
const FOUR = 'stacks:\n    live:\n        buckets:\n            a1b:\n                grants: [{ role: input }]\n';
const CARRIED = CONFIG.replaceAll('\n', '\r\n');

/** The policy belongs to a bucket in eu-west-1. */
export const FIRST_CASES: FirstCase[] = [
  {
    title: 'a new file',
    files: {},
    args: [],
    after: 'stacks:\n  production:\n    region: eu-west-1\n    buckets:\n[entry]',
    indent: 6,
  },
  {
    title: 'a new file with the stack of --stack',
    files: {},
    args: LIVE,
    after: 'stacks:\n  live:\n    region: eu-west-1\n    buckets:\n[entry]',
    indent: 6,
  },
  {
    title: 'a stack with buckets',
    files: withYaml(CONFIG),
    args: LIVE,
    after: CONFIG.replace('# all of it\n', '# all of it\n[entry]'),
    indent: 6,
  },
  {
    title: 'a stack in another region',
    files: withYaml(CONFIG.replace('eu-west-1', 'us-east-1')),
    args: LIVE,
    after: CONFIG.replace('eu-west-1', 'us-east-1').replace('# all of it\n', '# all of it\n[entry]'),
    indent: 6,
    region: 'eu-west-1',
  },
  {
    title: 'a stack without buckets',
    files: withYaml(SKELETON),
    args: [],
    after: `${SKELETON}[entry]`,
    indent: 6,
  },
  {
    title: 'a stack with a comment in the place of buckets',
    files: withYaml(`${SKELETON}      # None yet.\n\n# The end.\n`),
    args: [],
    after: `${SKELETON}      # None yet.\n[entry]\n# The end.\n`,
    indent: 6,
  },
  {
    title: 'a file without a final newline',
    files: withYaml('stacks:\n  live:\n    region: eu-west-1\n    buckets:\n      a1b: { grants: [{ role: input }] }'),
    args: [],
    after: 'stacks:\n  live:\n    region: eu-west-1\n    buckets:\n      a1b: { grants: [{ role: input }] }\n[entry]',
    indent: 6,
  },
  {
    title: 'a file with an indentation of four spaces',
    files: withYaml(FOUR),
    args: [],
    after: `${FOUR}[entry]`,
    indent: 12,
    step: 4,
    region: 'eu-west-1',
  },
  {
    title: 'a file with Windows line endings',
    files: withYaml(CARRIED),
    args: LIVE,
    after: CARRIED.replace('# all of it\r\n', '# all of it\r\n[entry]'),
    indent: 6,
    newline: '\r\n',
  },
  {
    title: 'a file with a byte order mark',
    files: withYaml(`\ufeff${CONFIG}`),
    args: LIVE,
    after: `\ufeff${CONFIG.replace('# all of it\n', '# all of it\n[entry]')}`,
    indent: 6,
  },
  {
    title: 'a file with quotes of both kinds',
    files: withYaml(
      `"stacks":\n  'live':\n    "region": 'eu-west-1'\n    'buckets':\n      "a1b": {'grants': [{"role": 'input'}]}\n`,
    ),
    args: [],
    after: `"stacks":\n  'live':\n    "region": 'eu-west-1'\n    'buckets':\n      "a1b": {'grants': [{"role": 'input'}]}\n[entry]`,
    indent: 6,
  },
];

/** Options that request a grant, and that grant. */
export const ASKED: [args: string[], grant: string][] = [
  [['--role', 'input'], '{ role: input }'],
  [['--role', 'output', '--prefix', 'out/'], '{ role: output, prefixes: [out/] }'],
  [
    ['--role', 'input-and-output', '--prefix', 'a/', '--prefix', 'b c/'],
    '{ role: input-and-output, prefixes: [a/, "b c/"] }',
  ],
  [['--role', 'video-cloud-ingest'], '{ role: video-cloud-ingest }'],
];

export const NOT_ASKED: [what: string, args: string[], exitCode: number, line: string][] = [
  ['an unknown role', ['--role', 'inptu'], 2, '--role: unknown role "inptu"'],
  ['an empty prefix', ['--role', 'input', '--prefix', ''], 2, '--prefix: '],
  ['a prefix without a role', ['--prefix', 'in/'], 2, '--prefix: limits a role; give --role too'],
];
