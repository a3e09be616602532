import { byCodePoint } from './text';

/** What a list is sorted by: numbers by size, texts by code point, and lists member by member. */
export type SortKey = number | string | readonly SortKey[];

/** The items in the order of their keys. Items with the same key keep their order. */
export function sortedByKey<Item>(items: readonly Item[], keyOf: (item: Item) => SortKey): Item[] {
  return items
    .map((item) => ({ item, key: keyOf(item) }))
    .sort((a, b) => compared(a.key, b.key))
    .map(({ item }) => item);
}

function compared(a: SortKey, b: SortKey): number {
  if (typeof a === 'number' && typeof b === 'number') {
    return a === b ? 0 : a < b ? -1 : 1;
  }
  if (typeof a === 'string' && typeof b === 'string') {
    return byCodePoint(a, b);
  }
  return typeof a === 'object' && typeof b === 'object' ? comparedLists(a, b) : typeRank(a) - typeRank(b);
}

/** The first member that differs decides; of two lists with the same start, the shorter one is first. */
function comparedLists(a: readonly SortKey[], b: readonly SortKey[]): number {
  const at = a.findIndex((member, index) => index < b.length && compared(member, b[index]!) !== 0);
  return at < 0 ? a.length - b.length : compared(a[at]!, b[at]!);
}

function typeRank(key: SortKey): number {
  return ['number', 'string', 'object'].indexOf(typeof key);
}
