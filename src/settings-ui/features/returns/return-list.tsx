import { Button } from '@wordpress/components';
import { useMemo } from 'react';
import { Link, useSearchParams } from 'wouter';
import { useAnswer, useList } from '../../api/use-api.ts';
import { DataList } from '../../components/data-list.tsx';
import { AccountFilter } from '../../components/list-filters.tsx';
import { distance } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { returnFields } from './return-fields.tsx';
import { type ReturnsTab, returnsQuery } from './returns-query.ts';
import { useReturnActions } from './use-return-actions.tsx';

/** The returns of a tab, the latest change first. */
export function ReturnList({ tab }: { tab: ReturnsTab }) {
  const words = useWords();
  const { returns } = words;
  const [params, setParams] = useSearchParams();
  const asked = returnsQuery(tab, params);
  const query = useList('listReturns', { query: asked });
  const fields = useMemo(() => returnFields(words), [words]);
  const accounts = useAnswer('listAccounts').data?.items ?? [];
  const { actions, dialog } = useReturnActions();
  const readAt = query.data?.pages[0]?.readAt;
  return (
    <>
      {readAt !== undefined && (
        <p className="soft-line">
          {readAt === null ? returns.neverRead : returns.readAt(distance(readAt))}
        </p>
      )}
      <DataList
        key={tab}
        caption={returns.tab[tab]}
        query={query}
        fields={fields}
        titleField="order"
        idOf={({ accountId, positionItemId }) => `${accountId}/${positionItemId}`}
        actions={actions}
        filters={accounts.length > 1 && <AccountFilter />}
        empty={
          asked.accountId === undefined
            ? {
                title: tab === 'to-decide' ? returns.noneToDecide : returns.none,
                text: (
                  <p>
                    {tab === 'to-decide' ? returns.noneToDecideHelp : returns.noneHelp}{' '}
                    {tab !== 'all' && <Link href="/returns/all">{returns.showAll}</Link>}
                  </p>
                ),
              }
            : {
                title: returns.noneFound,
                text: (
                  <Button variant="link" onClick={() => setParams(new URLSearchParams())}>
                    {returns.allAccounts}
                  </Button>
                ),
              }
        }
      />
      {dialog}
    </>
  );
}
