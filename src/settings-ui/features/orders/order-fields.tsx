import { Link } from 'wouter';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import type { Field } from '../../components/list-parts.ts';
import { moment, money } from '../../i18n/format.ts';
import type { Words } from '../../i18n/words.ts';
import { orderAddress } from './order-address.ts';
import { OttoStatus, ShopStatus } from './order-status.tsx';
import { ShipBy } from './ship-by.tsx';
import { ShopOrderLink } from './shop-order-link.tsx';

type Order = AnswerOf<'listOrders'>['items'][number];

/** The columns of the list of orders. */
export function orderFields({ orders: words }: Words): Field<Order>[] {
  const whyOf = ({ reason, tab }: Order) =>
    reason?.what ?? (tab === 'problem' ? words.seeOrder : '');
  return [
    {
      id: 'orderNumber',
      label: words.orderNumber,
      enableHiding: false,
      getValue: ({ item }) => item.orderNumber,
      render: ({ item }) => <Link href={orderAddress(item)}>{item.orderNumber}</Link>,
    },
    {
      id: 'orderedAt',
      label: words.orderedAt,
      render: ({ item }) => (
        <time className="two-lines" dateTime={item.orderedAt}>
          {moment(item.orderedAt)}
        </time>
      ),
    },
    {
      id: 'phase',
      label: words.atOtto,
      render: ({ item }) => (
        <div className="status-cell">
          <OttoStatus order={item} />
        </div>
      ),
    },
    {
      id: 'wooStatus',
      label: words.inShop,
      render: ({ item }) => (
        <div className="stacked status-cell">
          <ShopStatus order={item} />
          <ShopOrderLink order={item} isShort />
        </div>
      ),
    },
    {
      id: 'shipBy',
      label: words.shipBy,
      render: ({ item }) => (
        <div className="stacked ship-by">
          <ShipBy order={item} isShort />
        </div>
      ),
    },
    {
      id: 'gross',
      label: words.sum,
      render: ({ item }) => <span className="amount">{money(item.grossCents)}</span>,
    },
    {
      id: 'reason',
      label: words.reason,
      getValue: ({ item }) => whyOf(item),
      render: ({ item }) => <span className="reason-text">{whyOf(item)}</span>,
    },
  ];
}
