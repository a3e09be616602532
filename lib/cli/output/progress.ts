import { mapConcurrently } from '../../live/map-concurrently';
import { stoppable } from '../stopping';
import type { Terminal } from './terminal';

/**
 * Works on all of the things, so many at a time, and tells who watches how far it is. The results are in the order of the things.
 * Where one fails, the rest are not tried.
 * @throws Stopped where the command is ended before all is done
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
    const all = (check: () => void) =>
      mapConcurrently(most, things, async (thing, index) => {
        check();
        const result = await work(thing, index);
        check();
        done++;
        show(`${done} of ${things.length}`);
        return result;
      });
    return await stoppable(all, () => [things.length - done, things.length]);
  } finally {
    show('');
  }
}
