import { expect, it } from 'vitest';
import { onceMore } from '../../../src/bridge/schedule/once-more.ts';

it('makes one more run of all wishes that come while it runs, and none without a wish', async () => {
  const runs: PromiseWithResolvers<void>[] = [];
  const wish = onceMore(() => {
    const run = Promise.withResolvers<void>();
    runs.push(run);
    return run.promise;
  });
  const end = async (index: number) => {
    runs[index]?.resolve();
    await new Promise(setImmediate);
  };
  wish();
  for (let times = 0; times < 5; times += 1) wish();
  expect(runs).toHaveLength(1);
  await end(0);
  expect(runs).toHaveLength(2);
  await end(1);
  expect(runs).toHaveLength(2);
  wish();
  expect(runs).toHaveLength(3);
});
