import { expect, it } from 'vitest';
import { type Ledger, openLedger } from '../../../src/bridge/ledger/ledger.ts';
import { MAIL_PROOF_LEASE } from '../../../src/bridge/mail-proof/prove-mail.ts';
import { reconcileLeaseName } from '../../../src/bridge/reconcile/run-reconcile.ts';
import { eachDatabase } from '../../databases.ts';
import { prove, testOrders } from '../mail-proof/proof-world.ts';
import { ASKED, copyInShop, reconcile, repair, worldWith } from '../reconcile/reconcile-world.ts';
import { DAY, MAIN, startWorld, type World } from '../support/world.ts';
import { importWith } from './import-with.ts';
import { A_LONG_SLEEP_MS, sleepingPlace } from './sleeping-place.ts';

/** Too long for a call to leave without its claims being announced anew. */
const A_MOMENT_MS = 6_000;

const OTHER = 'service:another-machine:1:other';

/** What happens to one that does not come on for long: another one takes its lease. */
async function overtake(world: World, leaseName: string): Promise<void> {
  await world.clock.advance(A_LONG_SLEEP_MS);
  const now = world.clock.now();
  const expiresAt = new Date(now.getTime() + DAY).toISOString();
  const time = { now: now.toISOString(), expiresAt };
  expect(await world.bridge.ledger.acquireLease(leaseName, OTHER, time)).toBeDefined();
}

eachDatabase('one that was overtaken while the shop kept it waiting', ({ kind }) => {
  it('has cancelled a double, and puts it in no bin', async () => {
    const { world, orders } = await worldWith(2, { database: kind });
    const [order] = orders;
    if (!order) throw new Error('no order');
    const copy = copyInShop(world, order);
    const found = await reconcile(world);
    const held = world.shop.faults.delayBeforeEffect('until-released', { method: 'PUT' });
    const repaired = repair(world, found);
    await held.reached;
    await overtake(world, reconcileLeaseName(MAIN));
    held.release();
    expect(await repaired).toMatchObject({ fault: { code: 'reconcile-interrupted' } });
    expect(world.shop.state.orders.get(copy)?.status).toBe('cancelled');
  });

  it('has read orders whose personal meta is to go, and takes it from none', async () => {
    const world = await startWorld({ database: kind });
    await world.update((settings) => ({ ...settings, eraseShopMetaAfterDays: 1 }));
    const order = world.order();
    world.otto.send(order.salesOrderId);
    await world.run();
    await world.clock.advance(9 * DAY);
    const held = world.shop.faults.delayBeforeEffect('until-released', { method: 'GET' });
    const before = structuredClone(world.shopOrder(order.salesOrderId).meta);
    const erased = world.bridge.eraseShopMeta({
      cause: 'schedule',
      holderKind: 'service',
      dryRun: false,
      again: false,
      signal: new AbortController().signal,
    });
    await held.reached;
    await overtake(world, 'data-erase');
    held.release();
    expect(await erased).toMatchObject({ erased: 0, fault: { code: 'lease-lost' } });
    expect(world.shopOrder(order.salesOrderId).meta).toEqual(before);
  });

  it('has found a test order of an earlier proof, and leaves it to whoever is at it now', async () => {
    const world = await startWorld({ database: kind, shopTimeoutMs: 1_000 });
    const late = world.shop.faults.delayBeforeEffect('until-released', { method: 'POST' });
    await prove(world);
    late.release();
    await expect.poll(() => testOrders(world)).toHaveLength(1);
    const held = world.shop.faults.delayBeforeEffect('until-released', { method: 'GET' });
    const tidied = world.bridge.tidyMailProofs();
    await held.reached;
    await overtake(world, MAIL_PROOF_LEASE);
    held.release();
    await tidied;
    expect(testOrders(world)).toHaveLength(1);
  });
});

