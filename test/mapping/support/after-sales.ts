import fc from 'fast-check';
import { livePieces, orderPhase } from '../../../src/mapping/order-phase.ts';
import type { SalesOrder } from '../../../src/mapping/otto/sales-order.ts';
import {
  type AfterSale,
  type MoneyBack,
  moneyKey,
} from '../../../src/mapping/receipts/money-back.ts';
import { RETURN_CONDITIONS } from '../../../src/mapping/returns/return-words.ts';

/** What may go back of an order while its sale stands, and when the ledger hears of it. */
export type AfterSales = {
  reductions: { piece: number; cents: number; knownAt: number }[];
  /** how much of the delivery fees, and of what is left of them then; nothing of an order without any */
  fee: { share: number; knownAt: number } | undefined;
  other: { share: number; knownAt: number } | undefined;
  conditions: (AfterSaleLetter | undefined)[];
  /** moments at which the ledger has forgotten all money: it was lost, and reads it again later */
  forgottenAt: number[];
};

type AfterSaleLetter = (typeof RETURN_CONDITIONS)[number];

const moment = fc.nat({ max: 24 });
const share = fc.record({ share: fc.constantFrom(0.3, 1), knownAt: moment });

/** Sums that people book by hand, too. */
export const REDUCTIONS_CENTS = [100, 250, 500, 1999];

export const afterSales: fc.Arbitrary<AfterSales> = fc.record({
  reductions: fc.array(
    fc.record({
      piece: fc.nat({ max: 7 }),
      cents: fc.constantFrom(...REDUCTIONS_CENTS),
      knownAt: moment,
    }),
    { maxLength: 4 },
  ),
  fee: fc.option(share, { nil: undefined }),
  other: fc.option(share, { nil: undefined }),
  conditions: fc.array(fc.option(fc.constantFrom(...RETURN_CONDITIONS), { nil: undefined }), {
    minLength: 8,
    maxLength: 8,
  }),
  forgottenAt: fc.array(moment, { maxLength: 3 }),
});

/** All of it as it is known in the end: of pieces that were sent, and never more than the fees. */
export function afterSaleOf(last: SalesOrder, given: AfterSales): AfterSale {
  const wasSent = (index: number) =>
    ['SENT', 'RETURNED'].includes(last.positionItems[index]?.fulfillmentStatus ?? '');
  const reductions = given.reductions.flatMap(({ piece, cents }, index): MoneyBack[] => {
    const positionItemId = last.positionItems[piece]?.positionItemId;
    if (positionItemId === undefined || !wasSent(piece)) return [];
    const key = moneyKey(`R-${index}`, positionItemId);
    return [{ moneyKey: key, kind: 'reduction', positionItemId, cents }];
  });
  const feeCents = last.deliveryFees.reduce((sum, fee) => sum + fee.grossCents, 0);
  const backCents = Math.floor(feeCents * (given.fee?.share ?? 0));
  const otherCents = Math.floor((feeCents - backCents) * (given.other?.share ?? 0));
  const ofOrder: MoneyBack[] = [
    {
      moneyKey: moneyKey('F', 'fee'),
      kind: 'delivery-fee',
      positionItemId: undefined,
      cents: backCents,
    },
    {
      moneyKey: moneyKey('O', 'other'),
      kind: 'other',
      positionItemId: undefined,
      cents: otherCents,
    },
  ];
  return {
    moneyBack: [...reductions, ...ofOrder.filter(({ cents }) => cents > 0)],
    conditions: new Map(
      last.positionItems.flatMap(({ positionItemId }, index) => {
        const condition = given.conditions[index];
        return condition ? [[positionItemId, condition] as const] : [];
      }),
    ),
  };
}

/** What of it the ledger knows at a moment: of pieces that are sent by then. */
export function knownAt(
  at: number,
  { positionItems }: SalesOrder,
  { moneyBack, conditions }: AfterSale,
  given: AfterSales,
): AfterSale {
  if (given.forgottenAt.includes(at)) return { moneyBack: [], conditions };
  const sent = positionItems
    .filter(({ fulfillmentStatus }) => ['SENT', 'RETURNED'].includes(fulfillmentStatus ?? ''))
    .map(({ positionItemId }) => positionItemId);
  const isKnown = ({ moneyKey: key, kind, positionItemId }: MoneyBack): boolean => {
    if (kind === 'delivery-fee') return (given.fee?.knownAt ?? 0) <= at && sent.length > 0;
    if (kind === 'other') return (given.other?.knownAt ?? 0) <= at && sent.length > 0;
    const index = Number(key.slice(2, key.indexOf('|')));
    return (given.reductions[index]?.knownAt ?? 0) <= at && sent.includes(positionItemId ?? '');
  };
  return { moneyBack: moneyBack.filter(isKnown), conditions };
}

/** What went back of an order at OTTO beyond the pieces that left, cents. */
export function wentBackCents(salesOrder: SalesOrder, { moneyBack }: AfterSale): number {
  if (orderPhase(salesOrder.positionItems) === 'announced') return 0;
  const kept = livePieces(salesOrder.positionItems).filter(
    ({ fulfillmentStatus }) => fulfillmentStatus !== 'RETURNED',
  );
  const ofPieces = kept.map(({ positionItemId, payableCents }) => {
    const cents = moneyBack
      .filter((one) => one.positionItemId === positionItemId)
      .reduce((sum, one) => sum + one.cents, 0);
    return Math.min(cents, payableCents);
  });
  const ofOrder = moneyBack.filter(({ kind }) => kind !== 'reduction').map(({ cents }) => cents);
  return [...ofPieces, ...ofOrder].reduce((sum, cents) => sum + cents, 0);
}
