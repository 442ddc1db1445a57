import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { refuseConnected } from '../../../src/bridge/keeping/in-use.ts';
import { openDatabase } from '../../../src/bridge/ledger/database.ts';
import { preparedLocation } from '../../databases.ts';
import { onSide } from './filled-ledger.ts';

it('a bridge that closes while it is waited for is no longer at work', async () => {
  const location = await preparedLocation('postgres');
  const bridge = await openDatabase(location);
  await onSide(location, async (side) => {
    const waited = refuseConnected(side, { state: 'ours' });
    await looked(bridge);
    await bridge.destroy();
    await expect(waited).resolves.toBeUndefined();
  });
});

/** Until somebody has looked for connections of bridges and found this one. */
async function looked(bridge: Awaited<ReturnType<typeof openDatabase>>): Promise<void> {
  for (;;) {
    const { rows } = await sql`
      select from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()
        and state = 'idle in transaction' and query like '%as connections%'`.execute(bridge);
    if (rows.length > 0) return;
    await pause(5);
  }
}
