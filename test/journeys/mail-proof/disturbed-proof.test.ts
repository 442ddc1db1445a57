import { expect, it } from 'vitest';
import { openLedger } from '../../../src/bridge/ledger/ledger.ts';
import { TEST_CREATED_VIA } from '../../../src/mapping/woocommerce/order-meta.ts';
import { usualDatabase } from '../../databases.ts';
import { HOUR, MINUTE, startWorld, type World } from '../support/world.ts';
import { creates, prove, testOrders } from './proof-world.ts';

const POST_ORDER = { method: 'POST', path: /\/orders$/ } as const;

/** A killed process: its ledger takes nothing more from some call on, whatever it goes on trying. */
async function killedAt(world: World, dies: (call: string) => boolean): Promise<void> {
  const killed = await world.openAnother(async (place) => {
    const ledger = await openLedger(place);
    let isDead = false;
    const counts = new Map<string, number>();
    return new Proxy(ledger, {
      get(target, name: keyof typeof ledger) {
        const method = target[name];
        if (typeof method !== 'function' || name === 'close') return method;
        return async (...rest: unknown[]) => {
          const count = (counts.get(name) ?? 0) + 1;
          counts.set(name, count);
          isDead ||= dies(`${name} ${count}`);
          if (isDead) throw new Error('killed');
          return Reflect.apply(method, target, rest);
        };
      },
    });
  });
  // A dead process sends nothing more either.
  world.shop.hooks.onRequest = () => undefined;
  const deletion = world.shop.faults.dropBeforeEffect({ method: 'DELETE', times: 100 });
  await expect(prove(world, { bridge: killed })).rejects.toThrow('killed');
  deletion.cancel();
  await world.bridge.ledger.releaseLeasesOf('command');
}

