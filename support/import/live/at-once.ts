/** Does something with each of some items, with so many at a time. The results are in the order of the items. Rejects with the first error. */
export async function atOnce<Item, Result>(
  most: number,
  items: readonly Item[],
  run: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const waiting = [...items.entries()].values();
  let isFailed = false;
  const work = async () => {
    for (const [index, item] of waiting) {
      if (isFailed) return;
      try {
        results[index] = await run(item);
      } catch (error) {
        isFailed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, work));
  return results;
}
