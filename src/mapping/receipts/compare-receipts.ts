import { isCancelled } from '../otto/fulfillment-status.ts';
import type {
  ComparedOrder,
  ComparedPiece,
  ComparedReceipt,
  ReceiptComparison,
  ReceiptDifference,
  ReceiptSums,
  ReceiptToCome,
  WhyNotCompared,
} from './compared-order.ts';
import { countedReceipts } from './counted-receipts.ts';
import { goodsCents } from './money-of-receipt.ts';

/**
 * Whether the receipts of an order, OTTO's order itself and the shop order say the same, to the cent.
 *
 * Services stand on receipts alone, so that they are left out. Vouchers are a means of payment: they
 * lower what is due, and no sum here. Technical receipts move no money. Of what OTTO calls no real
 * receipt it is not documented how it bills: only that such receipts agree is believed.
 *
 * @param order undefined = the ledger does not know it
 * @param receipts of an order that is not known
 */
export function compareReceipts(
  order: ComparedOrder | undefined,
  receipts: readonly ComparedReceipt[] = order?.receipts ?? [],
): ReceiptComparison {
  const real = sumsOf(
    receipts.filter(({ isReal }) => isReal),
    order,
  );
  if (!order) return notCompared('order-unknown', real);
  const counted = countedReceipts(order.receipts);
  const sums = sumsOf(counted, order);
  if (!order.shop) return notCompared('order-not-in-shop', sums);
  if (order.pieces.some((piece) => piece.fulfillmentStatus === undefined)) {
    return notCompared('piece-state-unknown', sums);
  }
  const facts = factsOf(order, counted);
  const toCome = receiptsToCome(order, facts);
  if (toCome.isTechnical) return notCompared('technical-receipts', sums);
  const { open } = toCome;
  const isComplete = open.length === 0;
  // Orders name the fees of the checkout alone: where all receipts are there, they decide.
  const isShopRight = isComplete && sums.shopCents === sums.purchaseCents - sums.refundCents;
  const found = [
    ...comparePurchases(order, facts),
    ...(isShopRight ? [] : compareFees(order, facts, isComplete)),
    ...compareFeeRefunds(facts),
    ...compareRefunds(order, facts),
  ];
  const differences = found.length > 0 || !isComplete ? found : compareShop(order, sums);
  if (differences.length > 0 && !counted.every(({ isReal }) => isReal)) {
    return notCompared('technical-receipts', real);
  }
  const findings = [...differences, ...open];
  if (differences.length > 0) return { verdict: 'differs', sums, findings };
  return { verdict: open.length > 0 ? 'open' : 'agree', sums, findings };
}

function notCompared(code: WhyNotCompared, sums: ReceiptSums): ReceiptComparison {
  return { verdict: 'not-compared', sums, findings: [{ code }] };
}

type Facts = {
  purchases: ComparedReceipt[];
  /** of both types */
  refunds: ComparedReceipt[];
  technical: ComparedReceipt[];
  /** of those that count */
  numbers: ReadonlySet<string>;
  /** ids of the pieces that a purchase receipt names */
  billed: ReadonlySet<string>;
  /** ids of the pieces that a REFUND names */
  givenBack: ReadonlySet<string>;
  /** what went back of each piece by reductions that have a receipt, by its id */
  reduced: ReadonlyMap<string, number>;
};

function factsOf(
  { receipts, moneyBack }: ComparedOrder,
  counted: readonly ComparedReceipt[],
): Facts {
  const inOrder = counted.toSorted((one, other) => (ageOf(one) < ageOf(other) ? -1 : 1));
  const purchases = inOrder.filter(isPurchase);
  const refunds = inOrder.filter((receipt) => !isPurchase(receipt));
  const numbers = new Set(inOrder.map(({ receiptNumber }) => receiptNumber));
  const reduced = new Map<string, number>();
  for (const { positionItemId, cents, receiptNumber } of moneyBack) {
    if (positionItemId === undefined || !numbers.has(receiptNumber ?? '')) continue;
    reduced.set(positionItemId, (reduced.get(positionItemId) ?? 0) + cents);
  }
  return {
    purchases,
    refunds,
    technical: receipts.filter((receipt) => !counted.includes(receipt)),
    numbers,
    billed: piecesOf(purchases),
    givenBack: piecesOf(refunds.filter(({ receiptType }) => receiptType === 'REFUND')),
    reduced,
  };
}

