import fc from 'fast-check';
import { JsonSource, JsonSyntaxError, lineAndColumn } from '../../lib/iam/json-source';

type Path = (string | number)[];

const indent = fc.constantFrom<(number | string)[]>(0, 1, 2, 4, '\t', ' \t ');
const MEMBERS = /"(?:[^"\\]|\\.)*"(\s*:)?/gs;

/** What the text is refused with, undefined where it is taken. */
function faultOf(text: string): JsonSyntaxError | undefined {
  try {
    new JsonSource(text);
    return undefined;
  } catch (error) {
    if (error instanceof JsonSyntaxError) {
      return error;
    }
    throw error;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Every value within a value, with its path. */
function valuesIn(value: unknown, path: Path = []): [Path, unknown][] {
  const members: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries((value ?? {}) as object);
  return typeof value === 'object' && value !== null
    ? [[path, value], ...members.flatMap(([step, member]) => valuesIn(member, [...path, step]))]
    : [[path, value]];
}

/** Whether a JSON text names a member twice in an object: it writes more names than its value has. */
function repeatsName(text: string): boolean {
  const written = [...text.matchAll(MEMBERS)].filter(([, colon]) => colon !== undefined).length;
  const kept = valuesIn(JSON.parse(text)).filter(([path]) => typeof path.at(-1) === 'string').length;
  return written > kept;
}

/** JSON, and texts that come of it when characters are lost or slip in. */
const nearJson = fc
  .record({
    value: fc.jsonValue({ maxDepth: 4 }),
    indent,
    slips: fc.array(
      fc.record({
        at: fc.nat(),
        drop: fc.nat({ max: 2 }),
        put: fc.constantFrom(
          ...'{}[]:,"\\/u0019eE.+-tfn \n\t\r\u00a0\ufeff\u0000\u2028é',
          '',
          '',
          '""',
          '1.',
          'null',
          ',"":',
          '\ud800',
        ),
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ value, indent, slips }) =>
    slips.reduce(
      (text, { at, drop, put }) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + put + text.slice(place + drop);
      },
      JSON.stringify(value, null, indent),
    ),
  );

const anyText = fc.uint16Array().map((units) => String.fromCharCode(...units));

describe('A policy file', () => {
  it('is accepted if and only if JSON.parse accepts it, unless a name is given twice', () => {
    fc.assert(
      fc.property(nearJson, (text) => {
        const fault = faultOf(text);
        expect({ text, taken: fault === undefined }).toEqual({ text, taken: isJson(text) && !repeatsName(text) });
        expect(isJson(text) && fault !== undefined && !fault.message.includes('given twice')).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('is refused with a place in the text and a message of one line', () => {
    fc.assert(
      fc.property(fc.oneof(nearJson, anyText), (text) => {
        const { offset = 0, message = 'is not JSON: ' } = faultOf(text) ?? {};
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(offset).toBeLessThanOrEqual(text.length);
        expect(message).toMatch(/^is not JSON: [^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u);
      }),
    );
  });

  it('has the offset of each value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), indent, (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const source = new JsonSource(text);
        const unit = typeof indent === 'number' ? ' '.repeat(indent) : indent;
        for (const [path, member] of valuesIn(JSON.parse(text))) {
          const written = JSON.stringify(member, null, indent).replace(/\n/g, `\n${unit.repeat(path.length)}`);
          expect(text.slice(source.offsetOf(path)).startsWith(written)).toBe(true);
        }
      }),
    );
  });

  it('has the offset of the innermost existing value for a longer path', () => {
    const text = ' { "Statement": [ {}, { "Sid": "a" } ], "__proto__": 1 } ';
    const source = new JsonSource(text);
    const at = (...path: Path) => text.slice(source.offsetOf(path)).slice(0, 3);
    expect(at('Id')).toBe('{ "');
    expect(at('Statement', 1, 'Sid')).toBe('"a"');
    expect(at('Statement', 1, 'Sid', 'x', 0)).toBe('"a"');
    expect(at('Statement', 1, 'Effect')).toBe('{ "');
    expect(at('Statement', 2, 'Effect')).toBe('[ {');
    expect(at('Statement', '0')).toBe('[ {');
    expect(at('__proto__')).toBe('1 }');
    expect(at('constructor')).toBe('{ "');
  });

  it.each<[text: string, offset: number, message: string]>([
    ['', 0, 'a value is missing'],
    [' \n ', 3, 'a value is missing'],
    ['{', 1, 'a name in double quotes is missing'],
    ['{ "Id": "x", }', 13, 'a name in double quotes is missing'],
    ['{ Id: "x" }', 2, 'unexpected character'],
    ["{ 'Id': 1 }", 2, 'unexpected character'],
    ['{ "Id" "x" }', 7, '":" is missing'],
    ['{ "Id": }', 8, 'a value is missing'],
    ['{ "Id": "x" "Version": 1 }', 12, '"," or "}" is missing'],
    ['{ "Id": "x" ]', 12, '"," or "}" is missing'],
    ['[1, 2', 5, '"," or "]" is missing'],
    ['[1, ]', 4, 'a value is missing'],
    ['[1 2]', 3, '"," or "]" is missing'],
    ['[01]', 1, 'unexpected character'],
    ['[1.]', 1, 'unexpected character'],
    ['[NaN]', 1, 'unexpected character'],
    ['["a\nb"]', 1, 'unexpected character'],
    ['["\\x"]', 1, 'unexpected character'],
    ['["a]', 1, 'unexpected character'],
    ['[] // end', 3, 'unexpected character'],
    ['[] []', 3, 'unexpected text after the end of the document'],
    ['{ "a": { "b": 1, "b": 2 } }', 17, 'a name is given twice in the same object'],
    ['{ "\\u0061": 1, "a": 2 }', 15, 'a name is given twice in the same object'],
    ['\ufeff{}', 0, 'unexpected character'],
  ])('is refused where it breaks: %j at %d', (text, offset, message) => {
    const fault = faultOf(text);
    expect([fault?.offset, fault?.message]).toEqual([offset, `is not JSON: ${message}`]);
  });

  it('can be nested 100 levels deep but not deeper', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}1${']'.repeat(depth)}`;
    expect(faultOf(nested(100))).toBeUndefined();
    expect(faultOf(nested(101))).toMatchObject({ offset: 101, message: 'is not JSON: is nested too deeply' });
    expect(faultOf('{"a":'.repeat(500_000))).toMatchObject({ message: 'is not JSON: is nested too deeply' });
  });

  it('can contain a string of a megabyte', () => {
    const text = JSON.stringify({ Id: '\\"x'.repeat(350_000), Version: 1 });
    expect(new JsonSource(text).offsetOf(['Version'])).toBe(text.length - 2);
  });

  it('has lines that end with line feeds, and columns that begin at 1', () => {
    expect(lineAndColumn('ab\r\nc', 0)).toBe('1:1');
    expect(lineAndColumn('ab\r\nc', 2)).toBe('1:3');
    expect(lineAndColumn('ab\r\nc', 4)).toBe('2:1');
    expect(lineAndColumn('ab\r\nc', 5)).toBe('2:2');
  });
});
