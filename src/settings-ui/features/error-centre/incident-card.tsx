import { Link } from 'wouter';
import type { Incident } from '../../api/shapes.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { ToldText } from '../../components/told.tsx';
import { count, distance, moment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { IncidentActions } from './incident-actions.tsx';

/** One cause of trouble in the list. */
export function IncidentCard({ incident }: { incident: Incident }) {
  const { errorCentre: words } = useWords();
  return (
    <article className="card incident">
      <h2>
        <Link href={`/error-centre/${incident.incidentId}`}>{incident.about.what}</Link>
      </h2>
      <IncidentFacts incident={incident} />
      <ToldText about={incident.about} hasTitle />
      <IncidentActions incident={incident}>
        <Link href={`/error-centre/${incident.incidentId}`} className="incident-more">
          {words.details}
          <span className="visually-hidden">: {incident.about.what}</span>
        </Link>
      </IncidentActions>
    </article>
  );
}

/** Since when, how many orders, by when, and what it costs. */
export function IncidentFacts({ incident }: { incident: Incident }) {
  const { errorCentre: words } = useWords();
  const { state, openedAt, resolvedAt, orders, deadline, consequence } = incident;
  return (
    <>
      <p className="incident-facts">
        <StatusBadge tone={state === 'open' ? 'problem' : 'done'}>
          {state === 'open' ? words.isOpen : words.isResolved}
        </StatusBadge>
        <span title={moment(openedAt)}>{words.since(distance(openedAt))}</span>
        {resolvedAt !== null && <span>{words.resolvedAt(moment(resolvedAt))}</span>}
        {orders > 0 && <span>{words.orders(count(orders))}</span>}
        {deadline !== null && (
          <StatusBadge tone={Date.parse(deadline) < Date.now() ? 'problem' : 'waiting'}>
            {words.deadline(moment(deadline))}
          </StatusBadge>
        )}
      </p>
      {consequence !== null && <p className="incident-consequence">{consequence}</p>}
    </>
  );
}
