import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../src/bridge/ledger/database.ts';
import { acquireLease } from '../../../src/bridge/ledger/leases.ts';
import { preparedLocation } from '../../databases.ts';
import { startChild } from './children/start-child.ts';
import { minute } from './ledger-facts.ts';

/** Long enough to look at what is locked meanwhile, on a slow machine too. */
const IDLE_MS = 3_000;

it('a lease whose holder froze in a transaction is held elsewhere at once, and free when its session was ended', async () => {
  const location = await preparedLocation('postgres');
  const database = await openDatabase(location);
  onTestFinished(() => database.destroy());
  const holder = startChild('frozen-holder.ts', location, String(IDLE_MS));
  await holder.printed('inside');
  holder.process.kill('SIGSTOP');
  const take = (name: string) =>
    acquireLease(database, name, 'other', { now: minute(5), expiresAt: minute(8) });
  const isFree = () => take('work').then((lease) => lease !== undefined);

  const begunAt = performance.now();
  expect(await isFree()).toBe(false); // it ran out, and its row is still locked
  expect(performance.now() - begunAt).toBeLessThan(IDLE_MS / 2);
  expect(await take('other work')).toMatchObject({ fence: 1 });

  await expect.poll(isFree, { timeout: 60_000 }).toBe(true);
  holder.process.kill('SIGCONT');
  holder.process.stdin?.write('go\n');
  await holder.printed('end');
  expect(holder.lines).toEqual([
    'inside',
    expect.stringMatching(/^failed: /),
    'failed: Error: lost',
    'end',
  ]);
  expect(await database.selectFrom('product_choices').selectAll().execute()).toEqual([]);
});
