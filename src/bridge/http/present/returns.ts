import { parseFulfillmentStatus } from '../../../mapping/otto/fulfillment-status.ts';
import { CAME_BACK } from '../../../mapping/returns/came-back.ts';
import { mayDecide, standingDecision } from '../../../mapping/returns/may-decide.ts';
import { trackingPage } from '../../../mapping/returns/tracking-page.ts';
import type { ReturnItem } from '../../ledger/return-items.ts';
import { fulfillmentStatusWord } from '../../words/owner-words.ts';
import { reportWord } from '../../words/report-words.ts';
import { conditionWord, returnReasonWord } from '../../words/return-words.ts';
import type { Language } from '../../words/saying.ts';
import { returnStatusWord, wayBackWord } from '../../words/way-back-words.ts';
import type { AnswerOf } from '../api-contract.ts';
import { shopOrderUrl } from '../shop-order-url.ts';
import { tell } from '../words-of-request.ts';

type Presented = AnswerOf<'listReturns'>['items'][number];

/** @param shopUrl undefined = no shop is connected */
export function presentReturn(
  language: Language,
  item: ReturnItem,
  shopUrl: string | undefined,
): Presented {
  const { order, piece, row, wayBack } = item;
  const wooOrderId = order?.wooOrderId;
  // OTTO lists no return of what just came back.
  const status = row?.status === CAME_BACK ? undefined : row?.status;
  const orderNumber = order?.orderNumber ?? row?.order_number ?? undefined;
  return {
    accountId: item.accountId,
    positionItemId: item.positionItemId,
    salesOrderId: item.salesOrderId,
    orderNumber: orderNumber ?? null,
    isOrderKnown: order !== undefined,
    wooOrderId: wooOrderId ?? null,
    wooOrderNumber: order?.wooOrderNumber ?? null,
    shopUrl:
      shopUrl === undefined || wooOrderId === undefined ? null : shopOrderUrl(shopUrl, wooOrderId),
    sku: piece?.sku ?? null,
    cents: piece?.payableCents ?? null,
    pieceStatus: piece?.fulfillmentStatus ?? null,
    pieceStatusWord: piece ? fulfillmentStatusWord(language, piece.fulfillmentStatus) : null,
    status: status ?? null,
    statusWord: returnStatusWord(language, row?.status),
    occurredAt: row?.occurred_at ?? null,
    condition: row?.condition ?? null,
    conditionWord: row?.condition ? conditionWord(language, row.condition) : null,
    reason: row?.reason ?? null,
    reasonWord: row?.reason ? returnReasonWord(language, row.reason) : null,
    ottoWarehouseId: row?.otto_warehouse_id ?? null,
    trackingNumbers: item.numbers.map(({ carrier, trackingNumber }) => ({
      carrier: carrier ?? null,
      trackingNumber,
      trackingUrl: trackingPage(carrier, trackingNumber) ?? null,
    })),
    wayBack: wayBack
      ? {
          state: wayBack.state,
          stateWord: wayBackWord(language, wayBack.state),
          at: wayBack.at ?? null,
          carrier: wayBack.carrier ?? null,
          trackingNumber: wayBack.trackingNumber ?? null,
        }
      : null,
    ...presentSteps(language, item, { status, orderNumber }),
  };
}

function presentSteps(
  language: Language,
  { piece, decision, row }: ReturnItem,
  told: { status: string | undefined; orderNumber: string | undefined },
): Pick<Presented, 'decision' | 'steps' | 'stepReason' | 'about'> {
  const { steps, reason } = mayDecide(
    piece && { fulfillmentStatus: parseFulfillmentStatus(piece.fulfillmentStatus) },
    told.status,
    standingDecision(decision, row?.occurred_at),
  );
  const params = told.orderNumber === undefined ? {} : { orderNumber: told.orderNumber };
  return {
    decision: decision
      ? {
          transmissionId: decision.transmissionId,
          kind: decision.kind,
          kindWord: reportWord(language, 'transmissionKind', decision.kind),
          state: decision.state,
          stateWord: reportWord(language, 'transmissionState', decision.state),
        }
      : null,
    steps: [...steps],
    stepReason: reason ?? null,
    about: reason === undefined ? null : tell(language, `return-step-${reason}`, params),
  };
}
