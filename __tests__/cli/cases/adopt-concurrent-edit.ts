import { CONFIG } from './adopt-files';

/** A change of zencoder.yaml while adopt waits for S3. */
export interface ConcurrentEdit {
  readonly title: string;
  /** The file when adopt starts; absent if it does not exist. */
  readonly before?: string;
  /** The file after the change; null if it was deleted. */
  readonly after: string | null;
  readonly args?: readonly string[];
  /** The end of the error, after the name of the file. */
  readonly line: string;
}

const LIVE = ['--stack', 'live'] as const;
const FILMS = '      films: { grants: [{ role: input }] } # ours\n';
const WITH_FILMS = CONFIG.replace('      # Renditions.', `${FILMS}      # Renditions.`);
const changed = (title: string, what: string, edit: (text: string) => string, before = CONFIG): ConcurrentEdit => ({
  title,
  before,
  after: edit(before),
  args: LIVE,
  line: `has changed since it was read: ${what}`,
});

const MANY =
  'stacks.live.region was changed, stacks.live.buckets.renditions.grants was changed, stacks.test.region was changed, 2 more places';

export const CONCURRENT_EDITS: ConcurrentEdit[] = [
  changed(
    'the grants of the bucket are edited',
    'stacks.live.buckets.films.grants was changed',
    (text) => text.replace('films: { grants: [{ role: input }]', 'films: { grants: [{ role: input, prefixes: [in/] }]'),
    WITH_FILMS,
  ),
  changed('the bucket is added by hand', 'stacks.live.buckets.films was added', () => WITH_FILMS),
  changed(
    'the bucket is added to another stack',
    'stacks.test.buckets was added',
    (text) => `${text}    buckets: { films: { grants: [{ role: input }] } }\n`,
  ),
  changed(
    'the bucket is removed',
    'stacks.live.buckets.films was removed',
    (text) => text.replace(FILMS, ''),
    WITH_FILMS,
  ),
  changed('another bucket gets other grants', 'stacks.live.buckets.renditions.grants was changed', (text) =>
    text.replace('role: output', 'role: input'),
  ),
  changed('another bucket is added by hand', 'stacks.live.buckets.shorts was added', (text) =>
    text.replace('      # Renditions.', '      shorts: { grants: [{ role: input }] }\n      # Renditions.'),
  ),
  changed('the stack moves to another region', 'stacks.live.region was changed', (text) =>
    text.replace('eu-west-1', 'eu-west-2'),
  ),
  changed('the stack gets another Zencoder', 'stacks.live.zencoder was added', (text) =>
    text.replace('  live:\n', '  live:\n    zencoder: { accountId: "012345678901" }\n'),
  ),
  changed('the stack is renamed', 'stacks.live was removed, stacks.life was added', (text) =>
    text.replace('  live:', '  life:'),
  ),
  changed('a user of another stack is renamed', 'stacks.test.users.encoder was removed', (text) =>
    text.replace('      encoder:', '      encoders:'),
  ),
  changed('a comment is added', 'its comments or layout', (text) => `${text}# Checked in May.\n`),
  changed('a blank line is removed', 'its comments or layout', (text) => text.replace('\n\n', '\n')),
  changed('the file gets Windows line endings', 'its comments or layout', (text) => text.replaceAll('\n', '\r\n')),
  changed('the file gets a byte order mark', 'its comments or layout', (text) => `\ufeff${text}`),
  changed('many things are changed', MANY, (text) =>
    text
      .replaceAll('eu-west-1', 'eu-west-2')
      .replace('role: output', 'role: input')
      .replace('      encoder:', '      encoders:'),
  ),
  {
    title: 'the file is saved partially',
    before: CONFIG,
    after: CONFIG.slice(0, CONFIG.indexOf(' } ] }')),
    args: LIVE,
    line: 'has changed since it was read and is no longer YAML',
  },
  {
    title: 'the file is emptied',
    before: CONFIG,
    after: '',
    args: LIVE,
    line: 'has changed since it was read: the whole content was changed',
  },
  { title: 'the file is deleted', before: CONFIG, after: null, args: LIVE, line: 'has been deleted since it was read' },
  { title: 'the file is created by hand', after: CONFIG, line: 'has been created since it was read' },
  {
    title: 'the file is created by hand with the stack that adopt would create',
    after: 'stacks: { production: { buckets: { shorts: { grants: [{ role: input }] } } } }\n',
    line: 'has been created since it was read',
  },
];
