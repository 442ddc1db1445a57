import { Link } from 'wouter';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { StatusBadge, type Tone } from '../../components/status-badge.tsx';
import { ToldText } from '../../components/told.tsx';
import { useWords } from '../../i18n/words.ts';

type Wish = AnswerOf<'reportShipments'>['items'][number];

export const OUTCOME_TONES: Record<Wish['reports'][number]['outcome'] | 'left-out', Tone> = {
  due: 'done',
  waits: 'waiting',
  known: 'quiet',
  refused: 'problem',
  'left-out': 'quiet',
};

/** What became of each order's wish, or would become of it; why, and what to do. */
export function WishResults({ items }: { items: readonly Wish[] }) {
  return (
    <ul className="wish-results">
      {items.map((item) => (
        <li key={`${item.accountId}/${item.order}`}>
          <OneWish wish={item} />
        </li>
      ))}
    </ul>
  );
}

function OneWish({ wish }: { wish: Wish }) {
  const { ship: words } = useWords();
  const { accountId, salesOrderId, orderNumber, reports, refusal, left } = wish;
  const name = words.orderTitle(orderNumber ?? wish.order);
  return (
    <>
      <p className="wish-order">
        {accountId !== null && salesOrderId !== null ? (
          <Link href={`/orders/${accountId}/${salesOrderId}`}>{name}</Link>
        ) : (
          name
        )}
      </p>
      {reports.map((report) => (
        <div key={report.positionItemIds.join()} className="wish-report">
          <StatusBadge tone={OUTCOME_TONES[report.outcome]}>{report.outcomeWord}</StatusBadge>{' '}
          {words.piecesInParcels(report.positionItemIds.length, report.parcels.length)}
          {report.about && <ToldText about={report.about} />}
        </div>
      ))}
      {refusal && (
        <div className="wish-report">
          <StatusBadge tone="problem">{words.refused}</StatusBadge>
          <ToldText about={refusal} />
        </div>
      )}
      {left.length > 0 && (
        <>
          <p className="wish-left">{words.leftOut(left.length)}</p>
          <ul>
            {[...new Set(left.map(({ what }) => what))].map((what) => (
              <li key={what}>{what}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
