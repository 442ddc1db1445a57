import { Button } from '@wordpress/components';
import { useChange, useMay } from '../../api/use-api.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { AFTER_REPORTS } from '../../components/reports/report-tone.ts';
import { moment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';

/** Reports leave at their times; this does not wait for the next one. */
export function SendNow() {
  const { ship: words } = useWords();
  const mayOperate = useMay('operate');
  const send = useChange('runReports', AFTER_REPORTS);
  if (!mayOperate) return null;
  return (
    <>
      <Button variant="secondary" isBusy={send.isPending} onClick={() => send.mutate({})}>
        {words.sendNow}
      </Button>
      <span role="status">
        {send.data &&
          (send.data.run === 'begun' ? words.sendingNow : words.sendingNext) +
            (send.data.nextRunAt === null
              ? ''
              : ` ${words.nextSending(moment(send.data.nextRunAt))}`)}
      </span>
      <ProblemNotice fault={send.error} />
    </>
  );
}
