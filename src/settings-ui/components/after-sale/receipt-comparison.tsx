import { Button } from '@wordpress/components';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { useChange, useMay } from '../../api/use-api.ts';
import { moment, money } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { checkTone } from '../check-tone.ts';
import { ProblemNotice } from '../problem-notice.tsx';
import { StatusBadge } from '../status-badge.tsx';
import { ToldText } from '../told.tsx';
import './after-sale.css';
import { AFTER_RECEIPTS } from './refreshed.ts';

type Check = AnswerOf<'getReceiptsOfOrder'>['check'];

/** What receipts, OTTO's order and the shop order say of one order, side by side, and what follows. */
export function ReceiptComparison({
  accountId,
  salesOrderId,
  check,
}: {
  accountId: string;
  salesOrderId: string;
  check: Check;
}) {
  const { receipts: words } = useWords();
  const mayOperate = useMay('operate');
  const again = useChange('checkReceiptsAgain', AFTER_RECEIPTS);
  const { sums, about } = check;
  // The sentence names what it can; only what it left out is told besides.
  const others = check.findings.filter(({ what }) => !about.what.includes(what));
  const sides = [
    [words.byReceipts, sums.receipts.cents],
    [words.byOtto, sums.otto.cents],
    [words.byShop, sums.shop.cents],
  ] as const;
  return (
    <div className="receipt-comparison">
      <p>
        <StatusBadge tone={checkTone(check.state)}>{check.stateWord}</StatusBadge>{' '}
        {check.comparedAt !== null && (
          <span className="soft-line">{words.checkedAt(moment(check.comparedAt))}</span>
        )}
      </p>
      <dl className="side-by-side">
        {sides.map(([name, cents]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{cents === null ? '–' : money(cents)}</dd>
          </div>
        ))}
      </dl>
      <ToldText about={about} />
      {others.map((finding) => (
        <ToldText key={`${finding.code} ${finding.what}`} about={finding} />
      ))}
      {mayOperate && (
        <div className="form-buttons">
          <Button
            variant="secondary"
            isBusy={again.isPending}
            onClick={() => again.mutate({ params: { accountId, salesOrderId } })}
          >
            {words.checkAgain}
          </Button>
          <span role="status">{again.isSuccess && words.checked}</span>
        </div>
      )}
      <ProblemNotice fault={again.error} />
    </div>
  );
}
