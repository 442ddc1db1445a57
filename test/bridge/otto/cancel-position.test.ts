import { describe, expect, it } from 'vitest';
import { ottoOutcomeOf } from '../../../src/bridge/otto/outcome-of.ts';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { rejectionOf } from './otto-world.ts';
import { pieceOf, startShipmentWorld, stateOf, writesTo } from './shipment-world.ts';

describe('the cancellation of a piece', () => {
  it('names this piece alone and has no body', async () => {
    const world = await startShipmentWorld();
    const { client, otto, order } = world;
    const { positionItemId } = pieceOf(order, 1);
    await client.cancelPosition(order.salesOrderId, positionItemId);
    expect([0, 1, 2].map((index) => stateOf(otto, order, index))).toEqual([
      'PROCESSABLE',
      'CANCELLED_BY_PARTNER',
      'PROCESSABLE',
    ]);
    expect(writesTo(world).map(({ path, body }) => [path, body])).toEqual([
      [`/v4/orders/${order.salesOrderId}/positionItems/${positionItemId}/cancellation`, ''],
    ]);
  });

  it.each([200, 202, 204] as const)('has come about with %i', async (cancellationSuccessStatus) => {
    const { client, otto, order } = await startShipmentWorld({ cancellationSuccessStatus });
    const { positionItemId } = pieceOf(order);
    await expect(
      client.cancelPosition(order.salesOrderId, positionItemId),
    ).resolves.toBeUndefined();
    expect(stateOf(otto, order)).toBe('CANCELLED_BY_PARTNER');
  });

  it('has come about whatever OTTO says to it', async () => {
    const { client, otto, order } = await startShipmentWorld();
    otto.faults.answerWith(202, { body: 'OK' });
    await expect(
      client.cancelPosition(order.salesOrderId, pieceOf(order).positionItemId),
    ).resolves.toBeUndefined();
  });

  it('is open when a web page answers in place of OTTO', async () => {
    const { client, otto, order } = await startShipmentWorld();
    otto.faults.htmlPage(200);
    const error = await rejectionOf(
      client.cancelPosition(order.salesOrderId, pieceOf(order).positionItemId),
    );
    expect(ottoOutcomeOf(error)).toBe('unknown');
  });

  it('may be repeated', async () => {
    const { client, otto, order } = await startShipmentWorld();
    const cancel = () => client.cancelPosition(order.salesOrderId, pieceOf(order).positionItemId);
    await cancel();
    await cancel();
    expect(stateOf(otto, order)).toBe('CANCELLED_BY_PARTNER');
  });

  it.each([['ANNOUNCED'], ['SENT'], ['RETURNED'], ['CANCELLED_BY_MARKETPLACE']] as const)(
    'is refused with a conflict while the piece is %s',
    async (fulfillmentStatus) => {
      const { client, otto } = await startShipmentWorld();
      const order = buildSalesOrder({ seed: 'other', positionItems: [{ fulfillmentStatus }] });
      otto.addOrder(order);
      const error = await rejectionOf(
        client.cancelPosition(order.salesOrderId, pieceOf(order).positionItemId),
      );
      expect(error).toMatchObject({ statusCode: 409, titles: ['CONFLICT'] });
      expect(ottoOutcomeOf(error)).toBe('refused');
      expect(stateOf(otto, order)).toBe(fulfillmentStatus);
    },
  );

  it('of an unknown piece is refused', async () => {
    const { client, order } = await startShipmentWorld();
    const stranger = pieceOf(buildSalesOrder({ seed: 'stranger' })).positionItemId;
    const error = await rejectionOf(client.cancelPosition(order.salesOrderId, stranger));
    expect(error).toMatchObject({ statusCode: 404 });
    expect(ottoOutcomeOf(error)).toBe('refused');
  });

  it('never names several pieces at once', async () => {
    const { client, otto, order } = await startShipmentWorld();
    const list = [0, 1].map((index) => pieceOf(order, index).positionItemId).join(',');
    const error = await rejectionOf(client.cancelPosition(order.salesOrderId, list));
    expect(ottoOutcomeOf(error)).toBe('refused');
    expect(otto.requests).toEqual([]);
  });
});
