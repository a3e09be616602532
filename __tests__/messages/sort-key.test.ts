import fc from 'fast-check';
import { type SortKey, sortedByKey } from '../../lib/messages/sort-key';

const sorted = (keys: readonly SortKey[]) => sortedByKey(keys, (key) => key);

describe('A list is sorted', () => {
  const CASES: [how: string, sorted: SortKey[]][] = [
    ['by the size of numbers', [Number.NEGATIVE_INFINITY, 0, 2, 10, Number.POSITIVE_INFINITY]],
    ['by the code points of texts', ['', 'B', 'a', 'a.', 'ab', '\uffff', '\u{1f600}']],
    ['by the members of lists, a shorter list first', [[], [1], [1, 'a'], [1, 'b', 0], [2], [10, '']]],
    [
      'by lists within lists',
      [
        [[1], 'b'],
        [[1, 0], 'a'],
        [[2], ''],
      ],
    ],
    ['with numbers before texts before lists', [9, 'a', []]],
  ];
  test.each(CASES)('%s', (_, keys) => {
    expect(sorted([...keys].reverse())).toEqual(keys);
  });

  test('and items with the same key keep their order', () => {
    expect(sortedByKey(['b1', 'a1', 'b2', 'a2'], (text) => text.charAt(0))).toEqual(['a1', 'a2', 'b1', 'b2']);
  });

  const { key } = fc.letrec<{ key: SortKey }>((tie) => ({
    key: fc.oneof(
      { maxDepth: 3 },
      fc.integer({ min: 0, max: 3 }),
      fc.constantFrom('', 'a', 'b'),
      fc.array(tie('key'), { maxLength: 3 }),
    ),
  }));
  test('the same for every order of its items', () => {
    const shuffled = fc
      .array(key)
      .chain((keys) => fc.tuple(fc.constant(keys), fc.shuffledSubarray(keys, { minLength: keys.length })));
    fc.assert(fc.property(shuffled, ([one, other]) => expect(sorted(one)).toEqual(sorted(other))));
  });
});
