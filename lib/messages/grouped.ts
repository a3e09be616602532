/** Those together of which the same is told. Numbers are compared as text, since JSON has no infinite one. */
export function grouped<Item>(items: readonly Item[], tell: (item: Item) => unknown): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const told = JSON.stringify(tell(item), (_, value) => (typeof value === 'number' ? String(value) : value));
    const group = groups.get(told);
    if (group === undefined) {
      groups.set(told, [item]);
    } else {
      group.push(item);
    }
  }
  return [...groups.values()];
}
