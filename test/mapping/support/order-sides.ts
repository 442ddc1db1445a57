import { importRulesSchema } from '../../../src/mapping/import-rules.ts';
import type {
  CompareRules,
  LedgerSide,
  OttoSide,
  ShopSide,
  Sides,
} from '../../../src/mapping/order-sides.ts';

export const ID = 'a46fb35b';
export const ORDERED_AT = '2026-03-20T08:00:00.000Z';

export const RULES: CompareRules = {
  rules: importRulesSchema.parse({}),
  startAt: undefined,
  readUntil: undefined,
  settledBefore: '2026-03-20T11:45:00.000Z',
};

const PIECES = [{ positionItemId: 'p1', fulfillmentStatus: 'PROCESSABLE', payableCents: 1_990 }];

export function atOtto(
  change: Partial<Extract<OttoSide, { readable: true }>> = {},
): Extract<OttoSide, { readable: true }> {
  return {
    readable: true,
    orderNumber: 'bu5h6x7z2k',
    orderedAt: ORDERED_AT,
    changedAt: '2026-03-20T09:00:00.000Z',
    phase: 'processable',
    pieces: PIECES,
    dueCents: 1_990,
    backCents: 0,
    ...change,
  };
}

export function inLedger(change: Partial<LedgerSide> = {}): LedgerSide {
  return {
    orderNumber: 'bu5h6x7z2k',
    orderedAt: ORDERED_AT,
    phase: 'processable',
    importState: 'imported',
    reason: undefined,
    wooOrderId: 12,
    shownTotalCents: 1_990,
    shownStatus: undefined,
    claimedAt: undefined,
    isDue: false,
    pieces: PIECES,
    contradictions: [],
    ...change,
  };
}

export function inShop(change: Partial<ShopSide> = {}): ShopSide {
  return {
    wooOrderId: 12,
    orderNumber: 'bu5h6x7z2k',
    orderedAt: ORDERED_AT,
    status: 'processing',
    phase: 'processable',
    totalCents: 1_990,
    refundedCents: 0,
    isKeptByOwner: false,
    ...change,
  };
}

/** The sides of one order; what is absent is not known there. */
export function sidesOf(order: {
  otto?: OttoSide | undefined;
  ledger?: LedgerSide | undefined;
  shop?: ShopSide[];
}): Sides {
  const { otto, ledger, shop = [] } = order;
  return {
    otto: new Map(otto ? [[ID, otto]] : []),
    ledger: new Map(ledger ? [[ID, ledger]] : []),
    shop: new Map(shop.length > 0 ? [[ID, shop]] : []),
  };
}
