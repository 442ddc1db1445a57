import type { ImportRules } from './import-rules.ts';

/**
 * What a shop status says about an order: its goods wait for something, are to be packed, are packed
 * or gone, it is off, it came back, it is no order yet, or the owner's own bookkeeping.
 */
export type StatusMeaning =
  | 'held'
  | 'to-ship'
  | 'packed'
  | 'off'
  | 'came-back'
  | 'no-order'
  | 'own';

const NO_ORDER = ['trash', 'draft', 'auto-draft', 'checkout-draft'];

/**
 * The meaning of a status: what the owner mapped and WooCommerce's own ones are known, all others are
 * the owner's bookkeeping. Where one status is mapped twice, the one nearer to the packers counts.
 */
export function meaningOf(status: string, { statusMapping }: ImportRules): StatusMeaning {
  const { announced, processable, sent, returned, ...cancelled } = statusMapping;
  if ([processable, 'processing'].includes(status)) return 'to-ship';
  if ([sent, 'completed'].includes(status)) return 'packed';
  if ([announced, 'on-hold', 'pending'].includes(status)) return 'held';
  if (['cancelled', 'failed', 'refunded', ...Object.values(cancelled)].includes(status)) {
    return 'off';
  }
  if (status === returned) return 'came-back';
  return NO_ORDER.includes(status) ? 'no-order' : 'own';
}

/**
 * True for a status by which packers take an order in hand, so that a piece may be on its way out.
 * A custom status nobody mapped counts too: it may well be one of the packing room's.
 */
export function isAtPackers(status: string, rules: ImportRules): boolean {
  return ['to-ship', 'packed', 'own'].includes(meaningOf(status, rules));
}
