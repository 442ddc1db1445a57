import { Button } from '@wordpress/components';
import { type ReactNode, useId, useState } from 'react';
import type { Job } from '../../api/shapes.ts';
import { useChange, useMay } from '../../api/use-api.ts';
import { Card } from '../../components/page-frame.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useQueryState } from '../../components/query-state.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { ToldText } from '../../components/told.tsx';
import { day, duration, moment, time } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { JobHistory } from './job-history.tsx';
import { runTone } from './run-tone.ts';
import { ScheduleDialog } from './schedule-dialog.tsx';

/** One job: what it does, when, how it went last, and what can be done with it. */
export function JobCard({ job }: { job: Job }) {
  const { jobs: words } = useWords();
  const [opened, setOpened] = useQueryState('job');
  const historyId = useId();
  const isOpen = opened === job.jobId;
  const name = job.accountName === null ? job.name : words.ofAccount(job.name, job.accountName);
  return (
    <Card title={name} actions={<JobState job={job} />}>
      <p>{job.does}</p>
      {job.waitsFor && <ToldText about={job.waitsFor} />}
      <dl className="facts">
        <dt>{words.schedule}</dt>
        <dd>
          {job.scheduleWords}
          {job.effectiveSchedule !== null && (
            <>
              {' '}
              <code title={words.cronTitle(job.timeZone)}>{job.effectiveSchedule}</code>
            </>
          )}
        </dd>
        <dt>{words.next}</dt>
        <dd>{job.nextRunsAt.length === 0 ? words.notByItself : nextTimes(job.nextRunsAt)}</dd>
        <dt>{words.last}</dt>
        <dd>
          <LastRun job={job} />
        </dd>
      </dl>
      <JobButtons job={job} name={name}>
        <Button
          variant="tertiary"
          aria-expanded={isOpen}
          aria-controls={historyId}
          aria-label={`${words.history}: ${name}`}
          onClick={() => setOpened(isOpen ? '' : job.jobId)}
        >
          {words.history}
        </Button>
      </JobButtons>
      <div id={historyId}>{isOpen && <JobHistory jobId={job.jobId} name={name} />}</div>
    </Card>
  );
}

/** The day is said once where it stays the same. */
function nextTimes(moments: readonly string[]): string {
  return moments
    .map((at, index) => {
      const before = moments[index - 1];
      return before !== undefined && day(before) === day(at) ? time(at) : moment(at);
    })
    .join(' · ');
}

function JobState({ job }: { job: Job }) {
  const { jobs: words } = useWords();
  if (job.runningSince !== null) return <StatusBadge tone="working">{words.running}</StatusBadge>;
  if (job.effectiveSchedule === null) return <StatusBadge tone="quiet">{words.off}</StatusBadge>;
  if (!job.isOn) return <StatusBadge tone="waiting">{words.waits}</StatusBadge>;
  return <StatusBadge tone="done">{words.on}</StatusBadge>;
}

function LastRun({ job: { lastRun } }: { job: Job }) {
  const { jobs: words } = useWords();
  if (lastRun === null) return <>{words.never}</>;
  return (
    <>
      <StatusBadge tone={runTone(lastRun.outcome)}>{lastRun.outcomeWord}</StatusBadge>{' '}
      {moment(lastRun.startedAt)}
      {lastRun.durationMs !== null && ` · ${duration(lastRun.durationMs)}`}
      {lastRun.summary !== '' && ` · ${lastRun.summary}`}
      {lastRun.fault && <ToldText about={lastRun.fault} />}
    </>
  );
}

function JobButtons({ job, name, children }: { job: Job; name: string; children: ReactNode }) {
  const { jobs: words } = useWords();
  const mayOperate = useMay('operate');
  const mayConfigure = useMay('configure');
  const [isChoosing, setChoosing] = useState(false);
  const [changes, setChanges] = useState<readonly string[]>([]);
  const run = useChange('runJob', ['listJobs', 'listJobRuns']);
  const turn = useChange('changeJobSchedule', ['listJobs']);
  const params = { jobId: job.jobId };
  const isOff = job.effectiveSchedule === null;
  const turnOnOrOff = () => {
    const schedule = isOff ? null : 'off';
    turn.mutate(
      { params, body: { schedule }, ifMatch: job.version },
      { onSuccess: (answer) => setChanges(answer.changes) },
    );
  };
  return (
    <>
      <div className="form-buttons">
        {mayOperate && (
          <Button
            variant="secondary"
            isBusy={run.isPending}
            aria-label={`${words.runNow}: ${name}`}
            onClick={() => run.mutate({ params })}
          >
            {words.runNow}
          </Button>
        )}
        {mayConfigure && (
          <>
            <Button
              variant="tertiary"
              aria-label={`${words.change}: ${name}`}
              onClick={() => setChoosing(true)}
            >
              {words.change}
            </Button>
            <Button
              variant="tertiary"
              isBusy={turn.isPending}
              aria-label={`${isOff ? words.turnOn : words.turnOff}: ${name}`}
              onClick={turnOnOrOff}
            >
              {isOff ? words.turnOn : words.turnOff}
            </Button>
          </>
        )}
        {children}
      </div>
      <div role="status">
        {run.data && <p>{run.data.joined ? words.joined : words.begun}</p>}
        {changes.map((change) => (
          <p key={change}>{change}</p>
        ))}
      </div>
      <ProblemNotice fault={run.error ?? turn.error} />
      {isChoosing && (
        <ScheduleDialog
          job={job}
          name={name}
          onClose={() => setChoosing(false)}
          onSaved={setChanges}
        />
      )}
    </>
  );
}
