import fc from 'fast-check';
import { parse } from 'yaml';
import { withBucket } from '../../lib/config/edit';
import { flowText, scalarText } from '../../lib/config/yaml-text';
import { configText } from '../../lib/snippets/zencoder-yaml';
import { ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { oddKey } from '../support/odd-text';

const SETTINGS = { grants: [{ role: ZencoderRole.INPUT }], adoptExistingPolicy: true };
const ADDITION = { stack: 'live', bucket: 'films', settings: SETTINGS };

/** Files with a mark where the bucket is added, and its indentation. */
const PLACES: [title: string, text: string, indent: number][] = [
  ['at the end of a file', 'stacks:\n  live:\n    buckets:\n      a1b:\n        grants: [{ role: input }]\n|', 6],
  [
    'at the end of a file without a final newline',
    'stacks:\n  live:\n    buckets:\n      a1b:\n        grants: []|',
    6,
  ],
  [
    'before other settings of the stack',
    'stacks:\n live:\n  buckets:\n   a1b: { grants: [] } # all\n|  region: x\n',
    3,
  ],
  [
    'after the comments of the bucket above',
    'stacks:\n  live:\n    buckets:\n      a1b: {}\n        # of it\n      # too\n|    # not\n    b: 1\n',
    6,
  ],
  [
    'after a text on several lines',
    'stacks:\n  live:\n    buckets:\n      a1b: |-\n        x\n\n        y\n|\n  test: {}\n',
    6,
  ],
  [
    'after a list with the same indentation as its name',
    'stacks:\n  live:\n    buckets:\n      a1b:\n        grants:\n        - role: input\n|\n  b: {}\n',
    6,
  ],
  ['before the end of the document', 'stacks:\n  live:\n    buckets:\n      a1b: {}\n|...\n', 6],
];

test.each(PLACES)('a bucket is added %s, and every other line stays', (_, marked, indent) => {
  const [above, below] = marked.split(/\|(?!-)/) as [string, string];
  const lines = ['films:', '  grants:', '    - { role: input }', '  adoptExistingPolicy: true'];
  const added = lines.map((line) => `${' '.repeat(indent)}${line}\n`).join('');
  const newline = above.endsWith('\n') ? '' : '\n';
  expect(withBucket(above + below, ADDITION)).toBe(above + newline + added + below);
});

const INLINE = 'films: { grants: [{ role: input }], adoptExistingPolicy: true }';
/** Files in braces, which get no new lines. */
const IN_BRACES: [title: string, marked: string, added: string][] = [
  ['after the other buckets', '{ stacks: {live: {buckets: { "a1b": {}| , }} } } # all\n', `, ${INLINE}`],
  ['over several lines', 'stacks:\n  live: { # x\n    buckets: {\n      a1b: {}| # y\n    }\n  }\n', `, ${INLINE}`],
  ['with the first of the buckets', "stacks: { live: { region: 'eu-west-1'| } }\n", `, buckets: { ${INLINE} }`],
  ['after a byte order mark', '\ufeffstacks: { live: { buckets: { a1b: {}| } } }\n', `, ${INLINE}`],
];

test.each(IN_BRACES)('a bucket is added in braces %s, and everything else stays', (_, marked, added) => {
  const [above, below] = marked.split('|') as [string, string];
  expect(withBucket(above + below, ADDITION)).toBe(above + added + below);
});

const ELSEWHERE: [what: string, text: string][] = [
  ['CRLF line ends', 'stacks:\r\n  live:\r\n    buckets:\r\n      a1b: {}\r\n'],
  ['a byte order mark', '\ufeffstacks:\n  live:\n    buckets:\n      a1b: {}\n'],
  [
    'a stack with a quoted name and deep indentation',
    'stacks:\n    "live":\n          buckets:\n                a1b: {}\n',
  ],
];

test.each(ELSEWHERE)('a bucket is added to a file with %s, which stays', (_, text) => {
  const edited = withBucket(text, ADDITION);
  expect(edited.startsWith(text)).toBe(true);
  expect(edited.replaceAll('\r\n', '')).not.toContain('\r');
  expect(edited.split('\n')).toHaveLength(text.split('\n').length + 4);
  expect(parse(edited)).toEqual({ stacks: { live: { buckets: { a1b: {}, films: SETTINGS } } } });
});

test('settings are added to a bucket of the file, and its existing settings stay', () => {
  const text = 'stacks:\n  live:\n    buckets:\n      films: # ours\n        adoptExistingPolicy: true\n';
  expect(withBucket(text, ADDITION)).toBe(`${text}        grants:\n          - { role: input }\n`);
  expect(() => withBucket(text.replace('true', 'false'), ADDITION)).toThrow('cannot be added to stack live');
});

test('a bucket is not added to a stack that is an alias of another stack', () => {
  const text = 'stacks:\n  test: &a\n    buckets:\n      a1b: {}\n  live: *a\n';
  expect(() => withBucket(text, ADDITION)).toThrow(
    'cannot be added to stack live without changing other parts of the file',
  );
});

test('a grant that is too long for one line has a line for each list, or for each value of a list', () => {
  const keys = Array.from({ length: 9 }, (_, index) => `a key of some length ${index}`);
  const settings = { grants: [{ role: ZencoderRole.INPUT, prefixes: ['a/'], keys }] };
  const text = configText({ ...ADDITION, settings });
  expect(text).toContain(
    '          - role: input\n            prefixes: [a/]\n            keys:\n              - "a key of some length 0"\n',
  );
  expect(parse(text)).toEqual({ stacks: { live: { buckets: { films: settings } } } });
});

test('YAML reads every written text back unchanged', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), oddKey), (text) => {
      expect(parse(scalarText(text))).toBe(text);
      expect(parse(flowText({ keys: [text, text], role: text }))).toEqual({ keys: [text, text], role: text });
    }),
    { numRuns: 1000 },
  );
});

test.each([
  'null',
  '~',
  'true',
  'no',
  '007',
  '1e3',
  '0x1f',
  '2027-01-01',
  '-',
  'a:',
  'a: b',
  '#a',
  '*a',
  '&a',
  '!a',
  '<<',
  '.inf',
])('the text %s is written so that YAML reads it as a string', (text) => {
  expect(parse(`a: ${scalarText(text)}\nb: [${scalarText(text)}]`)).toEqual({ a: text, b: [text] });
});
