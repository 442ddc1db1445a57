import { Button, CheckboxControl, TextControl } from '@wordpress/components';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { useAnswer, useChange, useMay } from '../../api/use-api.ts';
import { Card } from '../../components/page-frame.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { startOfDay, startOfNextDay } from '../../i18n/berlin-day.ts';
import { useWords } from '../../i18n/words.ts';

/** Which accounts are compared, and of which days. */
export function StartReconcile() {
  const { shell, reconcile: words } = useWords();
  const mayOperate = useMay('operate');
  const [, navigate] = useLocation();
  const accounts = (useAnswer('listAccounts').data?.items ?? []).filter(
    ({ state }) => state === 'active',
  );
  const [left, setLeft] = useState<readonly string[]>([]);
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [problem, setProblem] = useState<string>();
  const start = useChange('startReconcileRuns', ['listReconcileRuns']);
  const chosen = accounts.map(({ accountId }) => accountId).filter((id) => !left.includes(id));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isTurned = from !== '' && until !== '' && until < from;
    setProblem(isTurned ? words.turnedDays : undefined);
    if (isTurned) return;
    const fromAt = startOfDay(from);
    const untilAt = startOfNextDay(until);
    start.mutate(
      {
        body: {
          ...(left.length === 0 ? {} : { accountIds: chosen }),
          ...(fromAt === undefined ? {} : { from: fromAt }),
          ...(untilAt === undefined ? {} : { until: untilAt }),
        },
      },
      {
        onSuccess: ([first, ...others]) => {
          if (first && others.length === 0) navigate(`/reconcile/${first.reconcileRunId}`);
        },
      },
    );
  };
  return (
    <Card title={words.start}>
      <form className="reconcile-start" onSubmit={submit} noValidate>
        {!mayOperate && <p className="quiet">{shell.noRight}</p>}
        {accounts.length > 1 && (
          <fieldset className="reconcile-accounts">
            <legend>{words.accounts}</legend>
            {accounts.map(({ accountId, name }) => (
              <CheckboxControl
                key={accountId}
                label={name}
                checked={!left.includes(accountId)}
                onChange={(isChosen) =>
                  setLeft(isChosen ? left.filter((one) => one !== accountId) : [...left, accountId])
                }
              />
            ))}
          </fieldset>
        )}
        <div className="reconcile-days">
          <TextControl
            __next40pxDefaultSize
            type="date"
            label={words.from}
            value={from}
            onChange={setFrom}
          />
          <TextControl
            __next40pxDefaultSize
            type="date"
            label={words.until}
            value={until}
            aria-invalid={problem !== undefined}
            help={
              problem === undefined ? undefined : <span className="field-problem">{problem}</span>
            }
            onChange={setUntil}
          />
        </div>
        <p className="field-help">{words.daysHelp}</p>
        <ProblemNotice fault={start.error} />
        <div className="form-buttons">
          <Button
            variant="primary"
            type="submit"
            isBusy={start.isPending}
            disabled={!mayOperate || (accounts.length > 1 && chosen.length === 0)}
            accessibleWhenDisabled
          >
            {words.compareNow}
          </Button>
          <span role="status">{start.data && words.begun}</span>
        </div>
      </form>
    </Card>
  );
}
