/** Passes things on in their order as soon as that can be, in whatever order they come. */
export class InOrder<T> {
  private readonly waiting = new Map<number, T>();
  private next = 0;

  public constructor(private readonly pass: (thing: T, index: number) => void) {}

  public add(index: number, thing: T): void {
    this.waiting.set(index, thing);
    for (let ready = this.waiting.get(this.next); ready !== undefined; ready = this.waiting.get(this.next)) {
      this.waiting.delete(this.next);
      this.pass(ready, this.next++);
    }
  }

  /** Passes on what still waits for others that never came. */
  public flush(): void {
    for (const [index, thing] of [...this.waiting].sort(([a], [b]) => a - b)) {
      this.pass(thing, index);
    }
    this.waiting.clear();
  }
}
