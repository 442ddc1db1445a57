import { expect, it } from 'vitest';
import { eachDatabase } from '../../databases.ts';
import { contend } from './children/start-child.ts';
import { minute } from './ledger-facts.ts';

eachDatabase('leases', ({ openFreshLedger }) => {
  it('gives a lease to one holder at a time', async () => {
    const { ledger } = await openFreshLedger();
    const first = await ledger.acquireLease('import', 'one', {
      now: minute(0),
      expiresAt: minute(5),
    });
    expect(first).toEqual({ name: 'import', holder: 'one', fence: 1 });
    const time = { now: minute(4), expiresAt: minute(9) };
    expect(await ledger.acquireLease('import', 'two', time)).toBeUndefined();
    expect(await ledger.acquireLease('other', 'two', time)).toMatchObject({ fence: 1 });
  });

  it('gives it to exactly one of several processes that ask at the same moment', async () => {
    const { location } = await openFreshLedger();
    const said = await contend(location, 'take-lease', ['one', 'two']);
    expect(said.map((text) => JSON.parse(text)).filter((lease) => lease !== null)).toHaveLength(1);
  });

  it('gives it on when it ran out, with a higher fence', async () => {
    const { ledger } = await openFreshLedger();
    const lost = await ledger.acquireLease('import', 'one', {
      now: minute(0),
      expiresAt: minute(5),
    });
    const taken = await ledger.acquireLease('import', 'two', {
      now: minute(5),
      expiresAt: minute(10),
    });
    expect(taken).toEqual({ name: 'import', holder: 'two', fence: 2 });
    expect(lost && (await ledger.renewLease(lost, minute(20)))).toBe(false);
    expect(taken && (await ledger.renewLease(taken, minute(20)))).toBe(true);
    const early = { now: minute(19), expiresAt: minute(30) };
    expect(await ledger.acquireLease('import', 'three', early)).toBeUndefined();
  });

  it('tells a holder that took its own lease again from what it was before', async () => {
    const { ledger } = await openFreshLedger();
    const before = await ledger.acquireLease('import', 'one', {
      now: minute(0),
      expiresAt: minute(5),
    });
    const again = await ledger.acquireLease('import', 'one', {
      now: minute(6),
      expiresAt: minute(9),
    });
    expect(again).toMatchObject({ fence: 2 });
    expect(before && (await ledger.renewLease(before, minute(20)))).toBe(false);
  });

  it('can be taken at once after it was given back, and the fence goes on growing', async () => {
    const { ledger } = await openFreshLedger();
    const time = { now: minute(0), expiresAt: minute(5) };
    const lease = await ledger.acquireLease('import', 'one', time);
    if (lease) await ledger.releaseLease(lease);
    expect(await ledger.acquireLease('import', 'two', time)).toMatchObject({ fence: 2 });
  });

  it('stays given back when a late renewal of its holder arrives', async () => {
    const { ledger } = await openFreshLedger();
    const time = { now: minute(0), expiresAt: minute(5) };
    const lease = await ledger.acquireLease('import', 'one', time);
    if (!lease) throw new Error('Nobody holds the lease');
    await ledger.releaseLease(lease);
    expect(await ledger.renewLease(lease, minute(30))).toBe(false);
    expect(await ledger.acquireLease('import', 'two', time)).toMatchObject({ fence: 2 });
  });

  it('is freed with all that a kind of holder left behind, and nothing else is', async () => {
    const { ledger } = await openFreshLedger();
    const time = { now: minute(0), expiresAt: minute(5) };
    const holders = ['my_host:1', 'my_host:2', 'my-host:1', 'MY_HOST:1', 'my_host', 'a my_host:1'];
    for (const holder of holders) await ledger.acquireLease(holder, holder, time);
    await ledger.releaseLeasesOf('my_host');
    const free: string[] = [];
    for (const name of holders) {
      if (await ledger.acquireLease(name, 'next', time)) free.push(name);
    }
    expect(free).toEqual(['my_host:1', 'my_host:2']);
  });

  it('is not taken from its holder by the release of a former one', async () => {
    const { ledger } = await openFreshLedger();
    const former = await ledger.acquireLease('import', 'one', {
      now: minute(0),
      expiresAt: minute(1),
    });
    await ledger.acquireLease('import', 'two', { now: minute(2), expiresAt: minute(9) });
    if (former) await ledger.releaseLease(former);
    const time = { now: minute(3), expiresAt: minute(9) };
    expect(await ledger.acquireLease('import', 'three', time)).toBeUndefined();
  });
});
