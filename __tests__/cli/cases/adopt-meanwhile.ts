import { CONFIG } from './adopt-files';

/** What happens to zencoder.yaml while adopt waits for S3. */
export interface Meanwhile {
  readonly title: string;
  /** What the file holds when adopt is called; there is none where it is left out. */
  readonly before?: string;
  /** Null where it is deleted. */
  readonly after: string | null;
  readonly args?: readonly string[];
  /** Behind the name of the file. */
  readonly line: string;
}

const LIVE = ['--stack', 'live'] as const;
const FILMS = '      films: { grants: [{ role: input }] } # ours\n';
const WITH_FILMS = CONFIG.replace('      # Renditions.', `${FILMS}      # Renditions.`);
const changed = (title: string, what: string, edit: (text: string) => string, before = CONFIG): Meanwhile => ({
  title,
  before,
  after: edit(before),
  args: LIVE,
  line: `has changed since it was read: ${what}`,
});

const MANY =
  'stacks.live.region was changed, stacks.live.buckets.renditions.grants was changed, stacks.test.region was changed, 2 more places';

export const CHANGED_MEANWHILE: Meanwhile[] = [
  changed(
    'the bucket gets fewer grants than it had',
    'stacks.live.buckets.films.grants was changed',
    (text) => text.replace('films: { grants: [{ role: input }]', 'films: { grants: [{ role: input, prefixes: [in/] }]'),
    WITH_FILMS,
  ),
  changed('the bucket is written in by hand', 'stacks.live.buckets.films was added', () => WITH_FILMS),
  changed(
    'the bucket is written into another stack',
    'stacks.test.buckets was added',
    (text) => `${text}    buckets: { films: { grants: [{ role: input }] } }\n`,
  ),
  changed(
    'the bucket is taken out',
    'stacks.live.buckets.films was removed',
    (text) => text.replace(FILMS, ''),
    WITH_FILMS,
  ),
  changed('another bucket gets other grants', 'stacks.live.buckets.renditions.grants was changed', (text) =>
    text.replace('role: output', 'role: input'),
  ),
  changed('another bucket is written in by hand', 'stacks.live.buckets.shorts was added', (text) =>
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
  changed('a comment is written', 'its comments or layout', (text) => `${text}# Checked in May.\n`),
  changed('a blank line is taken out', 'its comments or layout', (text) => text.replace('\n\n', '\n')),
  changed('its line ends become those of Windows', 'its comments or layout', (text) => text.replaceAll('\n', '\r\n')),
  changed('it gets a byte order mark', 'its comments or layout', (text) => `\ufeff${text}`),
  changed('many things are changed', MANY, (text) =>
    text
      .replaceAll('eu-west-1', 'eu-west-2')
      .replace('role: output', 'role: input')
      .replace('      encoder:', '      encoders:'),
  ),
  {
    title: 'it is saved half-way',
    before: CONFIG,
    after: CONFIG.slice(0, CONFIG.indexOf(' } ] }')),
    args: LIVE,
    line: 'has changed since it was read and is no longer YAML',
  },
  {
    title: 'it is emptied',
    before: CONFIG,
    after: '',
    args: LIVE,
    line: 'has changed since it was read: the whole content was changed',
  },
  { title: 'it is deleted', before: CONFIG, after: null, args: LIVE, line: 'has been deleted since it was read' },
  { title: 'it is made by hand', after: CONFIG, line: 'has been created since it was read' },
  {
    title: 'it is made by hand, with the stack that adopt would make',
    after: 'stacks: { production: { buckets: { shorts: { grants: [{ role: input }] } } } }\n',
    line: 'has been created since it was read',
  },
];
