import { atMost } from '../../live/at-most';
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
  let done = 0;
  const show = (text: string) => things.length > 1 && terminal.progress(text);
  try {
    show(`0 of ${things.length}`);
    return await atMost(most, things, async (thing, index) => {
      const result = await work(thing, index);
      done++;
      show(`${done} of ${things.length}`);
      return result;
    });
  } finally {
    show('');
  }
}
