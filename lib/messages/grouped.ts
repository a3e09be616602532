/** Those together of which the same is told. */
export function grouped<Item>(items: readonly Item[], tell: (item: Item) => unknown): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const told = JSON.stringify(tell(item), (_, value) => (value === Number.POSITIVE_INFINITY ? 'Infinity' : value));
    const group = groups.get(told);
    if (group === undefined) {
      groups.set(told, [item]);
    } else {
      group.push(item);
    }
  }
  return [...groups.values()];
}
