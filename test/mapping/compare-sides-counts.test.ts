import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareSides } from '../../src/mapping/compare-sides.ts';
import { ORDER_PHASES } from '../../src/mapping/order-phase.ts';
import type { LedgerSide, OttoSide, ShopSide, Sides } from '../../src/mapping/order-sides.ts';
import { atOtto, inLedger, inShop, RULES } from './support/order-sides.ts';
import { runs } from './support/property-runs.ts';

const moment = fc.constantFrom(
  '2026-03-20T08:00:00.000Z',
  '2026-03-20T10:00:00.000Z',
  '2026-03-20T12:00:00.000Z',
);
const phase = fc.constantFrom(...ORDER_PHASES);
const cents = fc.constantFrom(0, 1_990, 3_980);
const wooOrderId = fc.constantFrom(11, 12, 13);

const ottoSide: fc.Arbitrary<OttoSide> = fc.oneof(
  fc.record({ phase, changedAt: moment, orderedAt: moment, dueCents: cents }).map(atOtto),
  fc.constant({ readable: false as const, orderNumber: undefined }),
);

const ledgerSide: fc.Arbitrary<LedgerSide> = fc
  .record({
    phase,
    importState: fc.constantFrom('seen', 'backlog', 'held', 'skipped', 'claimed', 'imported'),
    reason: fc.option(fc.constantFrom('not-released', 'shop-refused'), { nil: undefined }),
    wooOrderId: fc.option(wooOrderId, { nil: undefined }),
    claimedAt: fc.option(moment, { nil: undefined }),
    contradictions: fc.subarray(['refunded-in-shop']),
  })
  .map(inLedger);

const shopSide: fc.Arbitrary<ShopSide> = fc
  .record({
    wooOrderId,
    phase,
    status: fc.constantFrom('processing', 'completed', 'trash', 'in-packing', 'refunded'),
    totalCents: cents,
    refundedCents: fc.constantFrom(0, 1_990),
    isKeptByOwner: fc.boolean(),
  })
  .map(inShop);

const order = fc.record({
  otto: fc.option(ottoSide, { nil: undefined }),
  ledger: fc.option(ledgerSide, { nil: undefined }),
  shop: fc.uniqueArray(shopSide, { maxLength: 3, selector: (one) => one.wooOrderId }),
});

const sides = fc.array(order, { maxLength: 12 }).map((orders): Sides => {
  const named = orders.map((one, index) => ({ id: `order-${index}`, ...one }));
  return {
    otto: new Map(named.flatMap(({ id, otto }) => (otto ? [[id, otto]] : []))),
    ledger: new Map(named.flatMap(({ id, ledger }) => (ledger ? [[id, ledger]] : []))),
    shop: new Map(named.flatMap(({ id, shop }) => (shop.length > 0 ? [[id, shop]] : []))),
  };
});

const rules = fc
  .record({
    startAt: fc.option(moment, { nil: undefined }),
    readUntil: fc.option(moment, { nil: undefined }),
  })
  .map((change) => ({ ...RULES, ...change }));

it('adds up where nothing differs, and every order that does not has a difference', () => {
  fc.assert(
    fc.property(sides, rules, (given, by) => {
      const { counts, differences } = compareSides(given, by);
      const idsWith = (...codes: string[]) =>
        new Set(
          differences.flatMap(({ code, salesOrderId }) =>
            codes.includes(code) ? [salesOrderId] : [],
          ),
        );
      const unknownToLedger = [
        ...idsWith('otto-order-unknown', 'otto-order-unreadable', 'shop-order-unknown'),
      ].filter((id) => given.otto.has(id) && !given.ledger.has(id));
      const missingAtOtto = [...idsWith('otto-order-missing')].filter((id) => given.ledger.has(id));
      expect(counts.atOtto - unknownToLedger.length).toBe(counts.inLedger - missingAtOtto.length);

      const onlyInShop = [...given.shop.keys()].filter((id) => !given.ledger.has(id));
      const found = counts.inShop - onlyInShop.length + counts.waiting + counts.keptOut;
      const missing = [...given.ledger.keys()].filter(
        (id) =>
          !given.shop.has(id) &&
          given.ledger.get(id)?.importState === 'imported' &&
          idsWith('shop-order-missing', 'otto-order-missing').has(id),
      );
      expect(counts.inLedger).toBe(found + missing.length);

      const byReason = Object.values(counts.reasons).reduce((sum, count) => sum + count, 0);
      expect(byReason).toBe(counts.waiting + counts.keptOut);
      if (differences.length > 0) return;
      expect(counts.atOtto).toBe(counts.inLedger);
      expect(counts.inLedger).toBe(counts.inShop + counts.waiting + counts.keptOut);
    }),
    runs(2_000),
  );
});

it('never bins the order the ledger knows, nor one that was shipped or refunded', () => {
  fc.assert(
    fc.property(sides, rules, (given, by) => {
      for (const difference of compareSides(given, by).differences) {
        if (difference.repair !== 'bin-the-later') continue;
        const { salesOrderId, params } = difference;
        const double = given.shop
          .get(salesOrderId)
          ?.find((one) => one.wooOrderId === params.otherWooOrderId);
        expect(double?.refundedCents).toBe(0);
        expect(double?.status).toBe('processing');
        expect(['sent', 'returned']).not.toContain(double?.phase);
        expect(given.ledger.get(salesOrderId)?.wooOrderId).not.toBe(double?.wooOrderId);
      }
    }),
    runs(2_000),
  );
});

it('does not depend on the order in which the sides list what they know', () => {
  fc.assert(
    fc.property(sides, rules, (given, by) => {
      const turned: Sides = {
        otto: new Map([...given.otto].reverse()),
        ledger: new Map([...given.ledger].reverse()),
        shop: new Map([...given.shop].reverse().map(([id, orders]) => [id, orders.toReversed()])),
      };
      const [one, other] = [compareSides(given, by), compareSides(turned, by)];
      expect(other.counts).toEqual(one.counts);
      const told = ({ differences }: typeof one) =>
        differences.map((each) => JSON.stringify(each)).sort();
      expect(told(other)).toEqual(told(one));
    }),
    runs(500),
  );
});
