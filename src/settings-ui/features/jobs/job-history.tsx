import { Button } from '@wordpress/components';
import { useList } from '../../api/use-api.ts';
import { Loaded } from '../../components/page-frame.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { WideTable } from '../../components/wide-table.tsx';
import { duration, moment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { DurationChart } from './duration-chart.tsx';
import { type JobRun, runTone } from './run-tone.ts';

/** The latest runs of a job: how long each took, and what it came to. */
export function JobHistory({ jobId, name }: { jobId: string; name: string }) {
  const { shell, jobs: words } = useWords();
  const query = useList('listJobRuns', { params: { jobId }, query: { limit: 30 } });
  return (
    <Loaded of={query}>
      {() =>
        query.items.length === 0 ? (
          <p>{words.noRuns}</p>
        ) : (
          <>
            <DurationChart runs={query.items.slice(0, 30)} />
            <RunTable runs={query.items} caption={words.historyOf(name)} />
            {query.hasNextPage && (
              <Button
                variant="secondary"
                isBusy={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                {shell.more}
              </Button>
            )}
          </>
        )
      }
    </Loaded>
  );
}

function RunTable({ runs, caption }: { runs: readonly JobRun[]; caption: string }) {
  const { jobs: words } = useWords();
  return (
    <WideTable caption={caption}>
      <thead>
        <tr>
          <th scope="col">{words.began}</th>
          <th scope="col">{words.cause}</th>
          <th scope="col">{words.took}</th>
          <th scope="col">{words.outcome}</th>
          <th scope="col">{words.cameTo}</th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.jobRunId}>
            <td>{moment(run.startedAt)}</td>
            <td>{run.causeWord}</td>
            <td>{run.durationMs === null ? '–' : duration(run.durationMs)}</td>
            <td>
              <StatusBadge tone={runTone(run.outcome)}>{run.outcomeWord}</StatusBadge>
            </td>
            <td>
              {run.summary}
              {run.fault && <div>{run.fault.what}</div>}
            </td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
