/**
 * Works on all of the things, so many at a time: no promise is made for those that wait. The results are in the order of the things.
 * Where one fails, the rest are not tried, and the failure comes when those under way have ended.
 */
export async function mapConcurrently<T, Result>(
  limit: number,
  things: readonly T[],
  work: (thing: T, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async () => {
    while (next < things.length) {
      const index = next++;
      results[index] = await work(things[index]!, index);
    }
  };
  const workers = Array.from({ length: Math.min(limit, things.length) }, worker);
  await Promise.all(workers).catch(async (error) => {
    next = things.length;
    await Promise.allSettled(workers);
    throw error;
  });
  return results;
}
