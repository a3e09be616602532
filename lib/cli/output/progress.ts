import { mapConcurrently } from '../../live/map-concurrently';
import { stoppable } from '../stopping';
import type { Terminal } from './terminal';

/**
 * Processes items in parallel and shows the progress on a terminal. The results are in the order of the items. If one
 * item fails, no further items are started.
 * @param most how many items are processed at the same time
 * @throws Stopped if the command is ended before all items are done
 */
export async function inParallel<T, Result>(
  most: number,
  items: readonly T[],
  terminal: Terminal,
  work: (item: T, index: number) => Promise<Result>,
): Promise<Result[]> {
  let done = 0;
  const show = (text: string) => items.length > 1 && terminal.progress(text);
  try {
    show(`0 of ${items.length}`);
    const all = (check: () => void) =>
      mapConcurrently(most, items, async (item, index) => {
        check();
        const result = await work(item, index);
        check();
        done++;
        show(`${done} of ${items.length}`);
        return result;
      });
    return await stoppable(all, () => [items.length - done, items.length]);
  } finally {
    show('');
  }
}
