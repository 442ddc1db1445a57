import { Button, Notice } from '@wordpress/components';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import { useAnswer, useList, useMay } from '../../api/use-api.ts';
import { DataList } from '../../components/data-list.tsx';
import { AccountFilter, ChoiceFilter } from '../../components/list-filters.tsx';
import type { Action } from '../../components/list-parts.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { count } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { ProductSets } from './product-sets.tsx';
import { SkuDialog } from './sku-dialog.tsx';
import { type Sku, skuFields } from './sku-fields.tsx';
import { MATCHES, skusQuery } from './stock-query.ts';
import { useMatchAgain, useMatchOne } from './use-match-again.ts';

/** What stands behind each SKU of OTTO's in the shop, and the sets. */
export function SkuMap() {
  const words = useWords();
  const { skuMap } = words;
  const [params, setParams] = useSearchParams();
  const asked = skusQuery(params);
  const query = useList('listSkus', { query: asked });
  const accounts = useAnswer('listAccounts').data?.items;
  const mayOperate = useMay('operate');
  const again = useMatchAgain();
  const matchOne = useMatchOne();
  const [opened, setOpened] = useState<Sku>();
  const fields = useMemo(
    () =>
      skuFields(words, new Map(accounts?.map(({ accountId, name }) => [accountId, name] as const))),
    [words, accounts],
  );
  const actions: Action<Sku>[] = [
    { id: 'edit', label: skuMap.edit, isPrimary: true, callback: ([item]) => setOpened(item) },
    { id: 'again', label: skuMap.again, supportsBulk: true, callback: again.some },
  ];
  const isNarrowed = Object.values(asked).some((value) => value !== undefined);
  return (
    <>
      {asked.match !== 'none' && <SomeWithout />}
      {mayOperate && (
        <p className="stock-push">
          <Button
            variant="secondary"
            __next40pxDefaultSize
            isBusy={again.isBusy}
            onClick={() => again.all(asked.accountId)}
          >
            {skuMap.againAll}
          </Button>{' '}
          <span role="status">
            {again.found && skuMap.looked(count(again.found.looked), count(again.found.matched))}
          </span>
        </p>
      )}
      <ProblemNotice fault={again.fault} />
      <DataList
        caption={skuMap.caption}
        query={query}
        fields={fields}
        titleField="sku"
        idOf={({ accountId, sku }) => `${accountId}/${sku}`}
        actions={mayOperate ? actions : []}
        search={skuMap.search}
        filters={
          <>
            <AccountFilter />
            <ChoiceFilter
              name="match"
              label={skuMap.match}
              all={skuMap.anyMatch}
              options={MATCHES.map((value) => ({ value, label: skuMap.matches[value] }))}
            />
          </>
        }
        empty={
          isNarrowed
            ? {
                title: skuMap.noneFound,
                text: (
                  <Button variant="link" onClick={() => setParams(new URLSearchParams())}>
                    {skuMap.showAll}
                  </Button>
                ),
              }
            : { title: skuMap.none, text: <p>{skuMap.noneHelp}</p> }
        }
      />
      <ProductSets onSaid={matchOne} />
      {opened && (
        <SkuDialog
          item={opened}
          onSaid={() => matchOne(opened.sku)}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  );
}

/** What is to be done first, said first. */
function SomeWithout() {
  const { skuMap: words } = useWords();
  const [, setParams] = useSearchParams();
  const without = useAnswer('listSkus', { query: { match: 'none', limit: 1 } });
  if (!without.data || without.data.items.length === 0) return null;
  return (
    <Notice status="warning" isDismissible={false} spokenMessage="">
      <strong>{words.someWithout}</strong> {words.someWithoutHelp}{' '}
      <Button variant="link" onClick={() => setParams(new URLSearchParams({ match: 'none' }))}>
        {words.showWithout}
      </Button>
    </Notice>
  );
}
