/** Takes results in any order and passes them on in the order of their index, each as soon as possible. */
export class InOrder<T> {
  private readonly waiting = new Map<number, T>();
  private next = 0;

  public constructor(private readonly pass: (item: T, index: number) => void) {}

  public add(index: number, item: T): void {
    this.waiting.set(index, item);
    for (let ready = this.waiting.get(this.next); ready !== undefined; ready = this.waiting.get(this.next)) {
      this.waiting.delete(this.next);
      this.pass(ready, this.next++);
    }
  }

  /** Passes on the results that still wait for missing ones. */
  public flush(): void {
    for (const [index, item] of [...this.waiting].sort(([a], [b]) => a - b)) {
      this.pass(item, index);
    }
    this.waiting.clear();
  }
}
