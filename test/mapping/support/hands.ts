import fc from 'fast-check';
import type { SalesOrder } from '../../../src/mapping/otto/sales-order.ts';
import { REDUCTIONS_CENTS } from './after-sales.ts';
import { type History, histories, type Look } from './histories.ts';
import type { ModelShop } from './model-shop.ts';

/** One thing a person does to an order in the shop; `line` counts the lines and wraps around. */
export type Hand =
  | { did: 'status'; status: string }
  | { did: 'address'; city: string }
  | { did: 'bin' }
  | { did: 'quantity'; line: number; quantity: number; withAmounts: boolean }
  | { did: 'amount'; line: number; cents: number }
  | { did: 'line removed'; line: number }
  | { did: 'line added' }
  | { did: 'fee added' }
  | { did: 'piece refunded'; line: number; withStock: boolean }
  | { did: 'sum refunded'; cents: number };

const line = fc.nat({ max: 7 });

/** What leaves lines, sums and refunds alone. */
export const gentleHands: fc.Arbitrary<Hand> = fc.oneof(
  fc
    .constantFrom('packed', 'failed', 'on-hold', 'processing', 'completed', 'cancelled')
    .map((status): Hand => ({ did: 'status', status })),
  fc.constantFrom('Potsdam', 'Leipzig').map((city): Hand => ({ did: 'address', city })),
);

/** What a line shows, without adding anything of one's own to the order. */
export const lineHands: fc.Arbitrary<Hand> = fc.oneof(
  fc
    .record({ line, quantity: fc.integer({ min: 1, max: 4 }), withAmounts: fc.boolean() })
    .map((given): Hand => ({ did: 'quantity', ...given })),
  fc
    .record({ line, cents: fc.integer({ min: 0, max: 5_000 }) })
    .map((given): Hand => ({ did: 'amount', ...given })),
  line.map((index): Hand => ({ did: 'line removed', line: index })),
);

export const otherHands: fc.Arbitrary<Hand> = fc.oneof(
  fc.constantFrom<Hand>({ did: 'line added' }, { did: 'fee added' }),
  fc
    .record({ line, withStock: fc.boolean() })
    .map((given): Hand => ({ did: 'piece refunded', ...given })),
  fc
    .oneof(fc.integer({ min: 1, max: 20_000 }), fc.constantFrom(...REDUCTIONS_CENTS))
    .map((cents): Hand => ({ did: 'sum refunded', cents })),
);

/** An order's life at OTTO with, after each look of the bridge, what people did to it in the shop. */
export type HandledHistory = {
  looks: (Look & { hands: Hand[] })[];
  last: History['last'];
  afterSale: History['afterSale'];
};

/** What OTTO nowhere describes, but may show: a piece that comes late or is missing for a while. */
type Oddities = {
  /** from which look on the last piece is listed; looks count from 0, the end always lists it */
  listedFrom: number;
  /** looks in which the first piece is not listed */
  missingIn: number[];
  /** from which look on the second piece costs something else */
  repricedFrom: number | undefined;
};

const look = fc.nat({ max: 12 });
const oddities: fc.Arbitrary<Oddities> = fc.record({
  listedFrom: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, look),
  missingIn: fc.array(look, { maxLength: 2 }),
  repricedFrom: fc.constant(undefined),
});

/** Random legal histories with random hands in the shop, as OTTO describes its orders. */
export function historiesWith(hand: fc.Arbitrary<Hand>): fc.Arbitrary<HandledHistory> {
  return withHands(hand, fc.constant({ listedFrom: 0, missingIn: [], repricedFrom: undefined }));
}

/** The same, with what OTTO does not describe. */
export function oddHistoriesWith(
  hand: fc.Arbitrary<Hand>,
  { withNewPrices }: { withNewPrices: boolean },
): fc.Arbitrary<HandledHistory> {
  const repriced = fc.tuple(oddities, fc.option(look, { nil: undefined }));
  return withHands(
    hand,
    withNewPrices ? repriced.map(([odd, repricedFrom]) => ({ ...odd, repricedFrom })) : oddities,
  );
}

