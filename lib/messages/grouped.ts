/** Groups the items that have the same key, in order. Keys are compared as JSON, with numbers as text since JSON has no Infinity. */
export function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => unknown): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = JSON.stringify(keyOf(item), (_, value) => (typeof value === 'number' ? String(value) : value));
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [item]);
    } else {
      group.push(item);
    }
  }
  return [...groups.values()];
}
