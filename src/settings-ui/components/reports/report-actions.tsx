import { Button, Notice } from '@wordpress/components';
import { type ReactNode, useState } from 'react';
import { useChange, useMay } from '../../api/use-api.ts';
import { useWords } from '../../i18n/words.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { ProblemNotice } from '../problem-notice.tsx';
import { CorrectReport } from './correct-report.tsx';
import './reports.css';
import { AFTER_REPORTS, type Report } from './report-tone.ts';

type Asking = 'by-hand' | 'withdraw' | 'confirm' | 'correct';

/** What the owner can do with a report to OTTO as it stands; nothing where nothing can be done. */
export function ReportActions({ report }: { report: Report }) {
  const { ship: words } = useWords();
  const mayOperate = useMay('operate');
  const [asking, setAsking] = useState<Asking>();
  const [outcome, setOutcome] = useState<ReactNode>();
  const params = { transmissionId: report.transmissionId };
  const sendAgain = useChange('sendTransmissionAgain', AFTER_REPORTS);
  const byHand = useChange('takeByHand', AFTER_REPORTS);
  const withdraw = useChange('withdrawTransmission', AFTER_REPORTS);
  const confirm = useChange('confirmCancellation', AFTER_REPORTS);
  if (!mayOperate || (report.can.length === 0 && outcome === undefined)) return null;
  const can = (action: Report['can'][number]) => report.can.includes(action);
  const close = () => setAsking(undefined);
  const label = (text: string) => words.actionFor(text, report.orderNumber);
  const takeByHand = async () => {
    const { atOtto, fault } = await byHand.mutateAsync({ params });
    const told = { shown: words.atOttoShown, 'not-shown': words.atOttoNotShown, fault: '' }[atOtto];
    setOutcome(fault?.what ?? told);
  };
  return (
    <div className="report-actions">
      {can('confirm') && (
        <Button
          variant="secondary"
          isDestructive
          aria-label={label(words.confirmCancel)}
          onClick={() => setAsking('confirm')}
        >
          {words.confirmCancel}
        </Button>
      )}
      {can('correct') && (
        <Button
          variant="secondary"
          aria-label={label(words.correct)}
          onClick={() => setAsking('correct')}
        >
          {words.correct}
        </Button>
      )}
      {can('send-again') && (
        <Button
          variant="secondary"
          aria-label={label(words.sendAgain)}
          isBusy={sendAgain.isPending}
          onClick={() =>
            sendAgain.mutate({ params }, { onSuccess: () => setOutcome(words.sentAgain) })
          }
        >
          {words.sendAgain}
        </Button>
      )}
      {can('by-hand') && (
        <Button
          variant="tertiary"
          aria-label={label(words.byHand)}
          onClick={() => setAsking('by-hand')}
        >
          {words.byHand}
        </Button>
      )}
      {can('withdraw') && (
        <Button
          variant="tertiary"
          aria-label={label(words.withdraw)}
          onClick={() => setAsking('withdraw')}
        >
          {words.withdraw}
        </Button>
      )}
      <ProblemNotice fault={sendAgain.error} />
      {outcome !== undefined && (
        <div role="status">
          <Notice status="info" spokenMessage="" onRemove={() => setOutcome(undefined)}>
            {outcome}
          </Notice>
        </div>
      )}
      {asking === 'by-hand' && (
        <ConfirmDialog
          title={words.byHandTitle}
          confirm={words.byHand}
          onClose={close}
          onConfirm={takeByHand}
        >
          <p>{words.byHandText(report.orderNumber)}</p>
        </ConfirmDialog>
      )}
      {asking === 'withdraw' && (
        <ConfirmDialog
          title={words.withdrawTitle}
          confirm={words.withdraw}
          isDestructive
          onClose={close}
          onConfirm={() => withdraw.mutateAsync({ params })}
        >
          <p>{words.withdrawText(report.orderNumber)}</p>
        </ConfirmDialog>
      )}
      {asking === 'confirm' && (
        <ConfirmDialog
          title={words.confirmCancelTitle}
          confirm={words.confirmCancel}
          isDestructive
          onClose={close}
          onConfirm={() => confirm.mutateAsync({ params })}
        >
          {report.reason && <p>{report.reason.what}</p>}
          <p>{words.confirmCancelText}</p>
        </ConfirmDialog>
      )}
      {asking === 'correct' && <CorrectReport report={report} onClose={close} />}
    </div>
  );
}
