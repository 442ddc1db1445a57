import type { Selectable } from 'kysely';
import { whyNotShip } from '../../../mapping/may-ship.ts';
import { textFromCents } from '../../../mapping/money.ts';
import { parseFulfillmentStatus } from '../../../mapping/otto/fulfillment-status.ts';
import type { EventRow } from '../../ledger/events.ts';
import type { SalesOrderRow } from '../../ledger/sales-orders.ts';
import type { LedgerTables } from '../../ledger/tables.ts';
import type { OrderDetails } from '../../overview/describe-orders.ts';
import { shopStatusWord, tabWord } from '../../words/overview-words.ts';
import {
  choicesOf,
  eventCauseWord,
  eventSentence,
  fulfillmentStatusWord,
  importStateWord,
  phaseWord,
  sayingOf,
  shipRefusalSentence,
} from '../../words/owner-words.ts';
import type { Language } from '../../words/saying.ts';
import type { AnswerOf } from '../api-contract.ts';
import { phase as phaseSchema } from '../contract/orders.ts';
import { readParams, tell, tellStored } from '../words-of-request.ts';

type Order = AnswerOf<'getOrder'>;

/** @param details of the order; undefined = it was forgotten in between */
export function presentOrder(
  language: Language,
  row: SalesOrderRow,
  details: OrderDetails | undefined,
): AnswerOf<'listOrders'>['items'][number] {
  const phase = phaseSchema.catch('unknown').parse(row.phase);
  return {
    accountId: row.account_id,
    salesOrderId: row.sales_order_id,
    orderNumber: row.order_number,
    orderedAt: row.ordered_at,
    changedAt: row.changed_at,
    tab: row.tab,
    tabWord: tabWord(language, row.tab),
    phase,
    phaseWord: phaseWord(language, phase),
    importState: row.import_state,
    importStateWord: importStateWord(language, row.import_state),
    reason: tellStored(language, row.reason, row.reason_params),
    grossCents: row.gross_cents,
    gross: textFromCents(row.gross_cents),
    currency: 'EUR',
    paymentMethod: row.payment_method,
    expectedDeliveryAt: row.expected_delivery_at,
    wooOrderId: row.woo_order_id,
    wooOrderNumber: row.woo_order_number,
    wooStatus: row.woo_status,
    wooStatusWord: shopStatusWord(language, row.woo_status) ?? null,
    shopUrl: details?.shopUrl ?? null,
    piecesCount: details?.piecesCount ?? 0,
    toShip: presentToShip(details?.toShip),
    firstSeenAt: row.first_seen_at,
    importedAt: row.imported_at,
    nextLookAt: row.next_look_at,
  };
}

function presentToShip(
  toShip: OrderDetails['toShip'],
): AnswerOf<'listOrders'>['items'][number]['toShip'] {
  if (!toShip) return null;
  const { pieces, deliverBy, shipBy, isOverdue } = toShip;
  return { pieces, deliverBy: deliverBy ?? null, shipBy: shipBy ?? null, isOverdue };
}

export function presentPositionItem(
  language: Language,
  row: Selectable<LedgerTables['position_items']>,
  order: { hasPackStop: boolean },
): Order['positionItems'][number] {
  const fulfillmentStatus = parseFulfillmentStatus(row.fulfillment_status);
  const why = whyNotShip({ fulfillmentStatus }, order);
  return {
    positionItemId: row.position_item_id,
    fulfillmentStatus: row.fulfillment_status,
    fulfillmentStatusWord: fulfillmentStatusWord(language, row.fulfillment_status),
    sku: row.sku,
    payableCents: row.payable_cents,
    payable: textFromCents(row.payable_cents),
    vatRatePercent: row.vat_rate_percent,
    expectedDeliveryAt: row.expected_delivery_at,
    mayShip: why === undefined,
    whyNotShip: why === undefined ? null : { code: why, what: shipRefusalSentence(language, why) },
  };
}

/** @param orderNumber of the order, for sentences about its reports */
export function presentEvent(
  language: Language,
  row: EventRow,
  orderNumber: string,
): Order['events'][number] {
  const params = readParams(row.params);
  const told = row.kind.startsWith('report-') ? { orderNumber, ...params } : params;
  return {
    at: row.at,
    kind: row.kind,
    text: eventSentence(language, row.kind, told),
    params,
    cause: row.cause,
    causeWord: eventCauseWord(language, row.cause) ?? null,
  };
}

export function presentOrderIncident(
  language: Language,
  row: Selectable<LedgerTables['incidents']>,
): Order['openIncidents'][number] {
  const about = tell(language, row.code, readParams(row.params));
  return { incidentId: row.incident_id, openedAt: row.opened_at, about };
}

/** True while the owner has not confirmed that what OTTO cancelled is out of the parcel. */
export function hasPackStop(incidents: readonly { code: string }[]): boolean {
  return incidents.some(({ code }) => code === 'pack-stop');
}

/** What the owner can choose about an order, each with what both choices do. */
export function presentOffers(
  language: Language,
  incidents: readonly Selectable<LedgerTables['incidents']>[],
): Order['offers'] {
  return incidents.flatMap(({ incident_id: incidentId, code, params: stored }) => {
    const params = readParams(stored);
    const choices = choicesOf(language, code, params);
    if (!choices) return [];
    return [{ incidentId, code, what: sayingOf(language, code, params).what, choices }];
  });
}
