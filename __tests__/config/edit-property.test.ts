import fc from 'fast-check';
import { parse } from 'yaml';
import { withBucket } from '../../lib/config/edit';
import { PLACEHOLDER, withoutPlaceholders, withPlaceholder } from '../../lib/config/placeholders';
import { ZencoderRole } from '../../lib/zencoder/account-and-roles';

const ADDITION = {
  stack: 'live',
  bucket: 'films',
  settings: { region: 'us-east-1' as const, grants: [{ role: ZencoderRole.INPUT, prefixes: ['in/'] }] },
};

const quotedAs = fc.constantFrom(
  (text: string) => text,
  (text: string) => `"${text}"`,
  (text: string) => `'${text}'`,
);
const between = fc.constantFrom([], [''], ['# Ours.'], ['  # Ours.', ''], ['        # "buckets": { films: 1 }']);
const bucket = fc.constantFrom('{ grants: [{ role: input }] }', '{ \'grants\': [ {role: "input"} , ] } # all', '{}');

/** Files with a stack `live`, in different styles that people use. */
const file = fc
  .record({
    mark: fc.constantFrom('', '\ufeff'),
    newline: fc.constantFrom('\n', '\r\n'),
    step: fc.integer({ min: 1, max: 8 }),
    name: quotedAs,
    gaps: fc.array(between, { minLength: 6, maxLength: 6 }),
    buckets: fc.array(bucket, { maxLength: 3 }),
    isLast: fc.boolean(),
    isEnded: fc.boolean(),
  })
  .map(({ mark, newline, step, name, gaps, buckets, isLast, isEnded }) => {
    const [one, two, three] = [1, 2, 3].map((depth) => ' '.repeat(depth * step));
    const lines = [
      ...gaps[0]!,
      `${name('stacks')}:`,
      ...gaps[1]!,
      `${one}${name('live')}: # Live.`,
      `${two}${name('region')}: ${name('eu-west-1')}`,
      ...gaps[2]!,
      `${two}${name('buckets')}:`,
      ...gaps[3]!,
      ...buckets.map((text, index) => `${three}${name(`a${index}b`)}: ${text}`),
      ...gaps[4]!,
      ...(isLast ? [] : [`${one}test:`, `${two}region: eu-west-1`, ...gaps[5]!]),
    ];
    return `${mark}${lines.join(newline)}${isEnded ? newline : ''}`;
  });

/** The inserted text; undefined if the edit changed anything else. */
function insertionInto(text: string, edited: string): string | undefined {
  let start = 0;
  while (start < text.length && text[start] === edited[start]) {
    start++;
  }
  const end = edited.length - (text.length - start);
  return edited.slice(end) === text.slice(start) ? edited.slice(start, end) : undefined;
}

test('A bucket can be added to a file in any style, and no other byte changes', () => {
  fc.assert(
    fc.property(file, (text) => {
      const edited = withBucket(text, ADDITION);
      const added = insertionInto(text, edited);
      expect(added).toBeDefined();
      expect(added!.includes('\r')).toBe(text.includes('\r'));
      expect(added!.replaceAll('\r\n', '').includes('\r')).toBe(false);
      const { live, ...others } = parse(text).stacks;
      const buckets = { ...live.buckets, films: ADDITION.settings };
      expect(parse(edited)).toEqual({ stacks: { ...others, live: { ...live, buckets } } });
    }),
    { numRuns: 500 },
  );
});

test('A placeholder for a bucket can be added to a file in any style, changes no value and can be removed', () => {
  fc.assert(
    fc.property(file, (text) => {
      const commented = withPlaceholder(text, ADDITION);
      expect(insertionInto(text, commented)).toContain(`films: # ${PLACEHOLDER}`);
      expect(parse(commented)).toEqual(parse(text));
      expect(withPlaceholder(commented, ADDITION)).toBe(commented);
      expect(withoutPlaceholders(commented, 'films').trimEnd()).toBe(text.trimEnd());
    }),
    { numRuns: 500 },
  );
});
