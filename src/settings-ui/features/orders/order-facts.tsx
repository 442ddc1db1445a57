import type { ReactNode } from 'react';
import type { Order } from '../../api/shapes.ts';
import { useAnswer } from '../../api/use-api.ts';
import { Card } from '../../components/page-frame.tsx';
import { paymentMethodWord } from '../../components/payment-method.ts';
import { ToldText } from '../../components/told.tsx';
import { moment, money } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { OttoStatus, ShopStatus } from './order-status.tsx';
import { ShipBy } from './ship-by.tsx';
import { ShopOrderLink } from './shop-order-link.tsx';

/** The order in short: numbers, both statuses, money, time. */
export function OrderFacts({ order }: { order: Order }) {
  const all = useWords();
  const { orders: words } = all;
  const accounts = useAnswer('listAccounts').data?.items ?? [];
  const account = accounts.find(({ accountId }) => accountId === order.accountId);
  const facts: [string, ReactNode][] = [
    [words.atOtto, <OttoStatus key="otto" order={order} />],
    [
      words.inShop,
      <span key="shop" className="inline-parts">
        <ShopStatus order={order} /> <ShopOrderLink order={order} />
      </span>,
    ],
    [words.sum, money(order.grossCents)],
    [words.paymentMethod, paymentMethodWord(order.paymentMethod, all)],
    [words.orderedAt, moment(order.orderedAt)],
    [
      words.shipBy,
      <span key="ship-by" className="inline-parts">
        <ShipBy order={order} />
      </span>,
    ],
    [words.account, account?.name ?? order.accountId],
    [words.orderNumber, order.orderNumber],
    [words.salesOrderId, <code key="id">{order.salesOrderId}</code>],
    [words.firstSeenAt, moment(order.firstSeenAt)],
    [words.importedAt, order.importedAt === null ? words.notYet : moment(order.importedAt)],
  ];
  return (
    <Card title={words.facts}>
      {order.reason && <ToldText about={order.reason} />}
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name} className="fact">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
