import { Link } from 'wouter';
import type { Today } from '../../api/shapes.ts';
import { useAnswer, useMay } from '../../api/use-api.ts';
import { Card, Loaded, PageFrame } from '../../components/page-frame.tsx';
import { useWords } from '../../i18n/words.ts';
import { FetchOrders } from '../fetch-orders/fetch-orders.tsx';
import { DueWork } from './due-work.tsx';
import { FetchRuns } from './fetch-runs.tsx';
import { Health } from './health.tsx';
import { OpenIncidents } from './open-incidents.tsx';
import { Statistics } from './statistics.tsx';
import './today.css';

/** By when "today" is told anew, even where nothing has changed: the clock goes on. */
const ANEW_MS = 60_000;

/** How things stand, in one sentence, and what is to be done. */
export function TodayScreen() {
  const { today: words } = useWords();
  const query = useAnswer('getToday', {}, { everyMs: ANEW_MS });
  return (
    <PageFrame title={words.title} actions={<FetchOrders isPrimary={query.data?.tone !== 'new'} />}>
      <Loaded of={query}>
        {(today) => (
          <>
            <p className={`today-sentence is-${today.tone}`} role="status">
              {today.sentence}
            </p>
            <Missing setUp={today.setUp} />
            <div className="card-grid">
              {today.tone !== 'new' && <DueWork due={today.due} />}
              <Health otto={today.otto} shop={today.shop} />
            </div>
            {(today.tone !== 'new' || today.incidents.open > 0) && (
              <OpenIncidents incidents={today.incidents} />
            )}
            {today.runs.length > 0 && <FetchRuns runs={today.runs} />}
          </>
        )}
      </Loaded>
      <Statistics />
    </PageFrame>
  );
}

function Missing({ setUp }: { setUp: Today['setUp'] }) {
  const { today: words } = useWords();
  const mayConfigure = useMay('configure');
  if (setUp.missing.length === 0) return null;
  return (
    <Card title={words.setUpTitle}>
      <p>{words.setUpText}</p>
      <ul>
        {setUp.missing.map(({ step, what }) => (
          <li key={step}>{what}</li>
        ))}
      </ul>
      {mayConfigure ? <Link href="/setup">{words.toSetUp}</Link> : <p>{words.askOwner}</p>}
    </Card>
  );
}
