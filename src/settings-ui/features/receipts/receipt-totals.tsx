import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { count, money } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';

/** Of what is filtered: how many of each kind, their sums, and what is left. */
export function ReceiptTotals({ totals }: { totals: AnswerOf<'countReceipts'> }) {
  const { receipts: words } = useWords();
  const some = totals.items.filter((one) => one.count > 0);
  if (some.length === 0) return null;
  return (
    <div role="status">
      <dl className="receipt-totals">
        {some.map((one) => (
          <div key={one.type}>
            <dt>{words.totalOf(count(one.count), one.isCapped, one.typeWord)}</dt>
            <dd>{money(one.grossCents)}</dd>
          </div>
        ))}
        {some.length > 1 && (
          <div className="receipt-balance">
            <dt>{words.balance}</dt>
            <dd>{money(totals.balanceCents)}</dd>
          </div>
        )}
      </dl>
    </div>
  );
}