function ageOf({ createdAt, receiptNumber }: ComparedReceipt): string {
  return `${createdAt} ${receiptNumber}`;
}

function isPurchase({ receiptType }: ComparedReceipt): boolean {
  return receiptType === 'PURCHASE';
}

function piecesOf(receipts: readonly ComparedReceipt[]): Set<string> {
  return new Set(receipts.flatMap(({ pieces }) => pieces.map((piece) => piece.positionItemId)));
}

function add<Thing>(things: readonly Thing[], cents: (thing: Thing) => number): number {
  return things.reduce((sum, thing) => sum + cents(thing), 0);
}

function hasLeft({ fulfillmentStatus }: ComparedPiece): boolean {
  return fulfillmentStatus === 'RETURNED' || isCancelled(fulfillmentStatus);
}

function wasSent({ fulfillmentStatus }: ComparedPiece): boolean {
  return fulfillmentStatus === 'SENT' || fulfillmentStatus === 'RETURNED';
}

/** A piece whose receipt to come stands on a technical one gets no other: nothing can be compared. */
function receiptsToCome(
  { pieces, moneyBack }: ComparedOrder,
  { billed, givenBack, technical, numbers }: Facts,
): { open: ReceiptToCome[]; isTechnical: boolean } {
  const unbilled = pieces.filter((piece) => wasSent(piece) && !billed.has(piece.positionItemId));
  const unrefunded = pieces.filter(
    (piece) =>
      hasLeft(piece) && billed.has(piece.positionItemId) && !givenBack.has(piece.positionItemId),
  );
  const onTechnical = (type: string) =>
    piecesOf(technical.filter(({ receiptType }) => receiptType === type));
  const isOn = (ids: ReadonlySet<string>) => (piece: ComparedPiece) =>
    ids.has(piece.positionItemId);
  const unwritten = moneyBack.filter(
    ({ kind, receiptNumber }) => kind === 'reduction' && !numbers.has(receiptNumber ?? ''),
  );
  const unsent = pieces.filter((piece) => !wasSent(piece) && !hasLeft(piece));
  const open: ReceiptToCome[] = [
    ...(unbilled.length > 0
      ? [{ code: 'purchase-to-come', pieces: unbilled.length } as const]
      : []),
    ...(unrefunded.length > 0
      ? [{ code: 'refund-to-come', pieces: unrefunded.length } as const]
      : []),
    ...(unwritten.length > 0
      ? [{ code: 'reduction-to-come', cents: add(unwritten, ({ cents }) => cents) } as const]
      : []),
    ...(unsent.length > 0 ? [{ code: 'pieces-to-send', pieces: unsent.length } as const] : []),
  ];
  const isTechnical =
    unbilled.some(isOn(onTechnical('PURCHASE'))) || unrefunded.some(isOn(onTechnical('REFUND')));
  return { open, isTechnical };
}

/** Each purchase receipt with the pieces on it; a piece is billed once, by the first. */
function comparePurchases({ pieces }: ComparedOrder, { purchases }: Facts): ReceiptDifference[] {
  const prices = new Map(pieces.map((piece) => [piece.positionItemId, piece.payableCents]));
  const before = new Set<string>();
  return purchases.flatMap((receipt): ReceiptDifference[] => {
    const ids = [...new Set(receipt.pieces.map(({ positionItemId }) => positionItemId))];
    const priceOf = (id: string) => prices.get(id) ?? 0;
    const again = add(
      ids.filter((id) => before.has(id)),
      priceOf,
    );
    const expectedCents = add(ids, priceOf) - again;
    for (const id of ids) before.add(id);
    const actualCents = goodsCents(receipt);
    if (actualCents === expectedCents) return [];
    const { receiptNumber } = receipt;
    if (again > 0 && actualCents === expectedCents + again) {
      return [{ code: 'billed-twice', receiptNumber, cents: again }];
    }
    return [{ code: 'purchase-differs', receiptNumber, expectedCents, actualCents }];
  });
}

