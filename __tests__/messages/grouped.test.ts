import { grouped } from '../../lib/messages/grouped';
import { isObject } from '../../lib/messages/json';

describe('Items with the same key', () => {
  it('are grouped, in their order', () => {
    const words = ['in', 'a', 'by', 'out', 'b'];
    expect(grouped(words, (word) => word.length)).toEqual([['in', 'by'], ['a', 'b'], ['out']]);
    expect(grouped([], (word) => word)).toEqual([]);
  });

  it.each<[one: unknown, other: unknown, same: boolean]>([
    [['a', { b: 1 }], ['a', { b: 1 }], true],
    [{ a: undefined }, {}, true],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, true],
    [[Number.POSITIVE_INFINITY], [null], false],
    [[Number.POSITIVE_INFINITY], [Number.NEGATIVE_INFINITY], false],
    ['a', 'b', false],
    [{ a: 1 }, { a: 2 }, false],
  ])('are found: %j and %j', (one, other, same) => {
    expect(grouped([one, other], (item) => item)).toHaveLength(same ? 1 : 2);
  });
});

it.each<[value: unknown, isOne: boolean]>([
  [{}, true],
  [{ a: 1 }, true],
  [[], false],
  [null, false],
  [undefined, false],
  ['a', false],
  [7, false],
])('%j is an object with members: %s', (value, isOne) => {
  expect(isObject(value)).toBe(isOne);
});
