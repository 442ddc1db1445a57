import { Link } from 'wouter';
import type { Order } from '../../api/shapes.ts';
import { Card } from '../../components/page-frame.tsx';
import { ToldText } from '../../components/told.tsx';
import { distance } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';

/** What else is open about the order; what has a place of its own on the screen is not told twice. */
export function OrderIncidents({ order }: { order: Order }) {
  const { orders: words } = useWords();
  const offered = new Set(order.offers.map(({ incidentId }) => incidentId));
  const shown = order.openIncidents.filter(
    ({ incidentId, about }) => !offered.has(incidentId) && about.code !== 'pack-stop',
  );
  if (shown.length === 0) return null;
  return (
    <Card title={words.incidents}>
      {shown.map(({ incidentId, openedAt, about }) => (
        <div key={incidentId} className="order-incident">
          <ToldText about={about} />
          <p className="soft-line">
            {words.since(distance(openedAt))}{' '}
            <Link href={`/error-centre/${incidentId}`}>{words.toIncident}</Link>
          </p>
        </div>
      ))}
    </Card>
  );
}
