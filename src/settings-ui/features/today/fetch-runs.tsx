import { Button } from '@wordpress/components';
import type { Today } from '../../api/shapes.ts';
import { Card } from '../../components/page-frame.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { distance, moment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useFetching } from '../fetch-orders/fetching-state.ts';
import { RUN_TONES } from '../fetch-orders/run-tones.ts';

/** The last and the next time that orders are fetched, by account. */
export function FetchRuns({ runs }: Pick<Today, 'runs'>) {
  const { today: words, fetchOrders } = useWords();
  const [, setFetching] = useFetching();
  return (
    <Card title={words.runs}>
      <ul className="fetch-list">
        {runs.map(({ accountId, name, last, nextRunAt }) => (
          <li key={accountId}>
            <span className="health-name">{name}</span>{' '}
            {last && (
              <>
                <StatusBadge tone={RUN_TONES[last.state]}>
                  {fetchOrders.states[last.state]}
                </StatusBadge>{' '}
                <Button
                  variant="link"
                  aria-label={words.showRun(name)}
                  onClick={() => setFetching([last.importRunId])}
                >
                  {words.details}
                </Button>
              </>
            )}
            <p>{last ? (last.fault?.what ?? last.summary) : words.neverRun}</p>
            <p className="soft-line">
              {last && words.lastRun(distance(last.finishedAt ?? last.startedAt))}{' '}
              {nextRunAt === null ? words.noNextRun : words.nextRun(moment(nextRunAt))}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
