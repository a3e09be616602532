/**
 * Calls an asynchronous function for each item, for a limited number of items at the same time. The results are in the
 * order of the items. After a failure, no further calls start, and the failure is thrown when the running calls have
 * ended.
 */
export async function mapConcurrently<T, Result>(
  limit: number,
  items: readonly T[],
  work: (item: T, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index]!, index);
    }
  };
  const workers = Array.from({ length: Math.min(limit, items.length) }, worker);
  await Promise.all(workers).catch(async (error) => {
    next = items.length;
    await Promise.allSettled(workers);
    throw error;
  });
  return results;
}
