import { expect, it } from 'vitest';
import { decisionExtent } from '../../../src/bridge/words/return-words.ts';
import type { AcceptanceReason } from '../../../src/mapping/returns/return-words.ts';
import { SHIRT, STOCK, type WorldOptions } from '../support/world.ts';
import { accepting, type DeskWorld, startDeskWorld } from './desk-world.ts';

/** Of two shirts that are sent, one is accepted for a reason. */
async function acceptOne(
  world: DeskWorld,
  reason: AcceptanceReason,
): Promise<{ isTold: boolean; what: string; cents: number }> {
  const order = await world.sentOrder({ positionItems: [{}, {}] });
  const wish = accepting(order, order.pieces[0], { reason });
  const { answers, extent } = await world.decide([wish], { dryRun: true });
  await world.decide([wish]);
  await world.settle(5);
  expect(world.otto.returns.timesAccepted(order.pieces[0] ?? '')).toBe(1);
  return {
    isTold: answers[0]?.isRestocked ?? false,
    what: decisionExtent('de', extent),
    cents: extent.sumCents,
  };
}

const ALL_BACK: WorldOptions = { rules: { restockReturned: true } };

it.each<[AcceptanceReason, WorldOptions, boolean]>([
  ['RETURN_RECEIVED', {}, false],
  ['RETURN_RECEIVED', ALL_BACK, true],
  // It lies on the shelf, where a cancelled piece lies.
  ['STATUS_SENT_BY_ACCIDENT', {}, true],
  ['SHIPMENT_LOST', ALL_BACK, false],
  ['COMPLAINT', ALL_BACK, false],
])(
  'what is accepted as %s is put on stock as the desk said before (%o: %s)',
  async (reason, options, isPut) => {
    const world = await startDeskWorld(options);
    const { isTold, what, cents } = await acceptOne(world, reason);
    expect(world.stock(SHIRT)).toBe(isPut ? STOCK - 1 : STOCK - 2);
    expect(isTold).toBe(isPut);
    expect(cents).toBe(2499);
    expect(what).toContain(
      isPut
        ? 'Ein Stück kommt im Shop wieder auf Lager.'
        : 'Ein Stück kommt im Shop nicht wieder auf Lager.',
    );
  },
);
