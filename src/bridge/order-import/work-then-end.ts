/**
 * Does work and then each of its ends in turn, whatever became of the work or of an earlier end.
 *
 * @throws the first fault of all: the others most likely follow from it
 */
export async function workThenEnd<Result>(
  work: () => Promise<Result>,
  ends: readonly (() => Promise<void> | void)[],
): Promise<Result> {
  const [worked] = await Promise.allSettled([work()]);
  const faults: unknown[] = [];
  for (const end of ends) {
    try {
      await end();
    } catch (error) {
      faults.push(error);
    }
  }
  if (worked.status === 'rejected') throw worked.reason;
  if (faults.length > 0) throw faults[0];
  return worked.value;
}