usualDatabase('a mail proof that is disturbed', ({ kind }) => {
  it('looks for a test order that was made without an answer, and goes on with that one', async () => {
    const world = await startWorld({ database: kind });
    world.shop.faults.dropAfterEffect(POST_ORDER);
    const { row } = await prove(world);
    expect(row).toMatchObject({ state: 'passed', error_code: null, is_order_open: 0 });
    expect(creates(world)).toBe(1);
    expect(testOrders(world)).toEqual([]);
  });

  it('makes no second test order while the first may still come, and removes it when it came late', async () => {
    const world = await startWorld({ database: kind, shopTimeoutMs: 1_000 });
    const late = world.shop.faults.delayBeforeEffect('until-released', POST_ORDER);
    const first = await prove(world);
    expect(first.row).toMatchObject({
      state: 'failed',
      error_code: 'mail-proof-unsettled',
      is_order_open: 1,
      woo_order_id: null,
    });
    const second = await prove(world);
    expect(second.row.error_code).toBe('mail-proof-unsettled');
    expect(creates(world)).toBe(1);

    late.release();
    await expect.poll(() => testOrders(world)).toHaveLength(1);
    const third = await prove(world);
    expect(third.row).toMatchObject({ state: 'passed', error_code: null });
    expect(testOrders(world)).toEqual([]);
    expect(creates(world)).toBe(2);
    expect(await world.bridge.ledger.loadOpenTestOrders()).toEqual([]);
  });

  it('makes no second test order while another process, an hour behind, is at the first', async () => {
    const world = await startWorld({ database: kind });
    const late = world.shop.faults.delayBeforeEffect('until-released', POST_ORDER);
    const first = prove(world);
    await late.reached;
    const now = () => new Date(world.clock.now().getTime() + HOUR);
    const other = await world.openAnother(undefined, { now, sleep: world.clock.sleep });
    await other.tidyMailProofs();
    expect(await other.ledger.loadOpenTestOrders()).toHaveLength(1);
    late.release();
    await first;
    expect(creates(world)).toBe(1);
  });

  it('may begin anew once the shop can not be at it any more', async () => {
    const world = await startWorld({ database: kind });
    world.shop.faults.dropBeforeEffect(POST_ORDER);
    expect((await prove(world)).row.error_code).toBe('mail-proof-unsettled');
    await world.clock.advance(10 * MINUTE);
    expect((await prove(world)).row).toMatchObject({ state: 'passed' });
    expect(await world.bridge.ledger.loadOpenTestOrders()).toEqual([]);
  });

  it('is no longer open when the shop refused the test order', async () => {
    const world = await startWorld({ database: kind });
    world.shop.faults.answer(
      { status: 400, body: { code: 'nope', message: 'No orders today', data: { status: 400 } } },
      POST_ORDER,
    );
    const { row } = await prove(world);
    expect(row).toMatchObject({ error_code: 'shop-refused', is_order_open: 0 });
  });

  it.each([
    'startTestOrder 1',
    'saveMailProof 2',
    'saveMailProof 3',
    'saveMailProof 6',
    'finishMailProof 1',
  ])('and killed at %s leaves nothing behind once the bridge started again', async (point) => {
    const world = await startWorld({ database: kind });
    await killedAt(world, (call) => call === point);
    expect(testOrders(world).length).toBeLessThanOrEqual(1);
    await world.clock.advance(HOUR);
    await world.bridge.tidyMailProofs();
    expect(testOrders(world)).toEqual([]);
    expect(await world.bridge.ledger.loadOpenTestOrders()).toEqual([]);
    const { row } = await prove(world);
    expect(row.state).toBe('passed');
    const proofs = await world.bridge.ledger.listMailProofs(10);
    expect(proofs.filter(({ state }) => state === 'running')).toEqual([]);
  });

  it('asks the shop nothing at the start when no proof left anything', async () => {
    const world = await startWorld({ database: kind });
    await prove(world);
    const since = world.mark();
    await world.bridge.tidyMailProofs();
    expect(world.shopRequests(since)).toEqual([]);
  });

  it('stops when it is told to, and takes its test order along', async () => {
    const world = await startWorld({ database: kind });
    const stopping = new AbortController();
    const { row } = await prove(world, {
      signal: stopping.signal,
      onStep: ({ kind: done }) => {
        if (done === 'updated') stopping.abort(new Error('stop'));
      },
    });
    expect(row).toMatchObject({ state: 'failed', error_code: 'mail-proof-interrupted' });
    expect(row.is_order_open).toBe(0);
    expect(testOrders(world)).toEqual([]);
    expect(await world.openIncidents()).toEqual([]);
  });

  it('names the order that the shop does not let go, and removes it with the next proof', async () => {
    const world = await startWorld({ database: kind });
    const locked = world.shop.faults.refuse(403, { method: 'DELETE', times: 100 });
    const { row } = await prove(world);
    expect(row).toMatchObject({ state: 'passed', is_order_open: 1 });
    const [left] = testOrders(world);
    expect(await world.openIncidents()).toMatchObject([
      { code: 'mail-proof-order-left', params: JSON.stringify({ wooOrderId: left?.id }) },
    ]);
    const again = await prove(world);
    expect(again.row.error_code).toBe('mail-proof-order-left');
    expect(testOrders(world)).toHaveLength(1);
    locked.cancel();
    expect((await prove(world)).row.state).toBe('passed');
    expect(testOrders(world)).toEqual([]);
    expect(await world.openIncidents()).toEqual([]);
  });

  it('finds leftovers without the ledger, in the bin too, and touches no other order', async () => {
    const world = await startWorld({ database: kind });
    const order = world.order();
    await world.run();
    const locked = world.shop.faults.refuse(403, { method: 'DELETE', times: 100 });
    await prove(world);
    const [left] = testOrders(world);
    world.shop.hands.trash(left?.id ?? 0);
    locked.cancel();
    for (const proof of await world.bridge.ledger.loadOpenTestOrders()) {
      await world.bridge.ledger.closeTestOrder(proof.proof_id);
    }
    await prove(world);
    const present = [...world.shop.state.orders.values()];
    expect(present.map(({ createdVia }) => createdVia)).not.toContain(TEST_CREATED_VIA);
    expect(world.shopOrder(order.salesOrderId).status).toBe('processing');
  });

  it('is one at a time, whoever begins it', async () => {
    const world = await startWorld({ database: kind });
    const another = await world.openAnother();
    let second: Promise<unknown> | undefined;
    const asked = {
      cause: 'click',
      holderKind: 'service',
      signal: new AbortController().signal,
    } as const;
    await prove(world, {
      onStep: () => {
        second ??= another.proveMail(asked);
      },
    });
    expect(await second).toEqual({ ran: false, why: 'mail-proof-running' });
    expect(creates(world)).toBe(1);
  });
});
