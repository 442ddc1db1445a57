import { Link } from 'wouter';
import type { Today } from '../../api/shapes.ts';
import { Card } from '../../components/page-frame.tsx';
import { ToldText } from '../../components/told.tsx';
import { count, distance } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';

/** The latest of what is wrong, each with what to do. */
export function OpenIncidents({ incidents: { open, latest } }: Pick<Today, 'incidents'>) {
  const { today: words } = useWords();
  return (
    <Card title={words.incidents}>
      {latest.length === 0 && <p>{words.noIncidents}</p>}
      <ul className="today-incidents">
        {latest.map(({ incidentId, about, openedAt, orders }) => (
          <li key={incidentId}>
            <Link href={`/error-centre/${incidentId}`}>{about.what}</Link>
            <ToldText about={about} hasTitle />
            <p className="soft-line">
              {distance(openedAt)}
              {orders > 0 && (
                <>
                  {' · '}
                  <Link href={`/orders?incidentId=${incidentId}`}>
                    {words.orders(count(orders), orders)}
                  </Link>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
      {open > latest.length && <Link href="/error-centre">{words.allIncidents(count(open))}</Link>}
    </Card>
  );
}
