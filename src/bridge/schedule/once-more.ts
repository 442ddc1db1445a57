/**
 * Runs work that may be wished for at any time, one at a time: wishes that come while it runs become
 * one more run after it, however many they are.
 *
 * @param work never throws
 */
export function onceMore(work: () => Promise<void>): () => void {
  let isRunning = false;
  let isWished = false;
  const go = async () => {
    isRunning = true;
    while (isWished) {
      isWished = false;
      await work();
    }
    isRunning = false;
  };
  return () => {
    isWished = true;
    if (!isRunning) void go();
  };
}
