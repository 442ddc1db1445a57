import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareReceipts } from '../../../src/mapping/receipts/compare-receipts.ts';
import type { ComparedOrder } from '../../../src/mapping/receipts/compared-order.ts';
import { moneyKey } from '../../../src/mapping/receipts/money-back.ts';
import { PROPERTY_TIMEOUT_MS, runs } from '../support/property-runs.ts';
import {
  comparedOrder,
  keptCents,
  type LivedOrder,
  type LivedPiece,
  livedOrders,
  named,
  receiptOf,
  receiptsOf,
  wasSent,
} from './compared-orders.ts';

const piece = (said: Partial<LivedPiece> = {}): LivedPiece => ({
  status: 'SENT',
  cents: 4999,
  reductions: [],
  shipment: 1,
  ...said,
});

const order = (pieces: LivedPiece[], said: Partial<LivedOrder> = {}): LivedOrder => ({
  pieces,
  feeCents: 595,
  feeBackCents: 0,
  ...said,
});

const codesOf = (compared: ComparedOrder | undefined) =>
  compareReceipts(compared).findings.map(({ code }) => code);

describe('an order that OTTO billed as it should', () => {
  it(
    'agrees, or waits for what is not sent yet, whatever became of its pieces',
    () => {
      fc.assert(
        fc.property(livedOrders, (lived) => {
          const { verdict, sums, findings } = compareReceipts(comparedOrder(lived));
          const isUnsent = lived.pieces.some(({ status }) =>
            ['ANNOUNCED', 'PROCESSABLE'].includes(status),
          );
          expect(verdict).toBe(isUnsent ? 'open' : 'agree');
          expect(findings.map(({ code }) => code)).toEqual(isUnsent ? ['pieces-to-send'] : []);
          expect(sums.ottoCents).toBe(keptCents(lived));
          if (lived.pieces.some(wasSent) && !isUnsent) {
            expect(sums.purchaseCents - sums.refundCents).toBe(sums.ottoCents);
            expect(sums.shopCents).toBe(sums.ottoCents);
          }
        }),
        runs(500),
      );
    },
    PROPERTY_TIMEOUT_MS,
  );

  it(
    'says the same in whatever order its receipts are known',
    () => {
      fc.assert(
        fc.property(livedOrders, fc.integer(), (lived, seed) => {
          const receipts = receiptsOf(lived);
          const mixed = receipts.toSorted((one, other) =>
            `${seed}${one.receiptNumber}` < `${seed}${other.receiptNumber}` ? 1 : -1,
          );
          expect(compareReceipts(comparedOrder(lived, mixed))).toEqual(
            compareReceipts(comparedOrder(lived, receipts)),
          );
        }),
        runs(200),
      );
    },
    PROPERTY_TIMEOUT_MS,
  );
});

describe('a cent that is not where it should be', () => {
  it(
    'is told, on whichever receipt it is',
    () => {
      fc.assert(
        fc.property(livedOrders, fc.nat(), fc.constantFrom(1, -1, 250), (lived, which, off) => {
          const receipts = receiptsOf(lived).filter(({ grossCents }) => grossCents + off >= 0);
          const wrong = receipts[which % Math.max(1, receipts.length)];
          fc.pre(wrong !== undefined && wrong.receiptType !== 'PARTIAL_REFUND');
          fc.pre(wrong?.feesCents === 0 || wrong?.receiptType === 'PURCHASE');
          const changed = receipts.map((receipt) =>
            receipt === wrong ? { ...receipt, grossCents: receipt.grossCents + off } : receipt,
          );
          const compared = comparedOrder(lived, receipts);
          expect(compareReceipts({ ...compared, receipts: changed }).verdict).toBe('differs');
        }),
        runs(500),
      );
    },
    PROPERTY_TIMEOUT_MS,
  );

  it(
    'is told when it is in the shop, once all receipts are there',
    () => {
      fc.assert(
        fc.property(livedOrders, fc.constantFrom(1, -1, 595), (lived, off) => {
          const compared = comparedOrder(lived);
          fc.pre(compareReceipts(compared).verdict === 'agree' && lived.pieces.some(wasSent));
          const { totalCents = 0, refundedCents = 0 } = compared.shop ?? {};
          const shop = { totalCents, refundedCents: refundedCents + off };
          expect(codesOf({ ...compared, shop })).toEqual(['shop-differs']);
        }),
        runs(300),
      );
    },
    PROPERTY_TIMEOUT_MS,
  );

  it('is told when the receipt of a reduction is missing in the shop', () => {
    const lived = order([piece({ reductions: [500] })]);
    const compared = comparedOrder(lived);
    const shop = { totalCents: 4999 + 595, refundedCents: 0 };
    expect(compareReceipts({ ...compared, shop }).findings).toEqual([
      { code: 'shop-differs', expectedCents: 5094, actualCents: 5594 },
    ]);
  });
});

