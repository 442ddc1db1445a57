import { Button, CheckboxControl } from '@wordpress/components';
import { Link } from 'wouter';
import { Card } from '../../components/page-frame.tsx';
import { reportTone } from '../../components/reports/report-tone.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { moment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { ParcelFields } from './parcel-fields.tsx';
import type { ParcelProblems } from './parcel-problems.ts';
import {
  emptyParcel,
  type Order,
  type ParcelDraft,
  type ShipmentDraft,
  tickedPieces,
  whyNot,
} from './shipment-draft.ts';

/** What left of one order, and in which parcels. */
export function ShipmentFields({
  order,
  draft,
  problems,
  onChange,
}: {
  order: Order;
  draft: ShipmentDraft;
  problems: ParcelProblems | undefined;
  onChange: (draft: ShipmentDraft) => void;
}) {
  const { ship: words } = useWords();
  const ticked = tickedPieces(draft, order);
  const setParcel = (changed: ParcelDraft) =>
    onChange({
      ...draft,
      parcels: draft.parcels.map((one) => (one.key === changed.key ? changed : one)),
    });
  const add = () => {
    const last = draft.parcels.at(-1);
    const next = { ...emptyParcel((last?.key ?? 0) + 1), carrier: last?.carrier ?? '' };
    onChange({ ...draft, parcels: [...draft.parcels, next] });
  };
  const pieceNames = namesOf(order, words.pieceOf);
  return (
    <Card
      title={words.orderTitle(order.orderNumber)}
      actions={
        <Link href={`/orders/${order.accountId}/${order.salesOrderId}`}>{words.toOrder}</Link>
      }
    >
      {order.expectedDeliveryAt !== null && (
        <p className="quiet">{words.promised(moment(order.expectedDeliveryAt))}</p>
      )}
      <fieldset className="pieces">
        <legend>{words.whichPieces}</legend>
        {order.positionItems.map((piece) => {
          const { positionItemId } = piece;
          const why = whyNot(order, piece, words.inOtherReport);
          return (
            <CheckboxControl
              key={positionItemId}
              label={pieceNames.get(positionItemId) ?? piece.sku}
              help={why}
              disabled={why !== undefined}
              checked={ticked.includes(positionItemId)}
              onChange={(isTicked) =>
                onChange({
                  ...draft,
                  pieces: isTicked
                    ? [...ticked, positionItemId]
                    : ticked.filter((id) => id !== positionItemId),
                })
              }
            />
          );
        })}
      </fieldset>
      {ticked.length === 0 && <OpenReports order={order} />}
      {ticked.length > 0 && (
        <>
          {draft.parcels.map((parcel, at) => (
            <ParcelFields
              key={parcel.key}
              parcel={parcel}
              number={at + 1}
              order={order.orderNumber}
              pieces={
                draft.parcels.length > 1 && ticked.length > 1
                  ? ticked.map((id) => ({ id, name: pieceNames.get(id) ?? id }))
                  : []
              }
              problems={problems?.get(parcel.key) ?? []}
              onChange={setParcel}
              onRemove={
                draft.parcels.length > 1
                  ? () =>
                      onChange({
                        ...draft,
                        parcels: draft.parcels.filter((one) => one.key !== parcel.key),
                      })
                  : undefined
              }
            />
          ))}
          <Button
            variant="secondary"
            aria-label={words.actionFor(words.addParcel, order.orderNumber)}
            onClick={add}
          >
            {words.addParcel}
          </Button>
        </>
      )}
    </Card>
  );
}

/** What was said before and is not through: it is corrected there, not said once more. */
function OpenReports({ order }: { order: Order }) {
  const { ship: words } = useWords();
  const open = order.transmissions.filter(({ endedAt }) => endedAt === null);
  if (open.length === 0) return null;
  return (
    <>
      <p>{words.reportedBefore}</p>
      <ul className="open-reports">
        {open.map((report) => (
          <li key={report.transmissionId}>
            <StatusBadge tone={reportTone(report.state)}>{report.stateWord}</StatusBadge>{' '}
            <Link href={`/ship/reports?report=${report.transmissionId}`}>
              {words.reportOf(report.kindWord, report.orderNumber)}
            </Link>
            {report.reason && <p className="quiet">{report.reason.what}</p>}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Equal pieces are told apart by number. */
export function namesOf(
  { positionItems }: Pick<Order, 'positionItems'>,
  numbered: (sku: string, number: number) => string,
): Map<string, string> {
  const seen = new Map<string, number>();
  return new Map(
    positionItems.map(({ positionItemId, sku }) => {
      const isOne = positionItems.filter((other) => other.sku === sku).length === 1;
      const number = (seen.get(sku) ?? 0) + 1;
      seen.set(sku, number);
      return [positionItemId, isOne ? sku : numbered(sku, number)];
    }),
  );
}
