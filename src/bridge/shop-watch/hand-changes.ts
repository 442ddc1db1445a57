import type { ShopFacts } from '../../mapping/shop-facts.ts';

/** A line of an order's timeline. */
export type ShopEvent = { kind: string; params: Record<string, string | number> };

/**
 * True when nobody's hand changed a shop order since it was read last: our own writes come back like
 * this. What plugins note in it, tracking numbers among it, is told apart: see `isSameMeta`.
 */
export function areSameFacts(before: ShopFacts, after: ShopFacts): boolean {
  return (
    before.status === after.status &&
    before.totalCents === after.totalCents &&
    before.addresses === after.addresses &&
    before.lines === after.lines &&
    before.refundedCents === after.refundedCents &&
    hasEmail(before) === hasEmail(after)
  );
}

/** True when plugins have noted nothing new in a shop order: no tracking number, for one. */
export function isSameMeta(before: ShopFacts, after: ShopFacts): boolean {
  return before.otherMeta === after.otherMeta;
}

function hasEmail(facts: ShopFacts): boolean {
  return facts.hasEmail ?? false;
}

/** True when somebody entered a buyer's mail address, or took it out again. */
export function isEmailChanged(before: ShopFacts | undefined, after: ShopFacts): boolean {
  return before !== undefined && hasEmail(before) !== hasEmail(after);
}

/** What a person did to a shop order between two looks, each change one line of the timeline. */
export function handChanges(before: ShopFacts, after: ShopFacts): ShopEvent[] {
  const refundedCents = after.refundedCents - before.refundedCents;
  return [
    ...statusEvents(before.status, after.status),
    ...(before.lines === after.lines ? [] : [event('shop-lines-changed')]),
    ...(before.totalCents === after.totalCents
      ? []
      : [
          event('shop-total-changed', {
            fromCents: before.totalCents,
            toCents: after.totalCents,
          }),
        ]),
    ...(before.addresses === after.addresses ? [] : [event('shop-address-changed')]),
    ...(refundedCents > 0 ? [event('shop-refund-by-hand', { cents: refundedCents })] : []),
    ...(refundedCents < 0 ? [event('shop-refund-removed', { cents: -refundedCents })] : []),
  ];
}

function statusEvents(from: string, to: string): ShopEvent[] {
  if (from === to) return [];
  if (to === 'trash') return [event('shop-order-thrown-away')];
  if (from === 'trash') return [event('shop-order-restored', { to })];
  return [event('shop-status-changed', { from, to })];
}

function event(kind: string, params: ShopEvent['params'] = {}): ShopEvent {
  return { kind, params };
}
