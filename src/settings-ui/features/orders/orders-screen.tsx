import { Button, Notice } from '@wordpress/components';
import { useMemo } from 'react';
import { Link, useSearchParams } from 'wouter';
import { useList } from '../../api/use-api.ts';
import { DataList } from '../../components/data-list.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useWords } from '../../i18n/words.ts';
import { FetchOrders } from '../fetch-orders/fetch-orders.tsx';
import { orderFields } from './order-fields.tsx';
import { OrderFilters } from './order-filters.tsx';
import { OrderTabs } from './order-tabs.tsx';
import './orders.css';
import { ordersQuery } from './orders-query.ts';
import { type Done, useOrderActions } from './use-order-actions.ts';

/** All orders, by where they are in the owner's day. */
export function OrdersScreen() {
  const words = useWords();
  const { orders } = words;
  const [params, setParams] = useSearchParams();
  const asked = ordersQuery(params);
  const query = useList('listOrders', { query: asked });
  const fields = useMemo(() => orderFields(words), [words]);
  const { actions, done, forget } = useOrderActions();
  const isNarrowed = Object.values(asked).some((value) => value !== undefined);
  return (
    <PageFrame title={orders.title} actions={<FetchOrders />}>
      <OrderTabs />
      <Outcome done={done} onRemove={forget} />
      {asked.incidentId !== undefined && <OfIncident incidentId={asked.incidentId} />}
      {query.data?.pages.at(-1)?.isCapped && (
        <Notice status="warning" isDismissible={false}>
          {orders.capped}
        </Notice>
      )}
      <DataList
        caption={orders.title}
        query={query}
        fields={fields}
        titleField="orderNumber"
        idOf={({ accountId, salesOrderId }) => `${accountId}/${salesOrderId}`}
        actions={actions}
        search={orders.search}
        filters={<OrderFilters />}
        empty={
          isNarrowed
            ? {
                title: orders.noneFound,
                text: (
                  <Button variant="link" onClick={() => setParams(new URLSearchParams())}>
                    {orders.showAll}
                  </Button>
                ),
              }
            : { title: orders.none, text: <p>{orders.noneHelp}</p> }
        }
      />
    </PageFrame>
  );
}

function Outcome({ done, onRemove }: { done: Done | undefined; onRemove: () => void }) {
  if (done === undefined) return null;
  if ('fault' in done) return <ProblemNotice fault={done.fault} />;
  return (
    <Notice status="success" onRemove={onRemove}>
      {done.text}
    </Notice>
  );
}

function OfIncident({ incidentId }: { incidentId: number }) {
  const { orders } = useWords();
  return (
    <Notice status="info" isDismissible={false}>
      {orders.ofIncident} <Link href={`/error-centre/${incidentId}`}>{orders.toIncident}</Link>{' '}
      <Link href="/orders">{orders.showAll}</Link>
    </Notice>
  );
}
