import { ExternalLink } from '@wordpress/components';
import { Link } from 'wouter';
import {
  DecisionState,
  type ReturnItem,
  ReturnState,
} from '../../components/after-sale/return-state.tsx';
import type { Field } from '../../components/list-parts.ts';
import { moment, money } from '../../i18n/format.ts';
import type { Words } from '../../i18n/words.ts';

/** The columns of the list of returns. */
export function returnFields({ returns: words }: Words): Field<ReturnItem>[] {
  return [
    {
      id: 'order',
      label: words.order,
      enableHiding: false,
      getValue: ({ item }) => item.orderNumber ?? item.salesOrderId,
      render: ({ item }) => <OrderOf item={item} words={words} />,
    },
    {
      id: 'sku',
      label: words.sku,
      getValue: ({ item }) => item.sku ?? '–',
      render: ({ item }) => (
        <div className="stacked">
          {item.sku ?? '–'}
          {item.cents !== null && <span className="soft-line">{money(item.cents)}</span>}
        </div>
      ),
    },
    { id: 'state', label: words.state, render: ({ item }) => <ReturnState item={item} /> },
    {
      id: 'since',
      label: words.since,
      getValue: ({ item }) => (item.occurredAt === null ? '' : moment(item.occurredAt)),
      render: ({ item }) => (
        <span className="return-since">
          {item.occurredAt === null ? '–' : moment(item.occurredAt)}
        </span>
      ),
    },
    {
      id: 'back',
      label: words.back,
      render: ({ item }) => <WayBack item={item} words={words} />,
    },
    {
      id: 'decision',
      label: words.underWay,
      getValue: ({ item }) => item.decision?.kindWord ?? '',
      render: ({ item }) => <DecisionState item={item} />,
    },
  ];
}

export function OrderOf({ item, words }: { item: ReturnItem; words: Words['returns'] }) {
  const { orderNumber, salesOrderId, accountId, isOrderKnown } = item;
  if (isOrderKnown) {
    return <Link href={`/orders/${accountId}/${salesOrderId}`}>{orderNumber ?? salesOrderId}</Link>;
  }
  return (
    <span className="stacked unknown-order">
      {orderNumber ?? salesOrderId}
      <span className="soft-line">{words.unknownOrder}</span>
    </span>
  );
}

/** The numbers it comes back under, and where the parcel was seen last. */
export function WayBack({ item, words }: { item: ReturnItem; words: Words['returns'] }) {
  const { trackingNumbers, wayBack, ottoWarehouseId } = item;
  return (
    <div className="stacked way-back-cell">
      {trackingNumbers.length === 0 && ottoWarehouseId === null && words.noNumber}
      {trackingNumbers.map(({ carrier, trackingNumber, trackingUrl }) => (
        <span key={`${carrier} ${trackingNumber}`} className="return-number">
          {carrier}{' '}
          {trackingUrl === null ? (
            trackingNumber
          ) : (
            <ExternalLink href={trackingUrl}>{trackingNumber}</ExternalLink>
          )}
        </span>
      ))}
      {wayBack && (
        <span className="soft-line">
          {wayBack.stateWord}
          {wayBack.at !== null && <>, {moment(wayBack.at)}</>}
        </span>
      )}
      {ottoWarehouseId !== null && (
        <span className="soft-line">{words.warehouse(ottoWarehouseId)}</span>
      )}
    </div>
  );
}
