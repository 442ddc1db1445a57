import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mapAddresses } from '../../src/mapping/address.ts';
import { type Contradiction, findContradictions } from '../../src/mapping/contradictions.ts';
import { type ImportRules, importRulesSchema } from '../../src/mapping/import-rules.ts';
import { isCancelledPhase, livePieces, orderPhase } from '../../src/mapping/order-phase.ts';
import { orderTotalCents } from '../../src/mapping/order-total.ts';
import { isCancelled } from '../../src/mapping/otto/fulfillment-status.ts';
import type { SalesOrder } from '../../src/mapping/otto/sales-order.ts';
import { isByHand } from '../../src/mapping/refunded-pieces.ts';
import type { ShopStep } from '../../src/mapping/shop-plan.ts';
import { META } from '../../src/mapping/woocommerce/order-meta.ts';
import { wentBackCents } from './support/after-sales.ts';
import { SHOP_PRODUCTS } from './support/basket.ts';
import {
  gentleHands,
  type Hand,
  type HandledHistory,
  historiesWith,
  lay,
  lineHands,
  oddHistoriesWith,
  otherHands,
} from './support/hands.ts';
import { importInto, planFor } from './support/import-into.ts';
import { ModelShop } from './support/model-shop.ts';
import { PROPERTY_TIMEOUT_MS, runs } from './support/property-runs.ts';
import { shopWith } from './support/shop-profiles.ts';

/*
 * Whatever people do to an order in the shop between any two looks of the bridge: the plan comes to an
 * end, leaves their work alone, moves money only for pieces that left, and what does not agree is told.
 */

const EARLY = importRulesSchema.parse({ announcedImport: 'all', restockReturned: true });
/** Statuses no phase of {@link EARLY} leads to: the bridge can't have set them. */
const OWNERS_OWN = ['packed', 'failed'];

const anyHand: fc.Arbitrary<Hand> = fc.oneof(
  { weight: 3, arbitrary: gentleHands },
  { weight: 3, arbitrary: lineHands },
  { weight: 3, arbitrary: otherHands },
  { weight: 1, arbitrary: fc.constant<Hand>({ did: 'bin' }) },
);

/** With whatever OTTO may show, be it nowhere described. */
const anyHistory = oddHistoriesWith(anyHand, { withNewPrices: true });

type Lived = { shop: ModelShop; end: ShopStep; hands: Hand[]; removedIds: Set<string> };

/** Lives the history through; `watch` sees every step with the shop as it stood before it. */
function lived(
  history: HandledHistory,
  rules: ImportRules,
  watch: (step: ShopStep, before: ModelShop, salesOrder: SalesOrder) => void = () => {},
): Lived {
  const shop = new ModelShop(shopWith(), SHOP_PRODUCTS);
  const removedIds = new Set<string>();
  const hands: Hand[] = [];
  shop.beforeEach = (step) => watch(step, shop, current);
  let current = history.last;
  for (const look of history.looks) {
    current = look.salesOrder;
    importInto(shop, look.salesOrder, rules, look.mostSteps, false, look.afterSale);
    for (const hand of look.hands) {
      const before = idsIn(shop);
      lay(hand, shop);
      const after = idsIn(shop);
      for (const id of before) if (!after.has(id)) removedIds.add(id);
      if (shop.found()) hands.push(hand);
    }
  }
  current = history.last;
  const { last, afterSale } = history;
  const end = importInto(shop, last, rules, undefined, false, afterSale);
  expect(['none', 'hold', 'backlog', 'skip']).toContain(end.step.action);
  const again = planFor(shop, last, rules, false, afterSale);
  expect(again, 'planning again changes nothing').toEqual(end);
  return { shop, end: end.step, hands, removedIds };
}

const idsIn = (shop: ModelShop) =>
  new Set(shop.found()?.order.lineItems.flatMap((line) => line.positionItemIds) ?? []);

