import { Spinner } from '@wordpress/components';
import { Link } from 'wouter';
import { addressOf } from '../../api/call.ts';
import { useAnswer } from '../../api/use-api.ts';
import { Card, Loaded } from '../../components/page-frame.tsx';
import { ToldText } from '../../components/told.tsx';
import { count, moment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { Differences } from './differences.tsx';
import { periodOf, type Run, RunState } from './run-list.tsx';

const RUNNING_MS = 2_000;

/** One comparison: its line, what was counted, and what differs. */
export function RunDetail({ reconcileRunId }: { reconcileRunId: string }) {
  const { reconcile: words } = useWords();
  const params = { reconcileRunId };
  const known = useAnswer('getReconcileRun', { params });
  // It is asked again while it runs; a change that nobody told would be seen all the same.
  const isRunning = known.data?.state === 'running';
  useAnswer('getReconcileRun', { params }, { isOn: isRunning, everyMs: RUNNING_MS });
  return (
    <>
      <p>
        <Link href="/reconcile">{words.all}</Link>
      </p>
      <Loaded of={known}>
        {(run) => (
          <>
            <Card title={words.ofDay(moment(run.startedAt))} actions={<RunState run={run} />}>
              <Outcome run={run} />
            </Card>
            {(run.counts?.differences ?? 0) > 0 && <Differences reconcileRunId={reconcileRunId} />}
            {(run.counts?.differences ?? 0) > 0 && (
              <p>
                <a href={addressOf('downloadReconcileDifferences', { params })} download>
                  {words.download}
                </a>
              </p>
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

function Outcome({ run }: { run: Run }) {
  const { reconcile: words } = useWords();
  if (run.state === 'running') {
    return (
      <p role="status">
        <Spinner /> {words.runningText(periodOf(run))}
      </p>
    );
  }
  if (run.fault) return <ToldText about={run.fault} />;
  const { counts } = run;
  return (
    <>
      <p className="reconcile-line" role="status">
        {run.line}
      </p>
      <p className="quiet">{words.ordersOf(periodOf(run))}</p>
      {counts && (
        <dl className="facts">
          {(
            [
              [words.atOtto, counts.atOtto],
              [words.inLedger, counts.inLedger],
              [words.inShop, counts.inShop],
              [words.waiting, counts.waiting],
              [words.keptOut, counts.keptOut],
              [words.differences, counts.differences],
            ] as const
          ).map(([name, many]) => (
            <div key={name} className="reconcile-fact">
              <dt>{name}</dt>
              <dd>{count(many)}</dd>
            </div>
          ))}
        </dl>
      )}
      {run.reasons.length > 0 && (
        <div className="reconcile-reasons">
          <h3>{words.reasons}</h3>
          <ul>
            {run.reasons.map((reason) => (
              <li key={reason.code}>
                {reason.word}: {count(reason.count)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
