/** Longer than a lease runs without being renewed, and than any call settles. */
export const A_LONG_SLEEP_MS = 11 * 60_000;

/** A place in a process where it is suspended until it is woken, as a closed laptop is. */
export function sleepingPlace() {
  const reached = Promise.withResolvers<void>();
  const woken = Promise.withResolvers<void>();
  return {
    reached: reached.promise,
    wake: woken.resolve,
    sleep: async () => {
      reached.resolve();
      await woken.promise;
    },
  };
}
