import { Button, CheckboxControl, TextControl } from '@wordpress/components';
import { type FormEvent, useState } from 'react';
import { Link } from 'wouter';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { useAnswer, useChange, useMay } from '../../api/use-api.ts';
import { EmptyState, Loaded } from '../../components/page-frame.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { startOfDay } from '../../i18n/berlin-day.ts';
import { useWords } from '../../i18n/words.ts';

type Account = AnswerOf<'listAccounts'>['items'][number];
type Started = AnswerOf<'startImportRuns'>;

/** Which accounts, since when, and whether anything is written. */
export function ChooseFetch({
  onStarted,
  onCancel,
}: {
  onStarted: (runs: Started) => void;
  onCancel: () => void;
}) {
  const { fetchOrders: words } = useWords();
  const mayConfigure = useMay('configure');
  return (
    <Loaded of={useAnswer('listAccounts')}>
      {({ items }) => {
        const usable = items.filter(({ state }) => state !== 'paused');
        return usable.length === 0 ? (
          <EmptyState title={words.noneToFetch}>
            {mayConfigure && <Link href="/settings/accounts">{words.toAccounts}</Link>}
          </EmptyState>
        ) : (
          <FetchForm accounts={usable} onStarted={onStarted} onCancel={onCancel} />
        );
      }}
    </Loaded>
  );
}

function FetchForm({
  accounts,
  onStarted,
  onCancel,
}: {
  accounts: readonly Account[];
  onStarted: (runs: Started) => void;
  onCancel: () => void;
}) {
  const { shell, fetchOrders: words } = useWords();
  const active = accounts.filter(({ state }) => state === 'active');
  const [picked, setPicked] = useState<readonly string[]>(
    (active.length > 0 ? active : accounts).map(({ accountId }) => accountId),
  );
  const [since, setSince] = useState('');
  const [isRehearsal, setRehearsal] = useState(false);
  const [asksForOne, setAsksForOne] = useState(false);
  const start = useChange('startImportRuns', ['listImportRuns', 'getToday']);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsksForOne(picked.length === 0);
    if (picked.length === 0) return;
    const sinceAt = startOfDay(since);
    start.mutate(
      {
        body: {
          accountIds: [...picked],
          ...(sinceAt === undefined ? {} : { since: sinceAt }),
          ...(isRehearsal ? { rehearse: true } : {}),
        },
      },
      { onSuccess: onStarted },
    );
  };
  return (
    <form className="form fetch-form" onSubmit={submit} noValidate>
      <fieldset
        className="fetch-accounts"
        aria-describedby={asksForOne ? 'fetch-pick-one' : undefined}
      >
        <legend>{words.accounts}</legend>
        {accounts.map(({ accountId, name, state }) => (
          <CheckboxControl
            key={accountId}
            label={state === 'draft' ? words.draft(name) : name}
            checked={picked.includes(accountId)}
            onChange={(isPicked) =>
              setPicked(
                isPicked ? [...picked, accountId] : picked.filter((other) => other !== accountId),
              )
            }
          />
        ))}
        {accounts.length > 2 && (
          <p>
            <Button
              variant="link"
              onClick={() => setPicked(accounts.map(({ accountId }) => accountId))}
            >
              {words.allPicked}
            </Button>{' '}
            <Button variant="link" onClick={() => setPicked([])}>
              {words.nonePicked}
            </Button>
          </p>
        )}
        {asksForOne && (
          <p id="fetch-pick-one" className="field-problem" role="alert">
            {words.pickOne}
          </p>
        )}
      </fieldset>
      <TextControl
        __next40pxDefaultSize
        type="date"
        label={words.since}
        help={words.sinceHelp}
        value={since}
        onChange={setSince}
      />
      <CheckboxControl
        label={words.rehearse}
        help={words.rehearseHelp}
        checked={isRehearsal}
        onChange={setRehearsal}
      />
      <ProblemNotice fault={start.error} />
      <div className="dialog-buttons">
        <Button variant="tertiary" onClick={onCancel}>
          {shell.cancel}
        </Button>
        <Button
          variant="primary"
          type="submit"
          isBusy={start.isPending}
          disabled={start.isPending}
          accessibleWhenDisabled
        >
          {isRehearsal ? words.startRehearsal : words.start}
        </Button>
      </div>
    </form>
  );
}