function contradictionsIn(
  shop: ModelShop,
  { last: salesOrder, afterSale }: HandledHistory,
): Contradiction[] {
  const found = shop.found();
  if (!found) return [];
  const { positionItems } = salesOrder;
  const otto = {
    phase: orderPhase(positionItems),
    positionItems,
    grossCents: orderTotalCents(salesOrder),
    addressFingerprint: mapAddresses(salesOrder)?.fingerprint,
    afterSale,
  };
  return findContradictions(otto, found, EARLY);
}

it('moves money once for each piece, and only for pieces that left', {
  timeout: PROPERTY_TIMEOUT_MS,
}, () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const refunded: string[] = [];
      // A refund above what is left of the total is refused by the shop, which fails this test too.
      lived(history, EARLY, (step, _shop, salesOrder) => {
        if (step.action !== 'refund') return;
        refunded.push(...step.positionItemIds);
        for (const id of step.positionItemIds) {
          const piece = salesOrder.positionItems.find((each) => each.positionItemId === id);
          const hasLeft =
            isCancelled(piece?.fulfillmentStatus) || piece?.fulfillmentStatus === 'RETURNED';
          expect(hasLeft, `${id} is ${piece?.fulfillmentStatus}`).toBe(true);
        }
      });
      expect(new Set(refunded).size).toBe(refunded.length);
    }),
    runs(100),
  );
});

it('notes everything once: each piece that left, each parcel', {
  timeout: PROPERTY_TIMEOUT_MS,
}, () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const { shop } = lived(history, EARLY);
      const keys = shop.written.flatMap((step) => step.notes.map((note) => note.key));
      expect(keys).toEqual([...new Set(keys)]);
    }),
    runs(100),
  );
});

it('writes over no status that a person chose', { timeout: PROPERTY_TIMEOUT_MS }, () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      lived(history, EARLY, (step, shop) => {
        if (step.action !== 'update' || step.change.status === undefined) return;
        expect(OWNERS_OWN).not.toContain(shop.found()?.order.status);
      });
    }),
    runs(100),
  );
});

it('never brings back a line that a person took out', { timeout: PROPERTY_TIMEOUT_MS }, () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const { shop, removedIds } = lived(history, EARLY);
      expect([...idsIn(shop)].filter((id) => removedIds.has(id))).toEqual([]);
    }),
    runs(100),
  );
});

/** What the sale comes to in the shop, and at OTTO: the money, and the pieces still sold. */
function standings(shop: ModelShop, { last: salesOrder, afterSale }: HandledHistory) {
  const found = shop.found();
  const returned = salesOrder.positionItems.filter(
    (piece) => piece.fulfillmentStatus === 'RETURNED',
  );
  const ottoCents =
    orderTotalCents(salesOrder) -
    returned.reduce((sum, piece) => sum + piece.payableCents, 0) -
    wentBackCents(salesOrder, afterSale);
  const refundedCents = found?.refunds.reduce((sum, refund) => sum + refund.amountCents, 0) ?? 0;
  const back = found?.refunds.flatMap((refund) => refund.lines) ?? [];
  const sold = found?.order.lineItems.filter((line) => line.positionItemIds.length > 0) ?? [];
  return {
    ottoCents,
    shopCents: (found?.order.totalCents ?? 0) - refundedCents,
    ottoPieces: livePieces(salesOrder.positionItems).length - returned.length,
    shopPieces:
      sold.reduce((sum, line) => sum + line.quantity, 0) -
      back.reduce((sum, { quantity }) => sum + quantity, 0),
  };
}

it('comes to the cent where nobody touched money or lines, whatever else they did', {
  timeout: PROPERTY_TIMEOUT_MS,
}, () => {
  fc.assert(
    fc.property(historiesWith(gentleHands), (history) => {
      const { shop, end } = lived(history, EARLY);
      const phase = orderPhase(history.last.positionItems);
      const isOpen = phase !== undefined && phase !== 'announced' && !isCancelledPhase(phase);
      if (!shop.found() || end.action !== 'none' || !isOpen) return;
      const { shopCents, ottoCents } = standings(shop, history);
      expect(shopCents).toBe(ottoCents);
    }),
    runs(100),
  );
});

