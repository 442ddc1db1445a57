import { Button } from '@wordpress/components';
import { Link } from 'wouter';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { checkTone } from '../../components/check-tone.ts';
import type { Field } from '../../components/list-parts.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { day, money } from '../../i18n/format.ts';
import type { Words } from '../../i18n/words.ts';

type Receipt = AnswerOf<'listReceipts'>['items'][number];

/**
 * The columns of the list of receipts.
 *
 * @param onPdf undefined: who looks may not load them
 */
export function receiptFields(
  { receipts: words }: Words,
  onPdf: ((asked: { params: { accountId: string; receiptNumber: string } }) => void) | undefined,
): Field<Receipt>[] {
  const pdf: Field<Receipt> = {
    id: 'pdf',
    label: words.pdf,
    render: ({ item: { accountId, receiptNumber } }) => (
      <Button
        variant="link"
        aria-label={words.pdfOf(receiptNumber)}
        onClick={() => onPdf?.({ params: { accountId, receiptNumber } })}
      >
        {words.pdf}
      </Button>
    ),
  };
  return [
    {
      id: 'receiptNumber',
      label: words.number,
      enableHiding: false,
      getValue: ({ item }) => item.receiptNumber,
    },
    {
      id: 'type',
      label: words.type,
      render: ({ item }) => (
        <div className="stacked receipt-kind">
          {item.typeWord}
          {besides(item, words).map((line) => (
            <span key={line} className="soft-line">
              {line}
            </span>
          ))}
        </div>
      ),
    },
    { id: 'createdAt', label: words.date, getValue: ({ item }) => day(item.createdAt) },
    {
      id: 'orderNumber',
      label: words.order,
      render: ({ item }) => {
        const number = item.orderNumber ?? item.salesOrderId;
        return item.isOrderKnown ? (
          <Link href={`/orders/${item.accountId}/${item.salesOrderId}`}>{number}</Link>
        ) : (
          number
        );
      },
    },
    {
      id: 'gross',
      label: words.sum,
      render: ({ item: { grossCents, dueCents } }) => (
        <div className="stacked">
          <span className="amount">{money(grossCents)}</span>
          {dueCents !== null && dueCents !== grossCents && (
            <span className="soft-line">{words.due(money(dueCents))}</span>
          )}
        </div>
      ),
    },
    {
      id: 'check',
      label: words.check,
      render: ({ item }) => (
        <StatusBadge tone={checkTone(item.check)}>{item.checkWord}</StatusBadge>
      ),
    },
    ...(onPdf === undefined ? [] : [pdf]),
  ];
}

/** Why money went back, for which invoice, and that it does not count where it does not. */
function besides(receipt: Receipt, words: Words['receipts']): string[] {
  const { refundKindWord, linkedReceiptNumber, isReal } = receipt;
  return [
    refundKindWord,
    linkedReceiptNumber === null ? null : words.linked(linkedReceiptNumber),
    isReal ? null : words.technical,
  ].filter((part) => part !== null);
}
