import { Button, Notice } from '@wordpress/components';
import { useMemo } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { useList } from '../../api/use-api.ts';
import { DataList } from '../../components/data-list.tsx';
import { AccountFilter, ChoiceFilter, DayFilter } from '../../components/list-filters.tsx';
import type { Field } from '../../components/list-parts.ts';
import { PageFrame } from '../../components/page-frame.tsx';
import { paymentMethodWord } from '../../components/payment-method.ts';
import { SavedViews } from '../../components/saved-views.tsx';
import { count, moment, money } from '../../i18n/format.ts';
import { useWords, type Words } from '../../i18n/words.ts';
import './payments.css';
import { isFilteredTwice, paymentsQuery } from './payments-query.ts';

type Payment = AnswerOf<'listPayments'>['items'][number];
type Total = AnswerOf<'listPayments'>['total'];

/** The payment record of every released order. */
export function PaymentsScreen() {
  const words = useWords();
  const { payments } = words;
  const [params, setParams] = useSearchParams();
  const { sort, ...asked } = paymentsQuery(params);
  const query = useList('listPayments', { query: { ...asked, sort } });
  const fields = useMemo(() => paymentFields(words), [words]);
  const total = query.data?.pages[0]?.total;
  const isNarrowed = Object.values(asked).some((value) => value !== undefined);
  return (
    <PageFrame title={payments.title} lead={payments.lead}>
      <p className="payments-explain">{payments.explain}</p>
      {isFilteredTwice(params) && (
        <Notice status="warning" isDismissible={false}>
          {payments.notTogether}
        </Notice>
      )}
      {total && total.count > 0 && (
        <p className="payments-total" role="status">
          {sayTotal(total, words)}
        </p>
      )}
      <DataList
        caption={payments.title}
        query={query}
        fields={fields}
        titleField="orderNumber"
        idOf={({ accountId, salesOrderId }) => `${accountId}/${salesOrderId}`}
        search={payments.search}
        filters={<PaymentFilters />}
        empty={
          isNarrowed
            ? {
                title: payments.noneFound,
                text: (
                  <Button variant="link" onClick={() => setParams(new URLSearchParams())}>
                    {payments.showAll}
                  </Button>
                ),
              }
            : { title: payments.none, text: <p>{payments.noneHelp}</p> }
        }
      />
    </PageFrame>
  );
}

function PaymentFilters() {
  const { payments: words } = useWords();
  return (
    <>
      <AccountFilter />
      <DayFilter name="from" label={words.paidFrom} />
      <DayFilter name="to" label={words.paidTo} />
      <DayFilter name="changed" label={words.changedSince} />
      <ChoiceFilter
        name="sort"
        label={words.sort}
        all={words.newest}
        options={[{ value: 'oldest', label: words.oldest }]}
      />
      <SavedViews list="payments" />
    </>
  );
}

function sayTotal({ count: counted, sumCents, isCapped }: Total, { payments }: Words): string {
  return isCapped
    ? payments.totalCapped(count(counted), money(sumCents))
    : payments.total(count(counted), counted, money(sumCents));
}

function paymentFields(all: Words): Field<Payment>[] {
  const { payments: words } = all;
  return [
    {
      id: 'orderNumber',
      label: words.order,
      enableHiding: false,
      getValue: ({ item }) => item.orderNumber,
      render: ({ item }) => (
        <Link href={`/orders/${item.accountId}/${item.salesOrderId}`}>{item.orderNumber}</Link>
      ),
    },
    {
      id: 'amount',
      label: words.sum,
      render: ({ item }) => <span className="amount">{money(item.amountCents)}</span>,
    },
    { id: 'paymentSystem', label: words.system },
    {
      id: 'paymentMethod',
      label: words.method,
      getValue: ({ item }) => paymentMethodWord(item.paymentMethod, all),
    },
    {
      id: 'receipts',
      label: words.receipts,
      getValue: ({ item }) => (item.receipts === null ? '' : item.receipts.numbers.join(', ')),
      render: ({ item }) => <PaymentReceipts payment={item} words={words} />,
    },
    {
      id: 'paidAt',
      label: words.paidAt,
      render: ({ item }) => <span className="payment-at">{moment(item.paidAt)}</span>,
    },
    {
      id: 'changedAt',
      label: words.changedAt,
      render: ({ item }) => <span className="payment-at">{moment(item.changedAt)}</span>,
    },
    {
      id: 'wooOrderId',
      label: words.shopOrder,
      getValue: ({ item }) => (item.wooOrderId === null ? '–' : `${item.wooOrderId}`),
    },
  ];
}

/** The receipts of the order beside what it was to bring; technical ones are not in the sum. */
function PaymentReceipts({ payment, words }: { payment: Payment; words: Words['payments'] }) {
  const { receipts, orderNumber } = payment;
  if (receipts === null) return words.noReceipt;
  const search = new URLSearchParams({ search: orderNumber });
  return (
    <div className="stacked payment-receipts">
      <span className="amount">{money(receipts.balanceCents)}</span>
      <Link href={`/receipts?${search}`}>
        {receipts.numbers[0]}
        {receipts.count > 1 && ` ${words.andMore(count(receipts.count - 1))}`}
      </Link>
    </div>
  );
}
