import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { StatusBadge, type Tone } from '../../components/status-badge.tsx';

type Order = Pick<
  AnswerOf<'listOrders'>['items'][number],
  | 'phase'
  | 'phaseWord'
  | 'importState'
  | 'importStateWord'
  | 'wooOrderId'
  | 'wooStatus'
  | 'wooStatusWord'
>;

const PHASE_TONES = {
  announced: 'waiting',
  processable: 'working',
  sent: 'done',
  returned: 'quiet',
  cancelledByMarketplace: 'quiet',
  cancelledByPartner: 'quiet',
  unknown: 'problem',
} as const satisfies Record<Order['phase'], Tone>;

const IMPORT_TONES = {
  seen: 'working',
  backlog: 'waiting',
  held: 'problem',
  skipped: 'quiet',
  claimed: 'working',
  imported: 'done',
} as const satisfies Record<Order['importState'], Tone>;

/** Of statuses that WooCommerce has itself; a shop's own ones are shown without a meaning. */
const SHOP_TONES: Record<string, Tone> = {
  pending: 'waiting',
  'on-hold': 'waiting',
  processing: 'working',
  completed: 'done',
  failed: 'problem',
};

/** What OTTO says of an order as a whole. */
export function OttoStatus({ order }: { order: Order }) {
  return <StatusBadge tone={PHASE_TONES[order.phase]}>{order.phaseWord}</StatusBadge>;
}

/** What the shop says of it; where it has none, why it is not there. */
export function ShopStatus({ order }: { order: Order }) {
  const { wooStatus, wooStatusWord, importState, importStateWord, wooOrderId } = order;
  return wooOrderId === null || wooStatus === null ? (
    <StatusBadge tone={IMPORT_TONES[importState]}>{importStateWord}</StatusBadge>
  ) : (
    <StatusBadge tone={SHOP_TONES[wooStatus] ?? 'quiet'}>{wooStatusWord ?? wooStatus}</StatusBadge>
  );
}
