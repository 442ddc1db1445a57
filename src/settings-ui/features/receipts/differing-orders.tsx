import { Button } from '@wordpress/components';
import { Link } from 'wouter';
import { useList } from '../../api/use-api.ts';
import { ReceiptComparison } from '../../components/after-sale/receipt-comparison.tsx';
import { AccountFilter } from '../../components/list-filters.tsx';
import { Card, EmptyState, Loaded } from '../../components/page-frame.tsx';
import { useQueryState } from '../../components/query-state.ts';
import { useWords } from '../../i18n/words.ts';

/** Orders of which receipts, OTTO and the shop say different sums. */
export function DifferingOrders() {
  const { shell, receipts: words } = useWords();
  const [account] = useQueryState('account');
  const query = useList('listReceiptChecks', {
    query: { state: 'differs', accountId: account === '' ? undefined : account },
  });
  return (
    <>
      <div className="differing-filter">
        <AccountFilter />
      </div>
      <Loaded of={query}>
        {() =>
          query.items.length === 0 ? (
            <EmptyState title={words.noneDiffering}>
              <p>{words.noneDifferingHelp}</p>
            </EmptyState>
          ) : (
            query.items.map(({ accountId, salesOrderId, orderNumber, check }) => (
              <Card
                key={`${accountId}/${salesOrderId}`}
                title={
                  <Link href={`/orders/${accountId}/${salesOrderId}`}>
                    {words.orderTitle(orderNumber ?? salesOrderId)}
                  </Link>
                }
              >
                <ReceiptComparison
                  accountId={accountId}
                  salesOrderId={salesOrderId}
                  check={check}
                />
              </Card>
            ))
          )
        }
      </Loaded>
      {query.hasNextPage && (
        <Button
          variant="secondary"
          isBusy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {shell.more}
        </Button>
      )}
    </>
  );
}