it('tells of every sum and every quantity that is not OTTO’s', {
  timeout: PROPERTY_TIMEOUT_MS,
}, () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const { shop, end } = lived(history, EARLY);
      const found = shop.found();
      const phase = orderPhase(history.last.positionItems);
      const isOpen = phase !== undefined && phase !== 'announced' && !isCancelledPhase(phase);
      if (!found || end.action !== 'none' || !isOpen) return;
      const told = contradictionsIn(shop, history).map(({ code }) => code);
      if (told.length > 0) return;
      const { shopCents, ottoCents, shopPieces, ottoPieces } = standings(shop, history);
      expect(shopCents).toBe(ottoCents);
      const ofSums = found.refunds.some((refund) => isByHand(refund) && refund.lines.length === 0);
      if (!ofSums) expect(shopPieces).toBe(ottoPieces);
    }),
    runs(200),
  );
});

it('has nothing to tell where nobody did anything', { timeout: PROPERTY_TIMEOUT_MS }, () => {
  fc.assert(
    fc.property(historiesWith(gentleHands), (history) => {
      const untouched = { ...history, looks: history.looks.map((l) => ({ ...l, hands: [] })) };
      const { shop } = lived(untouched, EARLY);
      expect(contradictionsIn(shop, history)).toEqual([]);
    }),
    runs(100),
  );
});

it('says what OTTO says where the owner yields, and has nothing left to tell', {
  timeout: PROPERTY_TIMEOUT_MS,
}, () => {
  const hands = fc.oneof(gentleHands, lineHands, fc.constant<Hand>({ did: 'bin' }));
  fc.assert(
    fc.property(oddHistoriesWith(hands, { withNewPrices: false }), (history) => {
      const { shop } = lived(history, EARLY);
      const { last, afterSale } = history;
      const end = importInto(shop, last, EARLY, undefined, true, afterSale);
      const found = shop.found();
      const phase = orderPhase(history.last.positionItems);
      if (!found || phase === undefined || end.step.action === 'hold') return;
      expect(end.step.action).toBe('none');
      expect(planFor(shop, last, EARLY, true, afterSale)).toEqual(end);
      const lineIds = found.order.lineItems.map((line) => line.lineItemId);
      const refundedIn = found.refunds.flatMap((refund) => refund.lines);
      // A refund whose line a person took out stands alone: only a person can take it back.
      if (refundedIn.some(({ lineItemId }) => !lineIds.includes(lineItemId))) return;
      // What a person changed by no more than a line may be rounded is not seen as a change.
      const isRounding = (each: Contradiction) =>
        each.code === 'total-differs-in-shop' &&
        Math.abs(each.expectedCents - each.actualCents) <= 2 * lineIds.length;
      const told = contradictionsIn(shop, history);
      expect(told.filter((each) => !isRounding(each))).toEqual([]);
      if (told.length > 0) return;
      if (isCancelledPhase(phase)) {
        expect(found.order.status).toBe('cancelled');
        return;
      }
      const refundedIds = new Set(found.refunds.flatMap((refund) => refund.positionItemIds));
      const live = livePieces(history.last.positionItems).map((piece) => piece.positionItemId);
      expect([...idsIn(shop)].filter((id) => !refundedIds.has(id)).sort()).toEqual(
        live.filter((id) => !refundedIds.has(id)).sort(),
      );
      if (phase === 'announced') return;
      const { shopCents, ottoCents } = standings(shop, history);
      expect(shopCents).toBe(ottoCents);
      expect(found.order.meta[META.phase]).toBe(phase);
    }),
    runs(150),
  );
});
