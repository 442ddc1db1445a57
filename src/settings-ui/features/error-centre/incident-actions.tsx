import { Button } from '@wordpress/components';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { Incident } from '../../api/shapes.ts';
import { useChange, useMay } from '../../api/use-api.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { AFTER_REPORTS } from '../../components/reports/report-tone.ts';
import { count } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { skusAddress } from './to-skus.ts';

/** What the owner can do about an incident at once. */
export function IncidentActions({
  incident,
  children,
}: {
  incident: Incident;
  children?: ReactNode;
}) {
  const { errorCentre: words } = useWords();
  const mayOperate = useMay('operate');
  const [isAsking, setAsking] = useState(false);
  const params = { incidentId: incident.incidentId };
  const again = useChange('sendIncidentAgain', AFTER_REPORTS);
  const acknowledge = useChange('acknowledgeIncident', AFTER_REPORTS);
  const has = (action: Incident['actions'][number]['action']) =>
    incident.actions.some((one) => one.action === action);
  const isOpen = incident.state === 'open';
  const toSkus = skusAddress(incident);
  return (
    <div className="form-buttons">
      {children}
      {has('to-orders') && (
        <Link href={`/orders?incidentId=${incident.incidentId}`}>
          {words.toOrders(count(incident.orders))}
          <span className="visually-hidden">: {incident.about.what}</span>
        </Link>
      )}
      {toSkus !== undefined && (
        <Link href={toSkus}>
          {words.toSkus}
          <span className="visually-hidden">: {incident.about.what}</span>
        </Link>
      )}
      {isOpen && incident.about.code === 'return-misdirected' && (
        <Link href="/returns/misdirected">
          {words.toReturns}
          <span className="visually-hidden">: {incident.about.what}</span>
        </Link>
      )}
      {mayOperate && isOpen && has('send-again') && (
        <Button
          variant="secondary"
          isBusy={again.isPending}
          aria-label={`${words.sendAgain}: ${incident.about.what}`}
          onClick={() => again.mutate({ params })}
        >
          {words.sendAgain}
        </Button>
      )}
      {mayOperate && isOpen && (
        <Button
          variant="tertiary"
          aria-label={`${words.acknowledge}: ${incident.about.what}`}
          onClick={() => setAsking(true)}
        >
          {words.acknowledge}
        </Button>
      )}
      <span role="status">{again.data && words.tried(count(again.data.tried))}</span>
      <ProblemNotice fault={again.error} />
      {isAsking && (
        <ConfirmDialog
          title={words.acknowledgeTitle}
          confirm={words.acknowledge}
          onClose={() => setAsking(false)}
          onConfirm={() => acknowledge.mutateAsync({ params })}
        >
          <p>{incident.about.what}</p>
          <p>{words.acknowledgeText(count(incident.orders))}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}
