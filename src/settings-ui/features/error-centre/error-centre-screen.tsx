import { Button } from '@wordpress/components';
import { useParams } from 'wouter';
import { useList } from '../../api/use-api.ts';
import { AccountFilter } from '../../components/list-filters.tsx';
import { ListSearch } from '../../components/list-search.tsx';
import { EmptyState, Loading, PageFrame } from '../../components/page-frame.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useQueryState } from '../../components/query-state.ts';
import { TabsBar } from '../../components/tabs-bar.tsx';
import { count } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import './error-centre.css';
import { IncidentCard } from './incident-card.tsx';
import { IncidentDetail } from './incident-detail.tsx';

/** What is wrong, one entry for each cause; each with what follows and what to do. */
export function ErrorCentreScreen() {
  const { incidentId } = useParams<{ incidentId?: string }>();
  return incidentId === undefined ? (
    <Incidents />
  ) : (
    <IncidentDetail incidentId={Number(incidentId)} />
  );
}

function Incidents() {
  const { shell, errorCentre: words } = useWords();
  const [asked] = useQueryState('state');
  const [search] = useQueryState('search');
  const [account] = useQueryState('account');
  const [code] = useQueryState('code');
  const state = asked === 'resolved' ? 'resolved' : 'open';
  const query = useList('listIncidents', {
    query: {
      state,
      search: search === '' ? undefined : search,
      accountId: account === '' ? undefined : account,
      code: code === '' ? undefined : code,
    },
  });
  const openCount = query.data?.pages[0]?.openCount;
  const tabs = [
    {
      to: '/error-centre',
      label: words.open,
      isCurrent: state === 'open',
      ...(openCount === undefined ? {} : { count: count(openCount) }),
    },
    {
      to: '/error-centre?state=resolved',
      label: words.resolved,
      isCurrent: state === 'resolved',
    },
  ];
  const isFiltered = `${search}${account}${code}` !== '';
  return (
    <PageFrame title={words.title} lead={words.lead}>
      <TabsBar label={words.parts} items={tabs} />
      <div className="incident-tools">
        <ListSearch label={words.search} />
        <AccountFilter />
      </div>
      <ProblemNotice fault={query.error} onRetry={() => void query.refetch()} />
      {query.data === undefined && !query.error && <Loading />}
      {query.data !== undefined && query.items.length === 0 && (
        <Nothing isOpen={state === 'open'} isFiltered={isFiltered} />
      )}
      <ul className="incidents" aria-label={state === 'open' ? words.open : words.resolved}>
        {query.items.map((incident) => (
          <li key={incident.incidentId}>
            <IncidentCard incident={incident} />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button
          variant="secondary"
          isBusy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {shell.more}
        </Button>
      )}
    </PageFrame>
  );
}

function Nothing({ isOpen, isFiltered }: { isOpen: boolean; isFiltered: boolean }) {
  const { errorCentre: words } = useWords();
  if (isFiltered) return <EmptyState title={words.noneFound}>{words.noneFoundText}</EmptyState>;
  return isOpen ? (
    <EmptyState title={words.noneOpen}>{words.noneOpenText}</EmptyState>
  ) : (
    <EmptyState title={words.noneResolved} />
  );
}