describe('receipts to come', () => {
  it('are waited for, for a piece that was sent and one that came back', () => {
    const lived = order([piece(), piece({ status: 'RETURNED', cents: 1000 })]);
    const all = receiptsOf(lived);
    expect(compareReceipts(comparedOrder(lived, [])).findings).toEqual([
      { code: 'purchase-to-come', pieces: 2 },
    ]);
    const purchase = all.filter(({ receiptType }) => receiptType === 'PURCHASE');
    const waiting = compareReceipts(comparedOrder(lived, purchase));
    expect(waiting).toMatchObject({
      verdict: 'open',
      findings: [{ code: 'refund-to-come', pieces: 1 }],
    });
  });

  it('are waited for, for a reduction that OTTO lists without its receipt', () => {
    const compared = comparedOrder(order([piece()]));
    const known = {
      moneyKey: moneyKey('R-9', 'piece-0'),
      kind: 'reduction' as const,
      positionItemId: 'piece-0',
      cents: 500,
      receiptNumber: 'R-9',
    };
    const { verdict, findings, sums } = compareReceipts({ ...compared, moneyBack: [known] });
    expect(verdict).toBe('open');
    expect(findings).toEqual([{ code: 'reduction-to-come', cents: 500 }]);
    expect(sums.ottoCents).toBe(4999 + 595 - 500);
  });

  it('do not hide a difference that is there already', () => {
    const lived = order([piece(), piece({ status: 'PROCESSABLE' })]);
    const wrong = receiptsOf(lived).map((one) => ({ ...one, grossCents: one.grossCents + 1 }));
    expect(codesOf(comparedOrder(lived, wrong))).toEqual(['purchase-differs', 'pieces-to-send']);
  });

  it('let a shop be that does not follow yet', () => {
    const compared = comparedOrder(order([piece(), piece({ status: 'PROCESSABLE' })]));
    const shop = { totalCents: 1, refundedCents: 0 };
    expect(compareReceipts({ ...compared, shop }).verdict).toBe('open');
  });
});

describe('the delivery fee', () => {
  it('is billed once, over two shipments', () => {
    const lived = order([piece(), piece({ shipment: 2 })]);
    const fees = receiptsOf(lived).map(({ feesCents }) => feesCents);
    expect(fees).toEqual([595, 0]);
    expect(compareReceipts(comparedOrder(lived)).verdict).toBe('agree');
  });

  it('is missed when it is on no receipt, once nothing is to come, and while the shop has it', () => {
    const lived = order([piece(), piece({ status: 'CANCELLED_BY_PARTNER' })]);
    const without = receiptsOf(lived).map((one) => ({ ...one, feesCents: 0, grossCents: 4999 }));
    const compared = comparedOrder(lived, without);
    expect(compareReceipts(compared).findings).toEqual([
      { code: 'fee-not-billed', expectedCents: 595, actualCents: 0 },
    ]);
    const shop = { totalCents: 4999 + 4999 + 595, refundedCents: 4999 + 595 };
    expect(compareReceipts({ ...compared, shop }).verdict).toBe('agree');
    const isOpen = { ...piece(), status: 'PROCESSABLE' as const };
    const half = comparedOrder(order([piece(), isOpen]), without);
    expect(codesOf(half)).toEqual(['pieces-to-send']);
  });

  it('is no difference in an order that was cancelled as a whole', () => {
    const lived = order([piece({ status: 'CANCELLED_BY_PARTNER' })]);
    const compared = { ...comparedOrder(lived), shop: { totalCents: 5594, refundedCents: 0 } };
    expect(compareReceipts(compared)).toMatchObject({ verdict: 'agree', sums: { ottoCents: 0 } });
  });

  it('is told when more of it was billed, or went back, than there was', () => {
    const lived = order([piece()]);
    const twice = receiptsOf(lived).map((one) => ({
      ...one,
      feesCents: 1190,
      grossCents: 4999 + 1190,
    }));
    expect(codesOf(comparedOrder(lived, twice))).toEqual(['fee-differs']);
    const back = receiptOf('F-1', 'REFUND', { feesCents: 600 });
    const compared = comparedOrder(lived, [...receiptsOf(lived), back]);
    expect(codesOf(compared)).toContain('fee-refund-differs');
  });

  it('goes back by a receipt of its own, and the shop follows', () => {
    const lived = order([piece()], { feeBackCents: 595 });
    const { verdict, sums } = compareReceipts(comparedOrder(lived));
    expect(verdict).toBe('agree');
    expect(sums).toEqual({
      purchaseCents: 5594,
      refundCents: 595,
      ottoCents: 4999,
      shopCents: 4999,
    });
  });
});

