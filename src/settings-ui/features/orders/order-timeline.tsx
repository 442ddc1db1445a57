import { Button } from '@wordpress/components';
import { useState } from 'react';
import type { Order } from '../../api/shapes.ts';
import { Card } from '../../components/page-frame.tsx';
import { count, moment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';

const PAGE = 20;

/** All that happened to the order, the latest first, and what brought it about. */
export function OrderTimeline({ events }: { events: Order['events'] }) {
  const { orders: words } = useWords();
  const [isWhole, setWhole] = useState(false);
  const latest = [...events].reverse();
  const shown = isWhole ? latest : latest.slice(0, PAGE);
  return (
    <Card title={words.timeline}>
      {events.length === 0 && <p className="soft-line">{words.noEvents}</p>}
      <ol className="timeline" reversed>
        {shown.map((event, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line of the past has no id, and never changes
          <li key={`${event.at} ${event.kind} ${at}`}>
            <time dateTime={event.at}>{moment(event.at)}</time>
            <span>
              {event.text}
              {event.causeWord !== null && <span className="soft-line"> {event.causeWord}</span>}
            </span>
          </li>
        ))}
      </ol>
      {latest.length > shown.length && (
        <Button variant="link" onClick={() => setWhole(true)}>
          {words.wholeTimeline(count(latest.length))}
        </Button>
      )}
    </Card>
  );
}
