import { Button } from '@wordpress/components';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { useAnswer, useList, useMay } from '../../api/use-api.ts';
import { DataList } from '../../components/data-list.tsx';
import { AccountFilter, ChoiceFilter } from '../../components/list-filters.tsx';
import type { Action } from '../../components/list-parts.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { count } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { OwnNumbers } from './own-numbers.tsx';
import { type StockLevel, stockFields } from './stock-fields.tsx';
import { stockQuery } from './stock-query.ts';
import { usePush } from './use-push.ts';

/** Every SKU with the shop's number and OTTO's beside each other. */
export function StockList({ states }: { states: AnswerOf<'getStock'>['states'] }) {
  const words = useWords();
  const { stock } = words;
  const [params, setParams] = useSearchParams();
  const asked = stockQuery(params);
  const query = useList('listStock', { query: asked });
  const accounts = useAnswer('listAccounts').data?.items;
  const mayOperate = useMay('operate');
  const push = usePush();
  const [opened, setOpened] = useState<StockLevel>();
  const fields = useMemo(
    () =>
      stockFields(
        words,
        new Map(accounts?.map(({ accountId, name }) => [accountId, name] as const)),
      ),
    [words, accounts],
  );
  const actions: Action<StockLevel>[] = [
    { id: 'own', label: stock.ownNumbers, callback: ([item]) => setOpened(item) },
    { id: 'push', label: stock.pushSome, supportsBulk: true, callback: push.some },
  ];
  const isNarrowed = Object.values(asked).some((value) => value !== undefined);
  return (
    <>
      {mayOperate && (
        <p className="stock-push">
          <Button
            variant="secondary"
            __next40pxDefaultSize
            isBusy={push.isBusy}
            onClick={() => push.all(asked.accountId)}
          >
            {stock.pushAll}
          </Button>{' '}
          <span role="status">{push.asked !== undefined && stock.asked(count(push.asked))}</span>
        </p>
      )}
      <ProblemNotice fault={push.fault} />
      <DataList
        caption={stock.title}
        query={query}
        fields={fields}
        titleField="sku"
        idOf={({ accountId, sku }) => `${accountId}/${sku}`}
        actions={mayOperate ? actions : []}
        search={stock.search}
        filters={
          <>
            <AccountFilter />
            <ChoiceFilter
              name="state"
              label={stock.state}
              all={stock.allStates}
              options={states.map(({ state, stateWord }) => ({ value: state, label: stateWord }))}
            />
          </>
        }
        empty={
          isNarrowed
            ? {
                title: stock.noneFound,
                text: (
                  <Button variant="link" onClick={() => setParams(new URLSearchParams())}>
                    {stock.showAll}
                  </Button>
                ),
              }
            : { title: stock.none, text: <p>{stock.noneHelp}</p> }
        }
      />
      {opened && <OwnNumbers level={opened} onClose={() => setOpened(undefined)} />}
    </>
  );
}
