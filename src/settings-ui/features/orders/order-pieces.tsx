import type { Order } from '../../api/shapes.ts';
import { Card } from '../../components/page-frame.tsx';
import { StatusBadge, type Tone } from '../../components/status-badge.tsx';
import { day, money } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';

const TONES: Record<string, Tone> = {
  ANNOUNCED: 'waiting',
  PROCESSABLE: 'working',
  SENT: 'done',
  RETURNED: 'quiet',
  CANCELLED_BY_PARTNER: 'quiet',
  CANCELLED_BY_MARKETPLACE: 'quiet',
};

/** Every piece with its own state, price and promise, and whether it may ship. */
export function OrderPieces({ order: { positionItems } }: { order: Order }) {
  const { orders: words } = useWords();
  return (
    <Card title={words.pieces}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <section className="table-scroll" aria-label={words.pieces} tabIndex={0}>
        <table className="plain-table">
          <caption className="visually-hidden">{words.pieces}</caption>
          <thead>
            <tr>
              <th scope="col">{words.sku}</th>
              <th scope="col">{words.atOtto}</th>
              <th scope="col" className="is-number">
                {words.price}
              </th>
              <th scope="col" className="is-number">
                {words.vat}
              </th>
              <th scope="col">{words.promise}</th>
              <th scope="col">{words.mayShip}</th>
            </tr>
          </thead>
          <tbody>
            {positionItems.map((piece) => (
              <tr key={piece.positionItemId}>
                <th scope="row">
                  {piece.sku}
                  <span className="piece-id">{piece.positionItemId}</span>
                </th>
                <td>
                  <StatusBadge tone={TONES[piece.fulfillmentStatus] ?? 'problem'}>
                    {piece.fulfillmentStatusWord}
                  </StatusBadge>
                </td>
                <td className="is-number">{money(piece.payableCents)}</td>
                <td className="is-number">{words.percent(piece.vatRatePercent)}</td>
                <td>{piece.expectedDeliveryAt === null ? '–' : day(piece.expectedDeliveryAt)}</td>
                <td className="why-cell">
                  {piece.whyNotShip === null ? words.yes : piece.whyNotShip.what}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}