describe('goods', () => {
  it('that are billed again are told as such', () => {
    const lived = order([piece()], { feeCents: 0 });
    const again = receiptOf('P-2', 'PURCHASE', {
      createdAt: '2026-04-01T08:00:00.000Z',
      goods: 4999,
      pieces: named([[0, 4999]]),
    });
    expect(compareReceipts(comparedOrder(lived, [...receiptsOf(lived), again])).findings).toEqual([
      { code: 'billed-twice', receiptNumber: 'P-2', cents: 4999 },
    ]);
  });

  it('that went back for a piece OTTO shows as kept are told with the receipt', () => {
    const lived = order([piece()]);
    const back = receiptOf('B-1', 'REFUND', { goods: 4999, pieces: named([[0, 4999]]) });
    expect(compareReceipts(comparedOrder(lived, [...receiptsOf(lived), back])).findings).toEqual([
      { code: 'refund-without-return', receiptNumber: 'B-1', cents: 4999 },
    ]);
  });

  it('are compared with the whole price of a piece that was reduced before it came back', () => {
    const lived = order([piece({ status: 'RETURNED', reductions: [500] })]);
    expect(compareReceipts(comparedOrder(lived)).verdict).toBe('agree');
    const whole = receiptsOf(lived).map((one) =>
      one.receiptType === 'REFUND' ? { ...one, grossCents: 4999 } : one,
    );
    expect(compareReceipts(comparedOrder(lived, whole)).findings).toEqual([
      { code: 'refunds-differ', expectedCents: 4999, actualCents: 5499 },
    ]);
  });

  it('that a partial refund gives back for no piece are followed all the same', () => {
    const lived = order([piece(), piece({ cents: 1000 })]);
    const partial = receiptOf('R-1', 'PARTIAL_REFUND', {
      goods: 300,
      pieces: named([
        [0, undefined],
        [1, undefined],
      ]),
    });
    const compared = comparedOrder(lived, [...receiptsOf(lived), partial]);
    expect(compared.moneyBack).toMatchObject([{ kind: 'other', cents: 300 }]);
    const shop = { totalCents: 4999 + 1000 + 595, refundedCents: 300 };
    expect(compareReceipts({ ...compared, shop }).verdict).toBe('agree');
  });
});

describe('what is left out', () => {
  it('are services: orders do not name them', () => {
    const lived = order([piece()]);
    const billed = receiptsOf(lived).map((one) => ({
      ...one,
      servicesCents: 1990,
      grossCents: one.grossCents + 1990,
    }));
    const back = receiptOf('S-1', 'REFUND', { servicesCents: 1990 });
    const { verdict, sums } = compareReceipts(comparedOrder(lived, [...billed, back]));
    expect(verdict).toBe('agree');
    expect(sums).toMatchObject({ purchaseCents: 5594, refundCents: 0 });
  });

  it('are vouchers: they lower what is due alone', () => {
    const lived = order([piece()]);
    const paid = receiptsOf(lived).map((one) => ({ ...one, vouchersCents: 1000, dueCents: 4594 }));
    expect(compareReceipts(comparedOrder(lived, paid)).verdict).toBe('agree');
  });

  it('are technical receipts, and an order that has no others', () => {
    const lived = order([piece()]);
    const [purchase] = receiptsOf(lived);
    const technical = { ...purchase, ...receiptOf('T-1', 'PURCHASE'), isReal: false };
    const alone = { ...technical, pieces: named([[0, 4999]]) };
    expect(compareReceipts(comparedOrder(lived, [alone]))).toMatchObject({
      verdict: 'not-compared',
      findings: [{ code: 'technical-receipts' }],
      sums: { purchaseCents: 0 },
    });
    const beside = comparedOrder(lived, [...receiptsOf(lived), alone]);
    expect(compareReceipts(beside).verdict).toBe('agree');
  });

  it('are receipts outside the tax area that bill otherwise: how they do is not documented', () => {
    const lived = order([piece({ reductions: [500] })]);
    const island = receiptsOf(lived).map((one) => ({ ...one, isReal: false }));
    const agreeing = compareReceipts(comparedOrder(lived, island));
    expect(agreeing).toMatchObject({
      verdict: 'agree',
      sums: { purchaseCents: 5594, refundCents: 500 },
    });
    const untaxed = island.map((one) =>
      one.receiptType === 'PURCHASE' ? { ...one, grossCents: one.grossCents - 800 } : one,
    );
    expect(compareReceipts(comparedOrder(lived, untaxed))).toMatchObject({
      verdict: 'not-compared',
      findings: [{ code: 'technical-receipts' }],
      sums: { purchaseCents: 0, refundCents: 0 },
    });
  });

  it('are technical refunds of what came back', () => {
    const lived = order([piece({ status: 'RETURNED' })]);
    const technical = receiptsOf(lived).map((one) => ({
      ...one,
      isReal: one.receiptType === 'PURCHASE',
    }));
    expect(codesOf(comparedOrder(lived, technical))).toEqual(['technical-receipts']);
  });

  it('are orders that are not known, not in the shop, or in a state nobody knows', () => {
    const lived = order([piece()]);
    const compared = comparedOrder(lived);
    expect(compareReceipts(undefined, receiptsOf(lived))).toEqual({
      verdict: 'not-compared',
      sums: { purchaseCents: 5594, refundCents: 0, ottoCents: null, shopCents: null },
      findings: [{ code: 'order-unknown' }],
    });
    expect(codesOf({ ...compared, shop: undefined })).toEqual(['order-not-in-shop']);
    const strange = compared.pieces.map((one) => ({ ...one, fulfillmentStatus: undefined }));
    expect(codesOf({ ...compared, pieces: strange })).toEqual(['piece-state-unknown']);
  });
});
