import { compareInShop, oldest, twice } from './compare-in-shop.ts';
import { isCancelledPhase, isReleased } from './order-phase.ts';
import type {
  CompareRules,
  LedgerSide,
  OrderSides,
  OttoSide,
  PieceFacts,
  ShopSide,
} from './order-sides.ts';
import { difference, type FoundDifference } from './side-difference.ts';

/** Where an order is counted, besides at OTTO and in the ledger. */
export type Place =
  | { place: 'shop' }
  | { place: 'waiting' | 'kept-out'; reason: string }
  /** it should be in the shop; a difference says why it is not */
  | { place: 'nowhere' };

/** Where one order stands and in what its sides differ; what is all right gives no difference. */
export function compareOrder(
  order: OrderSides,
  rules: CompareRules,
): { place: Place; differences: FoundDifference[] } {
  const { otto, ledger, shop } = order;
  if (!ledger) return unknownToLedger(otto, shop, rules);
  const place = placeOf(ledger, order);
  if (!otto) return { place, differences: [difference('otto-order-missing', undefined)] };
  const lag = behind(otto, ledger);
  // What the ledger has not heard of the shop can't show either.
  const heard = lag.length === 0 ? otto : undefined;
  return {
    place,
    differences: [
      ...(isNews(otto, rules) ? [] : lag),
      ...(place.place === 'nowhere' ? [missing(ledger)] : []),
      ...(place.place === 'waiting' && heard ? stillWaiting(heard, ledger) : []),
      ...(place.place === 'shop' ? compareInShop({ ...order, otto: heard }, ledger, rules) : []),
    ],
  };
}

function unknownToLedger(
  otto: OttoSide | undefined,
  shop: readonly ShopSide[],
  rules: CompareRules,
): { place: Place; differences: FoundDifference[] } {
  const first = oldest(shop);
  if (!first) {
    const code = otto?.readable ? 'otto-order-unknown' : 'otto-order-unreadable';
    const repair = otto?.readable ? 'import' : undefined;
    return { place: { place: 'nowhere' }, differences: [difference(code, repair)] };
  }
  const { wooOrderId } = first;
  return {
    place: { place: 'shop' },
    differences: [
      otto
        ? difference('shop-order-unknown', 'adopt', { wooOrderId })
        : difference('otto-order-missing', undefined, { wooOrderId }),
      ...twice(first, shop, rules),
    ],
  };
}

function placeOf(ledger: LedgerSide, { otto, shop }: OrderSides): Place {
  const isOut = ledger.importState === 'skipped';
  if (shop.some(({ status }) => !isOut || status !== 'trash')) return { place: 'shop' };
  if (isOut) return { place: 'kept-out', reason: ledger.reason ?? ledger.importState };
  if (ledger.importState !== 'imported') {
    return { place: 'waiting', reason: ledger.reason ?? ledger.importState };
  }
  // Nothing is to be shipped and nothing to be made again.
  const isOver = otto?.readable && otto.phase !== undefined && isCancelledPhase(otto.phase);
  return isOver ? { place: 'kept-out', reason: 'deleted-in-shop' } : { place: 'nowhere' };
}

function missing({ wooOrderId }: LedgerSide): FoundDifference {
  return difference('shop-order-missing', 'create-again', wooOrderId ? { wooOrderId } : {});
}

/** What the ledger has not heard of what OTTO says. */
function behind(otto: OttoSide, ledger: LedgerSide): FoundDifference[] {
  if (!otto.readable) return [];
  const phase = otto.phase ?? 'unknown';
  if (phase !== ledger.phase) {
    return [difference('phase-behind', 'look-again', { from: ledger.phase, to: phase })];
  }
  const pieces = piecesThatDiffer(otto.pieces, ledger);
  return pieces === 0 ? [] : [difference('pieces-behind', 'look-again', { pieces })];
}

function piecesThatDiffer(pieces: readonly PieceFacts[], ledger: LedgerSide): number {
  const known = new Map(ledger.pieces.map((piece) => [piece.positionItemId, piece]));
  const changed = pieces.filter((piece) => {
    const before = known.get(piece.positionItemId);
    return (
      before?.fulfillmentStatus !== piece.fulfillmentStatus ||
      before.payableCents !== piece.payableCents
    );
  });
  if (changed.length > 0) return changed.length;
  // The ledger keeps pieces that vanished at OTTO; where it holds the order for them, that is told.
  return ledger.reason === undefined ? Math.max(0, known.size - pieces.length) : 0;
}

/** An order that OTTO released and that waits, though nothing is known to hold it. */
function stillWaiting(otto: OttoSide, { importState, reason }: LedgerSide): FoundDifference[] {
  const waits = importState === 'backlog' || (importState === 'seen' && reason === undefined);
  const released = otto.readable && otto.phase !== undefined && isReleased(otto.phase);
  return waits && released ? [difference('released-waiting', 'import')] : [];
}

/** True for what changed at OTTO so lately that the import could not see it yet. */
export function isNews(otto: OttoSide, { readUntil }: CompareRules): boolean {
  return otto.readable && readUntil !== undefined && otto.changedAt > readUntil;
}
