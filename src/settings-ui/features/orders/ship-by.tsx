import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { day, moment, shortMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';

type Order = Pick<AnswerOf<'listOrders'>['items'][number], 'toShip' | 'expectedDeliveryAt'>;

/**
 * By when an order has to leave, and what OTTO has promised the buyer.
 *
 * @param isShort the promise only where nothing has to leave, as in a list
 */
export function ShipBy({
  order: { toShip, expectedDeliveryAt },
  isShort = false,
}: {
  order: Order;
  isShort?: boolean;
}) {
  const { orders: words } = useWords();
  const shipBy = toShip?.shipBy ?? null;
  const promise = toShip?.deliverBy ?? expectedDeliveryAt;
  if (shipBy === null && promise === null) return '–';
  return (
    <>
      {shipBy !== null && (
        <time dateTime={shipBy}>{isShort ? shortMoment(shipBy) : moment(shipBy)}</time>
      )}
      {toShip?.isOverdue && <StatusBadge tone="problem">{words.overdue}</StatusBadge>}
      {promise !== null && !(isShort && shipBy !== null) && (
        <span className="soft-line">{words.promised(day(promise))}</span>
      )}
    </>
  );
}