function withHands(
  hand: fc.Arbitrary<Hand>,
  odd: fc.Arbitrary<Oddities>,
): fc.Arbitrary<HandledHistory> {
  const hands = fc.array(fc.array(hand, { maxLength: 2 }), { minLength: 25, maxLength: 25 });
  return fc
    .record({ history: histories, hands, odd })
    .map(({ history, hands: done, odd: chosen }) => ({
      looks: history.looks.map(({ salesOrder, afterSale, mostSteps }, index) => ({
        salesOrder: oddly(salesOrder, index, chosen),
        afterSale,
        mostSteps,
        hands: done[index] ?? [],
      })),
      last: oddly(history.last, Number.POSITIVE_INFINITY, chosen),
      afterSale: history.afterSale,
      [fc.toStringMethod](): string {
        return storyOf(this);
      },
    }));
}

function oddly(salesOrder: SalesOrder, moment: number, odd: Oddities): SalesOrder {
  const { listedFrom, missingIn, repricedFrom } = odd;
  const [first, second, ...rest] = salesOrder.positionItems;
  const last = rest.at(-1);
  if (!first || !second || !last) return salesOrder;
  const isDearer = repricedFrom !== undefined && moment >= repricedFrom;
  const payableCents = isDearer ? second.payableCents + 150 : second.payableCents;
  const positionItems = [
    ...(missingIn.includes(moment) ? [] : [first]),
    { ...second, payableCents, grossCents: Math.max(second.grossCents, payableCents) },
    ...rest.slice(0, -1),
    ...(moment < listedFrom ? [] : [last]),
  ];
  return { ...salesOrder, positionItems };
}

/** A history as a person would tell it, so that a failing one can be read. */
function storyOf({ looks, last, afterSale: inTheEnd }: HandledHistory): string {
  const shown = ({ positionItems, deliveryFees }: SalesOrder) =>
    [
      ...positionItems.map(
        (piece) =>
          `${piece.positionItemId} ${piece.sku || 'no SKU'} ${piece.payableCents}/${piece.vatRatePercent}% ${piece.fulfillmentStatus}`,
      ),
      ...deliveryFees.map((fee) => `fee ${fee.grossCents}`),
    ].join(', ');
  const back = ({ moneyBack }: History['afterSale']) =>
    moneyBack.map(({ moneyKey, cents }) => `went back: ${moneyKey} ${cents}`);
  return [
    '',
    ...looks.flatMap(({ salesOrder, afterSale, mostSteps, hands }) => [
      `OTTO shows: ${shown(salesOrder)} (at most ${mostSteps} steps)`,
      ...back(afterSale),
      ...hands.map((hand) => `a person: ${JSON.stringify(hand)}`),
    ]),
    `OTTO shows at last: ${shown(last)}`,
    ...back(inTheEnd),
  ].join('\n');
}

/** Does it, where the order is there and it can be done. */
export function lay(hand: Hand, shop: ModelShop): void {
  const found = shop.found();
  if (!found) return;
  const { order, refunds } = found;
  const left = order.totalCents - refunds.reduce((sum, refund) => sum + refund.amountCents, 0);
  const chosen = (index: number) => order.lineItems[index % Math.max(1, order.lineItems.length)];
  if (hand.did === 'status') shop.changeByHand({ status: hand.status });
  else if (hand.did === 'address') shop.changeByHand({ shipping: { city: hand.city } });
  else if (hand.did === 'bin') shop.binByHand();
  else if (hand.did === 'line added') {
    shop.changeByHand({ line_items: [{ product_id: 10, quantity: 1 }] });
  } else if (hand.did === 'fee added') {
    shop.changeByHand({ fee_lines: [{ name: 'Geschenkpapier', total: '3.00' }] });
  } else if (hand.did === 'sum refunded') {
    if (left > 0) shop.refundByHand(Math.min(hand.cents, left));
  } else {
    const target = chosen(hand.line);
    if (!target) return;
    const { lineItemId: id, quantity, pieceCents = 0 } = target;
    if (hand.did === 'line removed') shop.changeByHand({ line_items: [{ id, quantity: 0 }] });
    else if (hand.did === 'amount') {
      shop.changeByHand({ line_items: [{ id, total: (hand.cents / 100).toFixed(2) }] });
    } else if (hand.did === 'quantity') {
      const stored = shop.storedOrder()?.lineItems.find((each) => each.id === id);
      const total = ((Number(stored?.total) * hand.quantity) / quantity).toFixed(6);
      const amounts = hand.withAmounts ? { total, subtotal: total } : {};
      shop.changeByHand({ line_items: [{ id, quantity: hand.quantity, ...amounts }] });
    } else if (pieceCents > 0 && pieceCents <= left) {
      const pieces = hand.withStock ? { lineItemId: id, quantity: 1 } : undefined;
      shop.refundByHand(pieceCents, pieces);
    }
  }
}
