import type { Terminal } from './terminal';

/**
 * Works on all of the things, so many at a time, and tells who watches how far it is. The results are in the order of the things.
 * Where one fails, the rest are not tried.
 */
export async function atATime<T, Result>(
  most: number,
  things: readonly T[],
  terminal: Terminal,
  work: (thing: T, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let [next, done] = [0, 0];
  const show = (text: string) => things.length > 1 && terminal.progress(text);
  const worker = async () => {
    while (next < things.length) {
      const index = next++;
      results[index] = await work(things[index]!, index);
      done++;
      show(`${done} of ${things.length}`);
    }
  };
  try {
    show(`0 of ${things.length}`);
    const workers = Array.from({ length: Math.min(most, things.length) }, worker);
    await Promise.all(workers).catch(async (error) => {
      next = things.length;
      await Promise.allSettled(workers);
      throw error;
    });
  } finally {
    show('');
  }
  return results;
}
