import { Button } from '@wordpress/components';
import { Link } from 'wouter';
import { ApiProblem } from '../../api/call.ts';
import { useAnswer, useChange } from '../../api/use-api.ts';
import { Card, Loading } from '../../components/page-frame.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useQueryState } from '../../components/query-state.ts';
import { ToldText } from '../../components/told.tsx';
import { count } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { RehearsedOrder } from './rehearsed-order.tsx';
import { StepButtons } from './step-buttons.tsx';
import type { SetUp } from './steps.ts';

const POLL_MS = 1_000;

/** What orders would look like in the shop; nothing is written there. */
export function RehearsalStep({ setUp }: { setUp: SetUp }) {
  const { setUp: words } = useWords();
  const { accountId } = setUp;
  const [run, setRun] = useQueryState('run');
  const start = useChange('startRehearsal', ['getSetUp']);
  const rehearsal = useAnswer(
    'getRehearsal',
    { params: { importRunId: run } },
    { isOn: run !== '', everyMs: (answer) => (answer && !answer.isRunning ? false : POLL_MS) },
  );
  if (accountId === null) {
    return (
      <Card>
        <p>{words.accountFirst}</p>
        <Link href="/setup/account">{words.steps.account.title}</Link>
      </Card>
    );
  }
  const begin = async () => {
    const answer = await start.mutateAsync({ body: { accountId } }).catch(() => undefined);
    if (answer) setRun(answer.importRunId);
  };
  const { data } = rehearsal;
  const isOver = rehearsal.error instanceof ApiProblem;
  const isRunning = run !== '' && !isOver && (data === undefined || data.isRunning);
  return (
    <>
      <Card title={words.rehearsalTitle}>
        <p>{words.rehearsalText}</p>
        <Button
          variant={data ? 'secondary' : 'primary'}
          isBusy={start.isPending || isRunning}
          disabled={start.isPending || isRunning}
          accessibleWhenDisabled
          onClick={() => void begin()}
        >
          {(data && !isRunning) || isOver ? words.rehearseAgain : words.rehearse}
        </Button>
        <ProblemNotice fault={start.error ?? (run === '' ? undefined : rehearsal.error)} />
        <div role="status">
          {isRunning && <Loading />}
          {isRunning && data && <p>{words.seen(count(data.seen))}</p>}
          {data?.summary && <p className="set-up-summary">{data.summary}</p>}
        </div>
        {data?.fault && <ToldText about={data.fault} />}
        {data && (
          <ul className="rehearsed">
            {data.orders.map((order, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: an unreadable order has no number
              <li key={index}>
                <RehearsedOrder order={order} />
              </li>
            ))}
          </ul>
        )}
        {data?.hasMore && <p>{words.moreOrders}</p>}
      </Card>
      <StepButtons
        step="rehearsal"
        {...(data && !data.isRunning ? {} : { next: <NextAnyway /> })}
      />
    </>
  );
}

/** Going on without a rehearsal is possible, but not the usual way. */
function NextAnyway() {
  const { setUp: words } = useWords();
  return <Link href="/setup/live">{words.withoutRehearsal}</Link>;
}
