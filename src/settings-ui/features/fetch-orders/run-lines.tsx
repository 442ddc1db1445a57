import { Button } from '@wordpress/components';
import { useState } from 'react';
import { Link } from 'wouter';
import { StatusBadge, type Tone } from '../../components/status-badge.tsx';
import { count, time } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import type { RunLine } from './use-run.ts';

const PAGE = 50;

const TONES: Record<string, Tone> = {
  created: 'done',
  updated: 'done',
  'would-create': 'done',
  'would-update': 'done',
  'would-refund': 'done',
  backlog: 'waiting',
  held: 'waiting',
  'would-backlog': 'waiting',
  'would-hold': 'waiting',
  failed: 'problem',
};

/** What a run did with each order it touched, the latest first; each with the way to it. */
export function RunLines({
  accountId,
  lines,
  hasEnded,
  label,
}: {
  accountId: string;
  lines: readonly RunLine[];
  hasEnded: boolean;
  label: string;
}) {
  const { fetchOrders: words } = useWords();
  const [shown, setShown] = useState(PAGE);
  if (lines.length === 0) return hasEnded ? <p>{words.noneTouched}</p> : null;
  return (
    <>
      <p className="fetch-touched">{words.touched(count(lines.length))}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <section className="fetch-log" aria-label={label} tabIndex={0}>
        <ol reversed>
          {lines
            .slice(-shown)
            .reverse()
            .map((line) => (
              <li key={line.lineId}>
                <Line accountId={accountId} line={line} />
              </li>
            ))}
        </ol>
        {lines.length > shown && (
          <Button variant="link" onClick={() => setShown(shown + 4 * PAGE)}>
            {words.showOlder}
          </Button>
        )}
      </section>
    </>
  );
}

function Line({ accountId, line }: { accountId: string; line: RunLine }) {
  const { fetchOrders: words } = useWords();
  const name = line.orderNumber ?? line.salesOrderId ?? words.noOrder;
  return (
    <>
      <time className="fetch-time" dateTime={line.at}>
        {time(line.at)}
      </time>{' '}
      {line.salesOrderId === null ? (
        name
      ) : (
        <Link href={`/orders/${accountId}/${line.salesOrderId}`}>{name}</Link>
      )}{' '}
      <StatusBadge tone={TONES[line.outcome] ?? 'quiet'}>{line.outcomeWord}</StatusBadge>{' '}
      {line.wooOrderId !== null && <span>{words.shopOrder(`${line.wooOrderId}`)}</span>}
      {line.reason && <span className="fetch-reason">{line.reason.what}</span>}
    </>
  );
}
