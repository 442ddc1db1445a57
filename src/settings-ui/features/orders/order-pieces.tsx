import type { Order } from '../../api/shapes.ts';
import { type ReturnItem, ReturnState } from '../../components/after-sale/return-state.tsx';
import { Card } from '../../components/page-frame.tsx';
import { StatusBadge, type Tone } from '../../components/status-badge.tsx';
import { WideTable } from '../../components/wide-table.tsx';
import { day, money } from '../../i18n/format.ts';
import { useWords, type Words } from '../../i18n/words.ts';
import { ReduceAction, ReturnActions } from './piece-actions.tsx';
import { useOrderReturns } from './use-order-returns.ts';

const TONES: Record<string, Tone> = {
  ANNOUNCED: 'waiting',
  PROCESSABLE: 'working',
  SENT: 'done',
  RETURNED: 'quiet',
  CANCELLED_BY_PARTNER: 'quiet',
  CANCELLED_BY_MARKETPLACE: 'quiet',
};

/** Every piece with its own state, return, price and promise, and whether it may ship. */
export function OrderPieces({ order }: { order: Order }) {
  const { orders: words } = useWords();
  const { accountId, salesOrderId, orderNumber, positionItems, transmissions } = order;
  const returns = useOrderReturns(order);
  const reportOf = (positionItemId: string) =>
    transmissions.find(
      ({ kind, state, positionItemIds }) =>
        kind === 'shipment' && state !== 'withdrawn' && positionItemIds.includes(positionItemId),
    );
  return (
    <Card title={words.pieces} actions={<ReturnActions items={[...returns.values()]} />}>
      <WideTable caption={words.pieces} isStacked>
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
                <PieceReturn item={returns.get(piece.positionItemId)} />
              </td>
              <td className="is-number" data-label={words.price}>
                {money(piece.payableCents)}
                {piece.fulfillmentStatus === 'SENT' && (
                  <ReduceAction piece={{ accountId, salesOrderId, orderNumber, ...piece }} />
                )}
              </td>
              <td className="is-number" data-label={words.vat}>
                {words.percent(piece.vatRatePercent)}
              </td>
              <td data-label={words.promise}>
                {piece.expectedDeliveryAt === null ? '–' : day(piece.expectedDeliveryAt)}
              </td>
              <td className="why-cell" data-label={words.mayShip}>
                {mayShip(piece, reportOf(piece.positionItemId), words)}
              </td>
            </tr>
          ))}
        </tbody>
      </WideTable>
    </Card>
  );
}

/** What OTTO lists of its return; nothing while it lists none. */
function PieceReturn({ item }: { item: ReturnItem | undefined }) {
  const { returns: words } = useWords();
  if (item === undefined || item.status === null) return null;
  return (
    <div className="piece-return">
      <span className="soft-line">{words.ofPiece}</span>
      <ReturnState item={item} />
    </div>
  );
}

/** A piece that was handed over already must not be packed a second time, whatever OTTO still shows. */
function mayShip(
  { whyNotShip }: Order['positionItems'][number],
  report: Order['transmissions'][number] | undefined,
  words: Words['orders'],
): string {
  if (whyNotShip !== null) return whyNotShip.what;
  return report === undefined ? words.yes : words.alreadyShipped(report.stateWord);
}
