import { Notice } from '@wordpress/components';
import { useEffect, useRef, useState } from 'react';
import { useAnswer } from '../../api/use-api.ts';
import { Card } from '../../components/page-frame.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useWords } from '../../i18n/words.ts';
import { RunLines } from './run-lines.tsx';
import { RUN_TONES } from './run-tones.ts';
import { type Run, useRun } from './use-run.ts';

/** A run that is not followed is asked after now and then. */
const ASK_MS = 3_000;
/** So often at most a screen reader is told how far a run is. */
const SPEAK_MS = 15_000;

/** One run: its bar, its sums in words, why it ended early, and the orders it touched. */
export function RunProgress({
  importRunId,
  isFollowed,
  nameOf,
  onEnd,
}: {
  importRunId: string;
  isFollowed: boolean;
  nameOf: (accountId: string) => string;
  onEnd: (importRunId: string) => void;
}) {
  const { fetchOrders: words } = useWords();
  const followed = useRun(importRunId, isFollowed);
  const asked = useAnswer(
    'getImportRun',
    { params: { importRunId } },
    { isOn: !isFollowed, everyMs: ASK_MS },
  );
  const run = followed.run ?? asked.data;
  const hasEnded = followed.fault !== undefined || (run !== undefined && run.state !== 'running');
  useEffect(() => {
    if (hasEnded) onEnd(importRunId);
  }, [hasEnded, importRunId, onEnd]);
  const spoken = useSpoken(run);
  if (followed.fault !== undefined) return <ProblemNotice fault={followed.fault} />;
  if (run === undefined) return <p role="status">{words.asked}</p>;
  const account = nameOf(run.accountId);
  return (
    <Card
      title={
        <>
          {account} <StatusBadge tone={RUN_TONES[run.state]}>{words.states[run.state]}</StatusBadge>{' '}
          {run.isRehearsal && <StatusBadge tone="quiet">{words.rehearsal}</StatusBadge>}
        </>
      }
    >
      <ProgressOf run={run} label={words.progress(account)} />
      <p className="fetch-summary">{run.summary}</p>
      <p className="visually-hidden" role="status">
        {spoken}
      </p>
      {!followed.isConnected && !hasEnded && (
        <Notice status="warning" isDismissible={false}>
          {words.reconnecting}
        </Notice>
      )}
      {run.fault && (
        <Notice status="error" isDismissible={false}>
          {[run.fault.what, run.fault.follows, run.fault.todo].filter(Boolean).join(' ')}
        </Notice>
      )}
      <RunLines
        accountId={run.accountId}
        lines={followed.lines}
        hasEnded={hasEnded}
        label={words.log(account)}
      />
    </Card>
  );
}

/** OTTO does not say how many orders will come: the bar tells how many of those read are worked through. */
function ProgressOf({ run, label }: { run: Run; label: string }) {
  const { seen, ...outcomes } = run.counters;
  const done = Object.values(outcomes).reduce((sum, some) => sum + some, 0);
  if (run.state !== 'running') {
    return <progress className="fetch-bar" aria-label={label} max={1} value={1} />;
  }
  return seen === 0 ? (
    <progress className="fetch-bar" aria-label={label} />
  ) : (
    <progress className="fetch-bar" aria-label={label} max={seen} value={Math.min(done, seen)} />
  );
}

/** The sums as they are to be said: seldom while it runs, at once when it has ended. */
function useSpoken(run: Run | undefined): string {
  const [spoken, setSpoken] = useState('');
  const saidAt = useRef(0);
  const { summary = '', state } = run ?? {};
  useEffect(() => {
    const now = Date.now();
    if (summary === '' || (state === 'running' && now - saidAt.current < SPEAK_MS)) return;
    saidAt.current = now;
    setSpoken(summary);
  }, [summary, state]);
  return spoken;
}
