import { Button } from '@wordpress/components';
import { Link } from 'wouter';
import { useAnswer, useList } from '../../api/use-api.ts';
import { Card, Loaded, PageFrame } from '../../components/page-frame.tsx';
import { ReportLine } from '../../components/reports/report-line.tsx';
import { ToldText } from '../../components/told.tsx';
import { useWords } from '../../i18n/words.ts';
import { IncidentActions } from './incident-actions.tsx';
import { IncidentFacts } from './incident-card.tsx';
import { ProductRepair, unknownSkusOf } from './product-repair.tsx';

/** One incident with the orders it touches and its reports to OTTO, each with its repair. */
export function IncidentDetail({ incidentId }: { incidentId: number }) {
  const { errorCentre: words } = useWords();
  return (
    <PageFrame title={words.oneTitle}>
      <p>
        <Link href="/error-centre">{words.all}</Link>
      </p>
      <Loaded of={useAnswer('getIncident', { params: { incidentId } })}>
        {(incident) => (
          <>
            <Card title={incident.about.what}>
              <IncidentFacts incident={incident} />
              <ToldText about={incident.about} hasTitle />
              {unknownSkusOf(incident).map((sku) => (
                <ProductRepair key={sku} sku={sku} />
              ))}
              <IncidentActions incident={incident} />
            </Card>
            <IncidentReports incidentId={incidentId} />
            <IncidentOrders incidentId={incidentId} />
          </>
        )}
      </Loaded>
    </PageFrame>
  );
}

function IncidentReports({ incidentId }: { incidentId: number }) {
  const { shell, errorCentre: words } = useWords();
  const query = useList('listTransmissions', { query: { incidentId, limit: 20 } });
  if (query.items.length === 0) return null;
  return (
    <Card title={words.reports}>
      {query.items.map((report) => (
        <ReportLine key={report.transmissionId} report={report} />
      ))}
      {query.hasNextPage && (
        <Button variant="secondary" onClick={() => void query.fetchNextPage()}>
          {shell.more}
        </Button>
      )}
    </Card>
  );
}

function IncidentOrders({ incidentId }: { incidentId: number }) {
  const { shell, errorCentre: words } = useWords();
  const query = useList('listOrders', { query: { incidentId, limit: 20 } });
  if (query.items.length === 0) return null;
  return (
    <Card title={words.touched}>
      <ul className="incident-orders">
        {query.items.map((order) => (
          <li key={`${order.accountId}/${order.salesOrderId}`}>
            <Link href={`/orders/${order.accountId}/${order.salesOrderId}`}>
              {order.orderNumber}
            </Link>{' '}
            <span className="quiet">{order.phaseWord}</span>
            {order.reason && <span> · {order.reason.what}</span>}
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button variant="secondary" onClick={() => void query.fetchNextPage()}>
          {shell.more}
        </Button>
      )}
    </Card>
  );
}
