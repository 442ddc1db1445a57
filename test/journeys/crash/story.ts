import { sandboxProducts } from '../../fixtures/otto/index.ts';
import { MINUTE, type World, type WorldOptions } from '../support/world.ts';

export const STORY_WORLD = { rules: { announcedImport: 'all' } } as const satisfies WorldOptions;

const { smartphone, fridge } = sandboxProducts;

export type Story = {
  /** what happens at OTTO while nothing runs, after the disturbed run */
  later(): void;
};

/**
 * Three orders come in and one run brings them into the shop. Then they change, and four new ones
 * come: the next run has every kind of effect to make, and is the one to be disturbed.
 */
export async function tellStory(world: World): Promise<Story> {
  const { otto } = world;
  const partlyCancelled = world.order({
    seed: 'partly-cancelled',
    positionItems: [{}, { product: smartphone }],
  });
  const returned = world.order({ seed: 'returned', initialDeliveryFees: [] });
  const released = world.order({
    seed: 'released-between',
    payment: { paymentMethod: 'PREPAYMENT' },
    positionItems: [
      { fulfillmentStatus: 'ANNOUNCED' },
      { fulfillmentStatus: 'ANNOUNCED', product: smartphone },
    ],
  });
  await world.run();
  await world.clock.advance(10 * MINUTE);

  const gone = partlyCancelled.positionItems[1]?.positionItemId ?? '';
  otto.cancelByMarketplace(partlyCancelled.salesOrderId, [gone]);
  otto.send(returned.salesOrderId);
  otto.returnItems(returned.salesOrderId);
  const unpaid = released.positionItems[1]?.positionItemId ?? '';
  otto.cancelByMarketplace(released.salesOrderId, [unpaid], 'PAYMENT_ABORTED');
  otto.release(released.salesOrderId);
  world.order({ seed: 'ready' });
  world.order({ seed: 'one-of-two-reduced', positionItems: [{ discount: 5 }, {}] });
  world.order({ seed: 'take-back', positionItems: [{ product: fridge, weeePickup: true }] });
  const announced = world.order({
    seed: 'announced',
    positionItems: [{ fulfillmentStatus: 'ANNOUNCED' }],
  });
  return { later: () => otto.release(announced.salesOrderId) };
}