eachDatabase('one that was overtaken before it had begun', ({ kind }) => {
  it('leaves the comparison of the other one alone, and says that one is in hand', async () => {
    const { world } = await worldWith(2, { database: kind });
    const place = sleepingPlace();
    const sleeper = await world.openAnother(async (location) => {
      const ledger = await openLedger(location);
      const closeBrokenReconcileRuns: Ledger['closeBrokenReconcileRuns'] = async (...asked) => {
        await place.sleep();
        await ledger.closeBrokenReconcileRuns(...asked);
      };
      return { ...ledger, closeBrokenReconcileRuns };
    });
    const late = sleeper.reconcile(ASKED);
    await place.reached;
    await world.clock.advance(A_LONG_SLEEP_MS);
    const held = world.shop.faults.delayBeforeEffect('until-released', { method: 'GET' });
    const { promise: started, resolve: onStarted } = Promise.withResolvers<string>();
    const compared = reconcile(world, { onStarted });
    await held.reached;
    const reconcileRunId = await started;
    place.wake();
    expect(await late).toEqual({ ran: false, why: 'already-reconciling' });
    const row = await world.bridge.ledger.loadReconcileRun(reconcileRunId);
    expect(row).toMatchObject({ state: 'running', error_code: null });
    held.release();
    await compared;
  });

  it('leaves the proof of the other one alone', async () => {
    const world = await startWorld({ database: kind });
    const place = sleepingPlace();
    const sleeper = await world.openAnother(async (location) => {
      const ledger = await openLedger(location);
      const closeBrokenMailProofs: Ledger['closeBrokenMailProofs'] = async (now) => {
        await place.sleep();
        await ledger.closeBrokenMailProofs(now);
      };
      return { ...ledger, closeBrokenMailProofs };
    });
    const late = sleeper.proveMail({
      cause: 'command',
      holderKind: 'command',
      signal: new AbortController().signal,
    });
    await place.reached;
    await world.clock.advance(A_LONG_SLEEP_MS);
    const held = world.shop.faults.delayBeforeEffect('until-released', { method: 'POST' });
    const proved = prove(world);
    await held.reached;
    place.wake();
    expect(await late).toMatchObject({ fault: { code: 'lease-lost' } });
    const [proof, ...others] = await world.bridge.ledger.listMailProofs(10);
    expect(others).toEqual([]);
    expect(proof).toMatchObject({ state: 'running', error_code: null });
    held.release();
    await proved;
  });
});

eachDatabase('an import that was overtaken', ({ kind }) => {
  it('tells nobody that OTTO does not answer: the other one knows better', async () => {
    const world = await startWorld({ database: kind });
    world.order();
    const place = sleepingPlace();
    const sleeper = await world.openAnother(async (location) => {
      const ledger = await openLedger(location);
      const startImportRun: typeof ledger.startImportRun = async (run) => {
        await ledger.startImportRun(run);
        await place.sleep();
      };
      return { ...ledger, startImportRun };
    });
    const late = importWith(sleeper);
    await place.reached;
    await world.clock.advance(A_LONG_SLEEP_MS);
    await world.run();
    world.otto.faults.answerWith(503, { times: 100 });
    place.wake();
    expect(await late).toMatchObject({ ran: true });
    expect(await world.openIncidents()).toEqual([]);
  });

  it.each([
    { asleep: 'after its claims', at: 'claim' },
    { asleep: 'while it asks whether the lease is still its own', at: 'question' },
    { asleep: 'while it announces its claims anew', at: 'extension' },
  ])(
    'asleep $asleep lets them count from when its orders leave, where nobody came along',
    async ({ at }) => {
      const world = await startWorld({ database: kind });
      const { salesOrderId } = world.order();
      const place = sleepingPlace();
      const sleeper = await world.openAnother(async (location) => {
        const ledger = await openLedger(location);
        let hasClaimed = false;
        const sleepAt = async (here: string) => {
          if (hasClaimed && here === at) await place.sleep();
        };
        const disturbed: Pick<Ledger, 'claimForCreate' | 'extendClaims' | 'holdsLease'> = {
          async claimForCreate(...claim) {
            const claimed = await ledger.claimForCreate(...claim);
            hasClaimed = true;
            await sleepAt('claim');
            if (at === 'extension') await world.clock.advance(A_MOMENT_MS);
            return claimed;
          },
          async holdsLease(lease) {
            const holds = await ledger.holdsLease(lease);
            await sleepAt('question');
            return holds;
          },
          async extendClaims(...claims) {
            await ledger.extendClaims(...claims);
            await sleepAt('extension');
          },
        };
        return { ...ledger, ...disturbed };
      });
      const late = importWith(sleeper);
      await place.reached;
      await world.clock.advance(A_LONG_SLEEP_MS);
      const held = world.shop.faults.delayBeforeEffect('until-released', { method: 'POST' });
      place.wake();
      await held.reached;
      const row = (await world.bridge.ledger.loadSalesOrders(MAIN, [salesOrderId])).get(
        salesOrderId,
      );
      expect(row?.claimed_at).toBe(world.clock.now().toISOString());
      held.release();
      expect(await late).toMatchObject({ counters: { created: 1 }, fault: undefined });
    },
  );
});
