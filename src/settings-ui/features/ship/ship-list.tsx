import { Link, useLocation } from 'wouter';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { useAnswer, useList, useMay } from '../../api/use-api.ts';
import { DataList } from '../../components/data-list.tsx';
import { AccountFilter } from '../../components/list-filters.tsx';
import type { Action, Field } from '../../components/list-parts.ts';
import { useQueryState } from '../../components/query-state.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { count } from '../../i18n/format.ts';
import { useWords, type Words } from '../../i18n/words.ts';
import { textOfOrders } from './order-key.ts';
import { PromiseClock } from './promise-clock.tsx';
import { shipByTone, shipByWords } from './ship-by.ts';

type Item = AnswerOf<'listShipList'>['items'][number];

/** What must leave, the most urgent first. */
export function ShipList() {
  const { shell, ship: words } = useWords();
  const [accountId] = useQueryState('account');
  const query = useList('listShipList', {
    query: accountId === '' ? {} : { accountId },
  });
  const accounts = useAnswer('listAccounts').data?.items ?? [];
  const mayOperate = useMay('operate');
  const actions = useShipActions(words);
  const forecast = query.data?.pages[0]?.forecast;
  return (
    <>
      {forecast && <PromiseClock forecast={forecast} />}
      {!mayOperate && <p className="quiet">{shell.noRight}</p>}
      <DataList
        query={query}
        fields={fieldsOf(words)}
        titleField="order"
        idOf={({ accountId: account, salesOrderId }) => `${account}/${salesOrderId}`}
        actions={mayOperate ? actions : []}
        filters={accounts.length > 1 && <AccountFilter />}
        caption={words.listCaption}
        empty={{
          title: words.listEmpty,
          text: (
            <p>
              {words.listEmptyText} <Link href="/orders">{words.toOrders}</Link>
            </p>
          ),
        }}
      />
    </>
  );
}

function useShipActions(words: Words['ship']): Action<Item>[] {
  const [, navigate] = useLocation();
  return [
    {
      id: 'ship',
      label: words.reportShipped,
      supportsBulk: true,
      callback: (items) => navigate(`/ship?orders=${textOfOrders(items)}`),
    },
    {
      id: 'cancel',
      label: words.cancelPieces,
      supportsBulk: true,
      callback: (items) => navigate(`/ship?cancel=${textOfOrders(items)}`),
    },
  ];
}

function fieldsOf(words: Words['ship']): Field<Item>[] {
  return [
    {
      id: 'order',
      label: words.order,
      render: ({ item }) => (
        <Link href={`/orders/${item.accountId}/${item.salesOrderId}`}>{item.orderNumber}</Link>
      ),
    },
    {
      id: 'shipBy',
      label: words.shipBy,
      render: ({ item }) => (
        <StatusBadge tone={shipByTone(item)}>{shipByWords(words, item)}</StatusBadge>
      ),
    },
    {
      id: 'pieces',
      label: words.pieces,
      render: ({ item }) => <span className="cell-text">{piecesOf(item)}</span>,
    },
    {
      id: 'shopOrder',
      label: words.shopOrder,
      render: ({ item }) => <>{item.wooOrderId ?? words.notInShop}</>,
    },
    {
      id: 'report',
      label: words.report,
      render: ({ item }) => (
        <Link
          href={`/ship?orders=${textOfOrders([item])}`}
          aria-label={words.actionFor(words.reportShipped, item.orderNumber)}
        >
          {words.reportShort}
        </Link>
      ),
    },
  ];
}

/** e.g. "2 × SHIRT-M, SOCKS" */
export function piecesOf({ pieces }: { pieces: readonly { sku: string }[] }): string {
  const counts = new Map<string, number>();
  for (const { sku } of pieces) counts.set(sku, (counts.get(sku) ?? 0) + 1);
  return [...counts]
    .map(([sku, many]) => (many === 1 ? sku : `${count(many)} × ${sku}`))
    .join(', ');
}
