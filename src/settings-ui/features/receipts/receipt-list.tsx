import { Button, Notice } from '@wordpress/components';
import { useSearchParams } from 'wouter';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { useAnswer, useList, useMay } from '../../api/use-api.ts';
import { DataList } from '../../components/data-list.tsx';
import { AccountFilter, ChoiceFilter } from '../../components/list-filters.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { SavedViews } from '../../components/saved-views.tsx';
import { useDownload } from '../../components/use-download.ts';
import { monthName } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { MonthFile } from './month-file.tsx';
import { receiptFields } from './receipt-fields.tsx';
import { ReceiptTotals } from './receipt-totals.tsx';
import { CHECKS, monthsUntil, receiptsQuery } from './receipts-query.ts';

/** Every receipt, newest first, with the sums of what is filtered. */
export function ReceiptList() {
  const words = useWords();
  const { receipts } = words;
  const [params, setParams] = useSearchParams();
  const asked = receiptsQuery(params);
  const query = useList('listReceipts', { query: asked });
  const counts = useAnswer('countReceipts', { query: asked }, { keepsOld: true });
  const mayOperate = useMay('operate');
  const pdf = useDownload('getReceiptPdf', 'receipt.pdf');
  const fields = receiptFields(words, mayOperate ? pdf.download : undefined);
  const isNarrowed = Object.values(asked).some((value) => value !== undefined);
  return (
    <>
      <MonthFile />
      {counts.data && <ReceiptTotals totals={counts.data} />}
      {query.data?.pages.at(-1)?.isCapped && (
        <Notice status="warning" isDismissible={false}>
          {receipts.capped}
        </Notice>
      )}
      <ProblemNotice fault={pdf.fault} />
      <DataList
        caption={receipts.title}
        query={query}
        fields={fields}
        titleField="receiptNumber"
        idOf={({ accountId, receiptNumber }) => `${accountId}/${receiptNumber}`}
        search={receipts.search}
        filters={<ReceiptFilters types={counts.data?.items ?? []} />}
        empty={
          isNarrowed
            ? {
                title: receipts.noneFound,
                text: (
                  <Button variant="link" onClick={() => setParams(new URLSearchParams())}>
                    {receipts.showAll}
                  </Button>
                ),
              }
            : { title: receipts.none, text: <p>{receipts.noneHelp}</p> }
        }
      />
    </>
  );
}

function ReceiptFilters({ types }: { types: AnswerOf<'countReceipts'>['items'] }) {
  const { receipts: words } = useWords();
  return (
    <>
      <AccountFilter />
      <ChoiceFilter
        name="month"
        label={words.month}
        all={words.allMonths}
        options={monthsUntil(new Date()).map((month) => ({
          value: month,
          label: monthName(month),
        }))}
      />
      <ChoiceFilter
        name="type"
        label={words.type}
        all={words.allTypes}
        options={types.map(({ type, typeWord }) => ({ value: type, label: typeWord }))}
      />
      <ChoiceFilter
        name="check"
        label={words.check}
        all={words.anyCheck}
        options={CHECKS.map((value) => ({ value, label: words.checks[value] }))}
      />
      <SavedViews list="receipts" />
    </>
  );
}
