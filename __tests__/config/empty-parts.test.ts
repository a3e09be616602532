import { type ConfigError, type ReadOptions, readConfigText } from '../../lib/config/read';
import { oneBucket, oneStack } from './cases/bad-file';

/** The errors of a text, each as its path and message. */
function errorsOf(text: string, options: ReadOptions = {}): string[] {
  const none = () => {
    throw new Error('is not here');
  };
  try {
    readConfigText(text, 'f', none, { now: new Date('2026-06-01T12:00:00Z'), ...options });
    return [];
  } catch (error) {
    return (error as ConfigError).lines.map((line) => line.replace(/^f:\d+:\d+: /, ''));
  }
}

const filledLater = (text: string) => errorsOf(text, { mayBeEmpty: true });
const path = (line: string) => line.slice(0, line.indexOf(': '));

describe('A file to which a command adds the buckets', () => {
  it.each([
    ['a stack with nothing in it', 'stacks: { live: {} }'],
    ['a stack with only a region', 'stacks: { live: { region: eu-west-1 } }'],
    ['buckets without a bucket', 'stacks: { live: { buckets: {} } }'],
    ['buckets without a value', 'stacks: { live: { buckets: } }'],
  ])('may have %s, which every other file is refused for', (_, text) => {
    expect(filledLater(text)).toEqual([]);
    expect(errorsOf(text)).toHaveLength(1);
  });

  it.each([
    ['no stack', 'stacks: {}', 'stacks'],
    ['stacks without a value', 'stacks:', 'stacks'],
    ['a stack that is called as buckets are', 'stacks: { buckets: }', 'stacks.buckets'],
    ['buckets that are a number', 'stacks: { live: { buckets: 7 } }', 'stacks.live.buckets'],
    ['a bucket without a value', 'stacks: { live: { buckets: { films: } } }', 'stacks.live.buckets.films'],
    [
      'a bucket that is called as buckets are',
      'stacks: { live: { buckets: { buckets: } } }',
      'stacks.live.buckets.buckets',
    ],
    ['users without a user', 'stacks: { live: { users: {} } }', 'stacks.live.users'],
    ['users without a value', 'stacks: { live: { users: } }', 'stacks.live.users'],
    ['a region without a value', 'stacks: { live: { region: , buckets: {} } }', 'stacks.live.region'],
  ])('must not have %s', (_, text, where) => {
    expect(filledLater(text).map(path)).toEqual([where]);
    expect(errorsOf(text).map(path)).toContain(where);
  });
});

describe('A text that looks like a token', () => {
  const TOKEN = '${TfToken[TOKEN.0]}';

  it('is reported once, and does not hide what else is wrong', () => {
    const text = oneBucket(`{ grants: [ { role: input, prefixes: ["${TOKEN}"] }, { role: input, prefixes: ["/"] } ] }`);
    const twice = text.replace('films:', 'Films!:');
    expect(
      errorsOf(text).filter((line) => line.startsWith('stacks.live.buckets.films.grants[0].prefixes[0]')),
    ).toHaveLength(1);
    expect(errorsOf(twice).map(path)).toEqual([
      'stacks.live.buckets["Films!"]',
      'stacks.live.buckets["Films!"].grants[0].prefixes[0]',
    ]);
  });
});

it('A list of texts must not contain null', () => {
  expect(errorsOf(oneBucket('{ grants: [ { role: input, prefixes: [ ~ ] } ] }'))).toEqual([
    expect.stringMatching(/^stacks\.live\.buckets\.films\.grants\[0\]\.prefixes\[0\]: /),
  ]);
});

it('A tag or an endpoint of another type is refused once, with what it is', () => {
  const tag = errorsOf(oneStack('provider: { defaultTags: { team: 7 } }'));
  expect(tag.map(path)).toEqual(['stacks.live.provider.defaultTags.team']);
  const endpoint = errorsOf(oneStack('provider: { endpoints: { s3: [] } }'));
  expect(endpoint.map(path)).toEqual(['stacks.live.provider.endpoints.s3']);
});
