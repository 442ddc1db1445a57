import { isCancelledPhase, type OrderPhase } from './order-phase.ts';
import type { CompareRules, LedgerSide, OrderSides, OttoSide, ShopSide } from './order-sides.ts';
import { difference, type FoundDifference } from './side-difference.ts';
import { meaningOf } from './status-meaning.ts';

type Readable = Extract<OttoSide, { readable: true }>;

/** What is wrong with the shop orders of a sales order that has one. */
export function compareInShop(
  order: OrderSides,
  ledger: LedgerSide,
  rules: CompareRules,
): FoundDifference[] {
  const { shop } = order;
  const known = shop.find(({ wooOrderId }) => wooOrderId === ledger.wooOrderId);
  const first = known ?? oldest(shop);
  if (!first) return [];
  const doubles = twice(first, shop, rules);
  if (!known || ledger.importState !== 'imported') {
    // The outcome of a creation is looked up by the next import.
    const isOpen = ledger.importState === 'claimed' && isYoungClaim(ledger, rules);
    const { wooOrderId } = first;
    return isOpen
      ? doubles
      : [difference('shop-order-unknown', 'adopt', { wooOrderId }), ...doubles];
  }
  return [...doubles, ...wrongInShop(order, ledger, known, rules)];
}

function wrongInShop(
  { otto }: OrderSides,
  ledger: LedgerSide,
  known: ShopSide,
  rules: CompareRules,
): FoundDifference[] {
  const { wooOrderId } = known;
  const phase = otto?.readable ? otto.phase : undefined;
  const isOver = phase !== undefined && isCancelledPhase(phase);
  if (known.status === 'trash') {
    // One that is over may be tidied away, once the shop knows that it is over.
    const isTidied = isOver && known.phase === phase;
    return isTidied ? [] : [difference('shop-order-in-trash', undefined, { wooOrderId })];
  }
  if (ledger.contradictions.length > 0) {
    return ledger.contradictions.map((reason) =>
      difference('contradiction-open', undefined, { wooOrderId, reason }),
    );
  }
  if (ledger.reason !== undefined) {
    return [difference('step-open', 'look-again', { wooOrderId, reason: ledger.reason })];
  }
  if (!otto?.readable || phase === undefined) return [];
  if (ledger.claimedAt !== undefined && isYoungClaim(ledger, rules)) return [];
  const behind = shopPhase(known, phase);
  if (behind.length > 0) return behind;
  return [...unseenStatus(ledger, known), ...(isOver ? [] : totals(otto, ledger, known))];
}

/** A status that the bridge has not looked at: whether it contradicts OTTO is not known. */
function unseenStatus({ shownStatus }: LedgerSide, known: ShopSide): FoundDifference[] {
  if (shownStatus === undefined || shownStatus === known.status) return [];
  const params = { wooOrderId: known.wooOrderId, from: shownStatus, to: known.status };
  return [difference('shop-status-unseen', 'look-again', params)];
}

function shopPhase({ wooOrderId, phase: from }: ShopSide, to: OrderPhase): FoundDifference[] {
  if (from === to) return [];
  const params = { wooOrderId, from: from ?? 'unknown', to };
  return [difference('shop-phase-behind', 'look-again', params)];
}

function totals(
  { dueCents, backCents }: Readable,
  { isDue }: LedgerSide,
  known: ShopSide,
): FoundDifference[] {
  const actualCents = known.totalCents - known.refundedCents;
  if (actualCents === dueCents || known.isKeptByOwner) return [];
  // What went back became known only now, and the next import books it.
  if (isDue && actualCents > dueCents && actualCents <= dueCents + backCents) return [];
  const { wooOrderId } = known;
  const params = { wooOrderId, expectedCents: dueCents, actualCents };
  return [difference('total-differs', 'look-again', params)];
}

/** Further shop orders of the same sales order; those in the bin can't be shipped any more. */
export function twice(
  kept: ShopSide,
  shop: readonly ShopSide[],
  rules: CompareRules,
): FoundDifference[] {
  const { wooOrderId } = kept;
  // With the known one in the bin, the double is the only one that can be shipped: a person decides.
  const repairOf = (other: ShopSide) =>
    kept.status !== 'trash' && mayBeBinned(other, rules) ? 'bin-the-later' : undefined;
  return shop
    .filter((other) => other !== kept && other.status !== 'trash')
    .map((other) =>
      difference('shop-order-twice', repairOf(other), {
        wooOrderId,
        otherWooOrderId: other.wooOrderId,
      }),
    );
}

/**
 * True for a double that nobody has shipped or refunded. A status of the owner's own may mean either,
 * so such a double is left to a person.
 */
function mayBeBinned(
  { status, refundedCents, phase }: Pick<ShopSide, 'status' | 'refundedCents' | 'phase'>,
  { rules }: Pick<CompareRules, 'rules'>,
): boolean {
  const wasShipped = phase === 'sent' || phase === 'returned';
  const isIdle = ['held', 'to-ship', 'off', 'no-order'].includes(meaningOf(status, rules));
  return isIdle && !wasShipped && refundedCents === 0 && status !== 'refunded';
}

/** The shop order that counts where the ledger names none: later ones are the mistake. */
export function oldest(shop: readonly ShopSide[]): ShopSide | undefined {
  return shop.toSorted(
    (a, b) =>
      Number(a.status === 'trash') - Number(b.status === 'trash') || a.wooOrderId - b.wooOrderId,
  )[0];
}

function isYoungClaim({ claimedAt }: LedgerSide, { settledBefore }: CompareRules): boolean {
  return claimedAt !== undefined && claimedAt > settledBefore;
}
