import { allow, DENY_PLAIN, policy } from '../../adopt/cases/elements';
import type { Files } from '../../support/workspace';
import { OTHER } from './adopt-files';

export const YAML = `stacks:
  live:
    region: eu-west-1
    buckets:
      films: { grants: [{ role: input }], otherStatements: policies/films.json } # ours
`;

export const CDN = {
  Sid: 'Cdn',
  Effect: 'Allow',
  Principal: { Service: 'cloudfront.amazonaws.com' },
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::films/*',
};
const EDITORS_READ = { ...OTHER, Action: 's3:GetObject' };
const SPELT = { ...OTHER, Principal: { AWS: ['arn:aws:iam::111122223333:root'] }, Action: ['s3:*'] };

/** The policy file, the current statements of other principals, and the policy file afterwards. */
export interface RefreshCase {
  readonly title: string;
  readonly kept: readonly object[];
  readonly current: readonly object[];
  readonly after: readonly object[];
  /** The lines after the one about the file. */
  readonly lines: readonly string[];
}

const added = (index: number, sid: string) => `  added: Statement[${index}] (Sid "${sid}") of the current policy`;
const dropped = (index: number, sid: string) => `  dropped: Statement[${index}] (Sid "${sid}") of the previous file`;

export const REFRESHED: RefreshCase[] = [
  {
    title: 'a new statement',
    kept: [OTHER],
    current: [CDN, OTHER],
    after: [OTHER, CDN],
    lines: [added(0, 'Cdn')],
  },
  {
    title: 'the removal of a statement',
    kept: [OTHER, CDN],
    current: [OTHER],
    after: [OTHER],
    lines: [dropped(1, 'Cdn')],
  },
  {
    title: 'a statement with changed content',
    kept: [OTHER, CDN],
    current: [EDITORS_READ, CDN],
    after: [CDN, EDITORS_READ],
    lines: [added(0, 'Editors'), dropped(0, 'Editors')],
  },
  {
    title: 'a changed Sid',
    kept: [OTHER],
    current: [{ ...OTHER, Sid: 'Authors' }],
    after: [{ ...OTHER, Sid: 'Authors' }],
    lines: [],
  },
  {
    title: 'two swapped Sids',
    kept: [OTHER, CDN],
    current: [
      { ...CDN, Sid: 'Editors' },
      { ...OTHER, Sid: 'Cdn' },
    ],
    after: [
      { ...OTHER, Sid: 'Cdn' },
      { ...CDN, Sid: 'Editors' },
    ],
    lines: [],
  },
  {
    title: 'a new Deny, and keeps the text of a statement with the same meaning',
    kept: [SPELT],
    current: [OTHER, DENY_PLAIN],
    after: [SPELT, DENY_PLAIN],
    lines: [added(1, 'DenyInsecureTransport')],
  },
];

/** Text styles of a policy file, which a refresh keeps. */
export const STYLES: [what: string, styled: (text: string) => string][] = [
  ['Windows line endings', (text) => text.replaceAll('\n', '\r\n')],
  ['a byte order mark', (text) => `\ufeff${text}`],
  ['an indentation of four spaces', (text) => text.replaceAll('  ', '    ')],
  ['tabs', (text) => text.replaceAll('  ', '\t')],
  ['a missing final newline', (text) => text.trimEnd()],
];

const ZENCODER = allow({ Sid: 'Z' });
const current = JSON.stringify(policy([ZENCODER, OTHER, CDN]));
const KEPT = JSON.stringify(policy([OTHER]));

export const NOT_REFRESHED: [what: string, files: Files, args: string[], exitCode: number, line: string][] = [
  [
    'a bucket that the file does not have',
    {
      'zencoder.yaml': 'stacks: { live: { region: eu-west-1, buckets: { shorts: { grants: [{ role: input }] } } } }\n',
      'a.json': current,
    },
    ['--refresh'],
    2,
    '--refresh: zencoder.yaml does not have films yet; remove --refresh',
  ],
  [
    'a bucket if zencoder.yaml does not exist',
    { 'a.json': current },
    ['--refresh'],
    2,
    '--refresh: zencoder.yaml does not have films yet; remove --refresh',
  ],
  [
    'a bucket whose current policy is only for Zencoder',
    { 'zencoder.yaml': YAML, 'policies/films.json': KEPT, 'a.json': JSON.stringify(policy([ZENCODER])) },
    ['--refresh'],
    1,
    'the policy no longer has statements of other principals; remove the line otherStatements of films from zencoder.yaml',
  ],
  [
    'a bucket that shares its policy file',
    {
      'zencoder.yaml': `${YAML}      shorts: { grants: [{ role: input }], otherStatements: ./policies/films.json }\n`,
      'policies/films.json': JSON.stringify(policy([{ ...OTHER, Resource: '*' }])),
      'a.json': current,
    },
    ['--refresh'],
    1,
    'zencoder.yaml: policies/films.json is also the policy file of shorts; give each bucket its own',
  ],
  [
    'a bucket together with --role',
    { 'zencoder.yaml': YAML, 'policies/films.json': KEPT, 'a.json': current },
    ['--refresh', '--role', 'input'],
    2,
    "option '--refresh' cannot be used with option '--role <role>'",
  ],
  [
    'a bucket without --refresh',
    { 'zencoder.yaml': YAML, 'policies/films.json': KEPT, 'a.json': current },
    [],
    1,
    'zencoder.yaml: films is already in stack live; to update the statements of other principals, run adopt with --refresh',
  ],
  [
    'statements that make the file invalid',
    {
      'zencoder.yaml': YAML,
      'policies/films.json': KEPT,
      'a.json': JSON.stringify(policy([ZENCODER, { ...OTHER, Resource: `arn:aws:s3:::films/${'a'.repeat(20_480)}` }])),
    },
    ['--refresh'],
    1,
    'the new file would be invalid, so nothing was written:',
  ],
];
