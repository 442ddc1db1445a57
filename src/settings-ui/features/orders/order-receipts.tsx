import { Button } from '@wordpress/components';
import { useAnswer, useMay } from '../../api/use-api.ts';
import { ReceiptComparison } from '../../components/after-sale/receipt-comparison.tsx';
import { Card, Loaded } from '../../components/page-frame.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useDownload } from '../../components/use-download.ts';
import { WideTable } from '../../components/wide-table.tsx';
import { day, money } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';

/** What OTTO wrote to the buyer of this order, and whether order and shop say the same. */
export function OrderReceipts({
  accountId,
  salesOrderId,
}: {
  accountId: string;
  salesOrderId: string;
}) {
  const { receipts: words } = useWords();
  const mayOperate = useMay('operate');
  const query = useAnswer('getReceiptsOfOrder', { params: { accountId, salesOrderId } });
  const pdf = useDownload('getReceiptPdf', 'receipt.pdf');
  return (
    <Card title={words.ofOrder}>
      <Loaded of={query}>
        {({ items, check }) => (
          <>
            {items.length === 0 ? (
              <p className="soft-line">{words.noneOfOrder}</p>
            ) : (
              <WideTable caption={words.ofOrder} isStacked>
                <thead>
                  <tr>
                    <th scope="col">{words.number}</th>
                    <th scope="col">{words.type}</th>
                    <th scope="col">{words.date}</th>
                    <th scope="col" className="is-number">
                      {words.sum}
                    </th>
                    <th scope="col">
                      <span className="visually-hidden">{words.pdf}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((receipt) => (
                    <tr key={receipt.receiptNumber}>
                      <th scope="row">
                        {receipt.receiptNumber}
                        {!receipt.isReal && <span className="piece-id">{words.technical}</span>}
                      </th>
                      <td data-label={words.type}>
                        {receipt.typeWord}
                        {receipt.refundKindWord !== null && (
                          <span className="piece-id">{receipt.refundKindWord}</span>
                        )}
                      </td>
                      <td data-label={words.date}>{day(receipt.createdAt)}</td>
                      <td className="is-number" data-label={words.sum}>
                        {money(receipt.grossCents)}
                      </td>
                      <td>
                        {mayOperate && (
                          <Button
                            variant="link"
                            aria-label={words.pdfOf(receipt.receiptNumber)}
                            isBusy={pdf.isBusy}
                            onClick={() =>
                              pdf.download({
                                params: { accountId, receiptNumber: receipt.receiptNumber },
                              })
                            }
                          >
                            {words.pdf}
                          </Button>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </WideTable>
            )}
            <ProblemNotice fault={pdf.fault} />
            {check.comparedAt !== null && (
              <>
                <h3 className="receipt-heading">{words.comparison}</h3>
                <ReceiptComparison
                  accountId={accountId}
                  salesOrderId={salesOrderId}
                  check={check}
                />
              </>
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
}