/** The fee stands on the first purchase receipt; an order without one never had to pay it. */
function compareFees(
  { feeCents }: ComparedOrder,
  { purchases }: Facts,
  isComplete: boolean,
): ReceiptDifference[] {
  const actualCents = add(purchases, ({ feesCents }) => feesCents);
  const fees = { expectedCents: feeCents, actualCents };
  if (actualCents > feeCents) return [{ code: 'fee-differs', ...fees }];
  const isShort = actualCents < feeCents && purchases.length > 0 && isComplete;
  return isShort ? [{ code: 'fee-not-billed', ...fees }] : [];
}

function compareFeeRefunds({ purchases, refunds }: Facts): ReceiptDifference[] {
  const expectedCents = add(purchases, ({ feesCents }) => feesCents);
  const actualCents = add(refunds, ({ feesCents }) => feesCents);
  if (actualCents <= expectedCents) return [];
  return [{ code: 'fee-refund-differs', expectedCents, actualCents }];
}

/** What went back for goods, with what the pieces that left cost and the kept ones were reduced by. */
function compareRefunds(order: ComparedOrder, facts: Facts): ReceiptDifference[] {
  const { pieces, moneyBack } = order;
  const { refunds, billed, givenBack, reduced, numbers } = facts;
  const others = moneyBack.filter(
    ({ kind, receiptNumber }) => kind === 'other' && numbers.has(receiptNumber ?? ''),
  );
  const expectedCents =
    add(pieces, (piece) => {
      const { positionItemId, payableCents } = piece;
      const isBack = hasLeft(piece) && billed.has(positionItemId) && givenBack.has(positionItemId);
      return isBack ? payableCents : (reduced.get(positionItemId) ?? 0);
    }) + add(others, ({ cents }) => cents);
  const actualCents = add(refunds, goodsCents);
  if (actualCents === expectedCents) return [];
  const kept = new Set(
    pieces.filter((piece) => !hasLeft(piece)).map(({ positionItemId }) => positionItemId),
  );
  const tooEarly = refunds.find(
    ({ receiptType, pieces: named }) =>
      receiptType === 'REFUND' && named.some(({ positionItemId }) => kept.has(positionItemId)),
  );
  if (tooEarly && actualCents > expectedCents) {
    const { receiptNumber } = tooEarly;
    return [{ code: 'refund-without-return', receiptNumber, cents: actualCents - expectedCents }];
  }
  return [{ code: 'refunds-differ', expectedCents, actualCents }];
}

function compareShop(order: ComparedOrder, sums: ReceiptSums): ReceiptDifference[] {
  const expectedCents = sums.purchaseCents - sums.refundCents;
  const { shopCents } = sums;
  if (shopCents === null || shopCents === expectedCents) return [];
  // A cancelled shop order keeps its total; its status says that nothing is to be paid.
  if (order.pieces.every((piece) => isCancelled(piece.fulfillmentStatus))) return [];
  return [{ code: 'shop-differs', expectedCents, actualCents: shopCents }];
}

function sumsOf(
  receipts: readonly ComparedReceipt[],
  order: ComparedOrder | undefined,
): ReceiptSums {
  const sum = (some: ComparedReceipt[]) =>
    add(some, ({ grossCents, servicesCents }) => grossCents - servicesCents);
  const shop = order?.shop;
  return {
    purchaseCents: sum(receipts.filter(isPurchase)),
    refundCents: sum(receipts.filter((receipt) => !isPurchase(receipt))),
    ottoCents: order ? keptCents(order) : null,
    shopCents: shop ? shop.totalCents - shop.refundedCents : null,
  };
}

/** What the buyer keeps and pays for, by OTTO's order, less what went back besides. */
function keptCents({ pieces, feeCents, moneyBack }: ComparedOrder): number {
  const kept = pieces.filter((piece) => !hasLeft(piece));
  const ids = new Set(kept.map(({ positionItemId }) => positionItemId));
  const isOver = pieces.every((piece) => isCancelled(piece.fulfillmentStatus));
  const counted = moneyBack.filter(
    ({ positionItemId }) => positionItemId === undefined || ids.has(positionItemId),
  );
  return (
    add(kept, ({ payableCents }) => payableCents) +
    (isOver ? 0 : feeCents) -
    add(counted, ({ cents }) => cents)
  );
}
