import { describe, expect, it } from 'vitest';
import { underFence } from '../../../src/bridge/fence.ts';
import { pieceOf, startShipmentWorld, stateOf } from './shipment-world.ts';

class Lost extends Error {}

/** A lease that others take over after it was asked for so many times. */
function leaseHeldFor(questions: number) {
  let asked = 0;
  const isHeld = async () => {
    asked += 1;
    return asked <= questions;
  };
  const fence = {
    lease: { name: 'reports:main', holder: 'one', fence: 1 },
    lost: () => new Lost(),
    isHeld,
  };
  return { fence, asked: () => asked };
}

describe('a call that changes something at OTTO, made under a lease', () => {
  it('leaves while the lease is held', async () => {
    const { client, otto, order } = await startShipmentWorld();
    const { fence, asked } = leaseHeldFor(1);
    const { salesOrderId, positionItemId } = pieceOf(order);
    await underFence(fence, () => client.cancelPosition(salesOrderId, positionItemId));
    expect(stateOf(otto, order)).toBe('CANCELLED_BY_PARTNER');
    expect(asked()).toBe(1);
  });

  it('does not leave once others have it', async () => {
    const { client, otto, order } = await startShipmentWorld();
    const { salesOrderId, positionItemId } = pieceOf(order);
    const call = underFence(leaseHeldFor(0).fence, () =>
      client.cancelPosition(salesOrderId, positionItemId),
    );
    await expect(call).rejects.toThrow(Lost);
    expect(stateOf(otto, order)).toBe('PROCESSABLE');
  });

  it('is asked about once its turn has come: the lease may be lost while it waits', async () => {
    const world = await startShipmentWorld({}, { requestsPerSecond: 1 });
    const { client, clock, otto, order } = world;
    const { salesOrderId, positionItemId } = pieceOf(order);
    await client.getSalesOrder(salesOrderId);
    const began = clock.now().getTime();
    const { fence } = leaseHeldFor(0);
    const isHeld = async () => clock.now().getTime() === began;
    const call = underFence({ ...fence, isHeld }, () =>
      client.cancelPosition(salesOrderId, positionItemId),
    );
    await expect(call).rejects.toThrow(Lost);
    expect(stateOf(otto, order)).toBe('PROCESSABLE');
  });

  it('is asked about again before it is repeated', async () => {
    const { client, otto, order } = await startShipmentWorld();
    const { salesOrderId, positionItemId } = pieceOf(order);
    otto.faults.answerWith(429, { on: 'cancellation' });
    const call = underFence(leaseHeldFor(1).fence, () =>
      client.cancelPosition(salesOrderId, positionItemId),
    );
    await expect(call).rejects.toThrow(Lost);
    expect(stateOf(otto, order)).toBe('PROCESSABLE');
  });

  it('reads without being asked about', async () => {
    const { client, order } = await startShipmentWorld();
    const { fence, asked } = leaseHeldFor(0);
    await underFence(fence, () => client.getSalesOrder(order.salesOrderId));
    expect(asked()).toBe(0);
  });
});
