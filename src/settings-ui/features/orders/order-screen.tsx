import { Button } from '@wordpress/components';
import { Link, useLocation, useParams } from 'wouter';
import type { Order } from '../../api/shapes.ts';
import { useAnswer, useMay } from '../../api/use-api.ts';
import { Card, Loaded, PageFrame } from '../../components/page-frame.tsx';
import { ReportLine } from '../../components/reports/report-line.tsx';
import { useWords } from '../../i18n/words.ts';
import { shipAddress } from './order-address.ts';
import { OrderAddresses } from './order-addresses.tsx';
import { OrderContradictions } from './order-contradictions.tsx';
import { OrderFacts } from './order-facts.tsx';
import { OrderIncidents } from './order-incidents.tsx';
import { OrderPieces } from './order-pieces.tsx';
import { OrderReceipts } from './order-receipts.tsx';
import { OrderReductions } from './order-reductions.tsx';
import { OrderTimeline } from './order-timeline.tsx';
import { OrderWhy } from './order-why.tsx';
import './orders.css';
import { PackStop } from './pack-stop.tsx';
import { RawAnswers } from './raw-answers.tsx';

/** One order: where it is and why, what is to be done about it, and all that happened to it. */
export function OrderScreen() {
  const { accountId = '', salesOrderId = '' } = useParams();
  // Another order is another screen: nothing that was opened for one stays open for the next.
  const key = `${accountId}/${salesOrderId}`;
  return <OneOrder key={key} accountId={accountId} salesOrderId={salesOrderId} />;
}

function OneOrder({ accountId, salesOrderId }: { accountId: string; salesOrderId: string }) {
  const { orders: words } = useWords();
  const query = useAnswer('getOrder', { params: { accountId, salesOrderId } });
  const order = query.data;
  return (
    <>
      <p className="way-back">
        <Link href="/orders">{words.toOrders}</Link>
      </p>
      <PageFrame
        title={words.orderTitle(order?.orderNumber ?? '…')}
        actions={order && <OrderActions order={order} />}
      >
        <Loaded of={query}>{(loaded) => <OrderParts order={loaded} />}</Loaded>
      </PageFrame>
    </>
  );
}

function OrderParts({ order }: { order: Order }) {
  const { orders: words } = useWords();
  const { accountId, salesOrderId } = order;
  return (
    <>
      <PackStop order={order} />
      <OrderContradictions order={order} />
      <OrderIncidents order={order} />
      <div className="card-grid">
        <OrderFacts order={order} />
        <OrderWhy accountId={accountId} salesOrderId={salesOrderId} />
      </div>
      <OrderPieces order={order} />
      <Card title={words.reports}>
        {order.transmissions.length === 0 ? (
          <p className="soft-line">{words.noReports}</p>
        ) : (
          order.transmissions.map((report) => (
            <ReportLine key={report.transmissionId} report={report} />
          ))
        )}
      </Card>
      <OrderReductions order={order} />
      <OrderReceipts accountId={accountId} salesOrderId={salesOrderId} />
      <OrderAddresses accountId={accountId} salesOrderId={salesOrderId} />
      <OrderTimeline events={order.events} />
      <RawAnswers accountId={accountId} salesOrderId={salesOrderId} />
    </>
  );
}

function OrderActions({ order }: { order: Order }) {
  const { orders: words } = useWords();
  const [, navigate] = useLocation();
  const mayOperate = useMay('operate');
  if (!mayOperate) return null;
  const canCancel = order.positionItems.some(({ fulfillmentStatus }) =>
    ['ANNOUNCED', 'PROCESSABLE'].includes(fulfillmentStatus),
  );
  return (
    <>
      {canCancel && (
        <Button
          variant="secondary"
          isDestructive
          onClick={() => navigate(shipAddress('cancel', [order]))}
        >
          {words.cancel}
        </Button>
      )}
      {order.toShip !== null && (
        <Button variant="primary" onClick={() => navigate(shipAddress('orders', [order]))}>
          {words.ship}
        </Button>
      )}
    </>
  );
}
