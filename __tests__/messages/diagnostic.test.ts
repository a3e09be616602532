import {
  countOf,
  type Diagnostic,
  faultFindings,
  findingLine,
  findingsOfEach,
  isNote,
  notesOnce,
  pathText,
  Severity,
  throwIfErrors,
  within,
} from '../../lib/messages/diagnostic';
import { refusalOf } from '../grants/cases/documents';

type Path = Diagnostic['path'];

const PATHS: [path: Path, text: string][] = [
  [[], ''],
  [['bucket'], 'bucket'],
  [['grants', 0, 'keys', 12], 'grants[0].keys[12]'],
  [['otherStatements', 'Statement', 1, 'Principal', 'AWS'], 'otherStatements.Statement[1].Principal.AWS'],
  [['buckets', 'my-films', 'region'], 'buckets.my-films.region'],
  [['buckets', 'a.b', 'region'], 'buckets["a.b"].region'],
  [['a.b'], '["a.b"]'],
  [[0, 'role'], '[0].role'],
  [['Condition', 'Bool', 'aws:SecureTransport'], 'Condition.Bool["aws:SecureTransport"]'],
  [['', 'a b', 'c"d'], '[""]["a b"]["c\\"d"]'],
  [['line\nend', '\u202e'], '["line\\nend"]["U+202E"]'],
];

describe('pathText formats a path', () => {
  test.each(PATHS)('%j as %s', (path, text) => {
    expect(pathText(path)).toBe(text);
  });
});

test('within prepends the path of the part, and changes nothing else', () => {
  const findings = [
    { path: ['keys', 1], message: 'is doubtful', severity: Severity.WARNING },
    { path: [], message: 'is wrong' },
  ];
  expect(within(['grants', 3], findings)).toEqual([
    { path: ['grants', 3, 'keys', 1], message: 'is doubtful', severity: Severity.WARNING },
    { path: ['grants', 3], message: 'is wrong' },
  ]);
  expect(findings[1]).toEqual({ path: [], message: 'is wrong' });
});

test('faultFindings reports only a value with an error', () => {
  const fault = (value: string) => (value === 'bad' ? 'is bad' : undefined);
  expect(faultFindings('region', 'bad', fault)).toEqual([{ path: ['region'], message: 'is bad' }]);
  expect(faultFindings('region', 'good', fault)).toEqual([]);
  expect(faultFindings('region', undefined, () => 'is bad')).toEqual([]);
});

test('findingLine joins the place of the input, the path and the message, and omits empty parts', () => {
  const finding = { path: ['grants', 0], message: 'is wrong' };
  expect(findingLine('zencoder.yaml', finding)).toBe('zencoder.yaml: grants[0]: is wrong');
  expect(findingLine('', finding)).toBe('grants[0]: is wrong');
  expect(findingLine('', { path: [], message: 'is wrong' })).toBe('is wrong');
});

test('notesOnce keeps the first note for each property name, with the number of omitted ones', () => {
  const note = (path: Path) => ({ path, message: 'has two readings', severity: Severity.NOTE });
  const notes = [
    note(['grants', 0, 'prefixes', 0]),
    note(['grants', 0, 'prefixes', 1]),
    note(['grants', 1, 'keys', 0]),
  ];
  const found = [...notes, note(['grants', 2, 'prefixes', 2]), { path: ['grants', 0, 'keys'], message: 'is wrong' }];
  expect(notes.every(isNote)).toBe(true);
  expect(notesOnce(found)).toEqual([
    { ...notes[0], message: 'has two readings (and 2 more like it)' },
    { ...notes[2], message: 'has two readings' },
  ]);
});

describe('throwIfErrors', () => {
  const wrong = { path: ['bucket'], message: 'is wrong' };
  const alsoWrong = { path: ['grants', 0], message: 'is wrong too' };
  const doubtful = { path: ['grants', 1], message: 'is doubtful', severity: Severity.WARNING };

  test('throws one error with a line for each error, without the warnings', () => {
    expect(refusalOf(() => throwIfErrors('films', [wrong, doubtful, alsoWrong]))).toEqual([
      'films: bucket: is wrong',
      'films: grants[0]: is wrong too',
    ]);
  });

  test('throws for a single error', () => {
    expect(refusalOf(() => throwIfErrors('', [wrong]))).toEqual(['bucket: is wrong']);
  });

  test('does not throw for warnings, or without findings', () => {
    expect(refusalOf(() => throwIfErrors('films', [doubtful]))).toEqual([]);
    expect(refusalOf(() => throwIfErrors('films', []))).toEqual([]);
  });
});

describe('The findings of many items', () => {
  const finding = (path: number, severity?: Severity): Diagnostic => ({ path: [path], message: 'is wrong', severity });
  const items = (count: number) => Array.from({ length: count }, (_, index) => index);

  test('are all kept up to the limit', () => {
    const found = findingsOfEach(items(1000), (index) => [finding(index)]);
    expect(found).toEqual(items(1000).map((index) => finding(index)));
  });

  test.each([1001, 2000, 100_000])('are the first ones, with the total number: %d', (count) => {
    const found = findingsOfEach(items(count), (index) => [finding(index)]);
    expect({ kept: found.length, count: countOf(found) }).toEqual({ kept: 1000, count });
    expect(found.at(-1)).toMatchObject({ path: [999], count: count - 999 });
  });

  test('are limited separately for errors, warnings and notes, so that warnings never displace an error', () => {
    const { WARNING, NOTE } = Severity;
    const found = findingsOfEach(items(5000), (index) =>
      index === 4999 ? [finding(index)] : [finding(index, WARNING), finding(index, NOTE)],
    );
    expect({ kept: found.length, count: countOf(found) }).toEqual({ kept: 2001, count: 9999 });
    expect(found.at(-1)).toEqual(finding(4999));
  });

  test('count the findings that the parts omitted, too', () => {
    const part = () => findingsOfEach(items(3000), (index) => [finding(index)]);
    const found = findingsOfEach(items(4), (index) => within([index], part()));
    expect({ kept: found.length, count: countOf(found) }).toEqual({ kept: 1000, count: 12_000 });
  });
});
