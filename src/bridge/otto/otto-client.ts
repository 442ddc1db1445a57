import { type ParsedSalesOrder, parseSalesOrder } from '../../mapping/otto/sales-order.ts';
import type { OttoReceipt } from '../../mapping/receipts/receipt.ts';
import type {
  AcceptanceReason,
  RejectionReason,
  ReturnStatus,
} from '../../mapping/returns/return-words.ts';
import type { CallMeter } from '../call-meter.ts';
import type { Clock } from '../clock.ts';
import { ConfigError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { cancelPosition } from './cancel-position.ts';
import { checkAccess, type OttoAccessCheck } from './check-access.ts';
import { type FeatureScope, findMissingRights } from './check-rights.ts';
import {
  acceptReturns,
  type DecisionAnswer,
  type ReturnDecision,
  rejectReturns,
} from './decide-returns.ts';
import { listSalesOrders, type SalesOrderPage, type SalesOrderQuery } from './list-sales-orders.ts';
import { type OttoAccountAccess, takesTestOrders } from './otto-access.ts';
import { readAnswer, salesOrderAnswer } from './otto-answers.ts';
import { createOttoCaller, type OttoCaller } from './otto-caller.ts';
import {
  createPriceReduction,
  listPriceReductions,
  type OttoPriceReductions,
} from './price-reductions.ts';
import {
  listQuantities,
  type OttoQuantity,
  pushQuantities,
  type RefusedQuantity,
  readQuantity,
  type SkuQuantity,
} from './quantities.ts';
import {
  listShipments,
  type OttoShipment,
  type OttoShipmentEntry,
  readShipment,
} from './read-shipments.ts';
import {
  listReceipts,
  type ReceiptPage,
  type ReceiptPdf,
  type ReceiptQuery,
  readReceipt,
  readReceiptPdf,
} from './receipts.ts';
import {
  listReturnShipments,
  type OttoReturnShipment,
  type ReturnShipmentPage,
  readReturnShipment,
} from './return-shipments.ts';
import { listReturns, type ReturnPage } from './returns.ts';
import {
  addToShipment,
  createMultiParcelShipment,
  createShipment,
  type ShipmentDraft,
  type ShipmentName,
  type ShippedPiece,
  type TrackingKey,
} from './shipments.ts';

/** @see https://api.otto.market/docs/about-the-api/sandbox */
export type TestOrderScenario = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/**
 * OTTO Market for one account. Every method throws OttoApiError, NetworkError, PayloadError,
 * OttoUnavailableError or ConfigError, and the signal's reason when aborted. An id that fits no path
 * is an UnusableIdError, before any request; only reading an order answers it with undefined.
 *
 * Writing calls are sent again only when OTTO certainly did not work on them. What is known after one
 * has thrown is for `ottoOutcomeOf` to say.
 */
export type OttoClient = {
  /** whether calls fail at once for now, as OTTO did not answer */
  isKeptAway(): boolean;
  /** Page after page, the next one being fetched while the caller works on this one. */
  listSalesOrders(query: SalesOrderQuery, signal?: AbortSignal): AsyncIterable<SalesOrderPage>;
  /** One order by its long id or its readable number; undefined when OTTO knows none. */
  getSalesOrder(
    salesOrderIdOrOrderNumber: string,
    signal?: AbortSignal,
  ): Promise<ParsedSalesOrder | undefined>;
  /** OTTO's own answer about an order, nothing read into it; undefined = none. It holds personal data. */
  getRawSalesOrder(salesOrderIdOrOrderNumber: string, signal?: AbortSignal): Promise<unknown>;
  /**
   * Reports one shipment: its pieces become SENT, for good. The id informs only and may be missing; an
   * answer that cannot be read is thrown, as then it is unknown whether the shipment stands.
   */
  createShipment(
    draft: ShipmentDraft,
    signal?: AbortSignal,
  ): Promise<{ shipmentId: string | undefined }>;
  /** Reports one piece in several parcels, one draft per parcel. All of them stand, or none. */
  createMultiParcelShipment(
    drafts: ShipmentDraft[],
    signal?: AbortSignal,
  ): Promise<{ multiParcelShipmentId: string | undefined }>;
  /** Adds forgotten pieces to a shipment that OTTO already has. */
  addToShipment(
    shipment: ShipmentName,
    pieces: ShippedPiece[],
    signal?: AbortSignal,
  ): Promise<void>;
  /**
   * The shipment under a tracking key; undefined when OTTO has none. A 403 may also mean that the
   * number is another seller's: then the ConfigError's cause has the title INSUFFICIENT_PERMISSION.
   */
  getShipmentByTracking(key: TrackingKey, signal?: AbortSignal): Promise<OttoShipment | undefined>;
  /** The shipment with this id; undefined when OTTO has none. */
  getShipment(shipmentId: string, signal?: AbortSignal): Promise<OttoShipment | undefined>;
  /** All shipments created since a UTC moment, page after page; throws rather than end early. */
  listShipments(
    query: { createdSince: string },
    signal?: AbortSignal,
  ): AsyncIterable<OttoShipmentEntry[]>;
  /** Cancels one piece, for good. OTTO skips one that the seller has cancelled before. */
  cancelPosition(salesOrderId: string, positionItemId: string, signal?: AbortSignal): Promise<void>;
  /** Returns of every status or of one, newest change first; throws rather than end early. */
  listReturns(query: { status?: ReturnStatus }, signal?: AbortSignal): AsyncIterable<ReturnPage>;
  /** Accepts returns, for good; at most 200. OTTO may take some pieces and refuse others. */
  acceptReturns(
    decisions: ReturnDecision<AcceptanceReason>[],
    signal?: AbortSignal,
  ): Promise<DecisionAnswer>;
  /** Rejects returns; at most 200. */
  rejectReturns(
    decisions: ReturnDecision<RejectionReason>[],
    signal?: AbortSignal,
  ): Promise<DecisionAnswer>;
  /** Parcels on their way back, announced or changed since a UTC moment. */
  listReturnShipments(
    query: { createdSince: string },
    signal?: AbortSignal,
  ): AsyncIterable<ReturnShipmentPage>;
  /** One of them, of recent ones only; undefined when OTTO has none. A 403 is as with shipments. */
  getReturnShipmentByTracking(
    key: TrackingKey,
    signal?: AbortSignal,
  ): Promise<OttoReturnShipment | undefined>;
  /** Receipts by creation day, type by type and of each the newest first, without whom they are for. */
  listReceipts(query: ReceiptQuery, signal?: AbortSignal): AsyncIterable<ReceiptPage>;
  /** One receipt; undefined when OTTO has none. */
  getReceipt(receiptNumber: string, signal?: AbortSignal): Promise<OttoReceipt | undefined>;
  /** A receipt's PDF, which names whom it is for; undefined when OTTO has none. */
  getReceiptPdf(receiptNumber: string, signal?: AbortSignal): Promise<ReceiptPdf | undefined>;
  /** Gives part of a sent piece's price back. OTTO adds repeats up: after doubt, look first. */
  createPriceReduction(
    wish: { salesOrderId: string; positionItemId: string; amountCents: number },
    signal?: AbortSignal,
  ): Promise<void>;
  /**
   * What was given back of a piece's price; undefined when OTTO lists nothing. After a call of ours a
   * 404 is no such answer: then `mayBeUnknown` is false.
   */
  listPriceReductions(
    positionItemId: string,
    signal?: AbortSignal,
    asked?: { mayBeUnknown?: boolean },
  ): Promise<OttoPriceReductions | undefined>;
  /** Tells OTTO absolute quantities; at most 200. It may be repeated. */
  pushQuantities(
    quantities: SkuQuantity[],
    signal?: AbortSignal,
  ): Promise<{ refused: RefusedQuantity[] }>;
  /** What OTTO shows of every SKU. */
  listQuantities(signal?: AbortSignal): AsyncIterable<OttoQuantity[]>;
  /** What OTTO shows of one SKU; undefined when it knows none. */
  getQuantity(sku: string, signal?: AbortSignal): Promise<OttoQuantity | undefined>;
  /**
   * Has the sandbox make one scenario's order, or all eight. When the outcome is unknown it is not
   * repeated. OTTO does not say how soon the orders are listed.
   *
   * @throws ConfigError `otto-test-orders-need-sandbox` on production; no request is made
   */
  createTestOrders(scenario?: TestOrderScenario, signal?: AbortSignal): Promise<void>;
  /** One token and one list with limit 1, judged. Throws only the signal's reason. */
  checkAccess(signal?: AbortSignal): Promise<OttoAccessCheck>;
  /** Which of these rights OTTO refuses the app. Throws only the signal's reason. */
  findMissingRights(scopes: readonly FeatureScope[], signal?: AbortSignal): Promise<FeatureScope[]>;
};

/** @throws ConfigError `otto-base-url-unreadable` */
export function createOttoClient(
  access: OttoAccountAccess,
  parts: { clock: Clock; logger: Logger; meter?: CallMeter | undefined },
): OttoClient {
  const call = createOttoCaller(access, parts);

  return {
    isKeptAway: call.isKeptAway,

    listSalesOrders: (query, signal) =>
      listSalesOrders(query, {
        call,
        logger: parts.logger,
        accountId: access.accountId,
        signal,
      }),

    getSalesOrder: (salesOrderIdOrOrderNumber, signal) =>
      getOrder(call, salesOrderIdOrOrderNumber, parseSalesOrder, signal),

    getRawSalesOrder: (salesOrderIdOrOrderNumber, signal) =>
      getOrder(call, salesOrderIdOrOrderNumber, (answer) => answer, signal),

    createShipment: (draft, signal) => createShipment(call, draft, signal),

    createMultiParcelShipment: (drafts, signal) => createMultiParcelShipment(call, drafts, signal),

    addToShipment: (shipment, pieces, signal) => addToShipment(call, shipment, pieces, signal),

    getShipmentByTracking: (key, signal) => readShipment(call, key, signal),

    getShipment: (shipmentId, signal) => readShipment(call, { shipmentId }, signal),

    listShipments: (query, signal) => listShipments(query, { call, signal }),

    cancelPosition: (salesOrderId, positionItemId, signal) =>
      cancelPosition(call, salesOrderId, positionItemId, signal),

    listReturns: (query, signal) => listReturns(query, { call, signal }),

    acceptReturns: (decisions, signal) => acceptReturns(call, decisions, signal),

    rejectReturns: (decisions, signal) => rejectReturns(call, decisions, signal),

    listReturnShipments: (query, signal) => listReturnShipments(query, { call, signal }),

    getReturnShipmentByTracking: (key, signal) => readReturnShipment(call, key, signal),

    listReceipts: (query, signal) => listReceipts(query, { call, signal }),

    getReceipt: (receiptNumber, signal) => readReceipt(call, receiptNumber, signal),

    getReceiptPdf: (receiptNumber, signal) => readReceiptPdf(call, receiptNumber, signal),

    createPriceReduction: (wish, signal) => createPriceReduction(call, wish, signal),

    listPriceReductions: (positionItemId, signal, asked) =>
      listPriceReductions(call, positionItemId, signal, asked),

    pushQuantities: (quantities, signal) => pushQuantities(call, quantities, signal),

    listQuantities: (signal) => listQuantities({ call, signal }),

    getQuantity: (sku, signal) => readQuantity(call, sku, signal),

    async createTestOrders(scenario, signal) {
      if (!takesTestOrders(access.baseUrl)) {
        throw new ConfigError(
          'otto-test-orders-need-sandbox',
          'Test orders can be made in the sandbox only',
        );
      }
      const path = `/v4/orders/testorders${scenario === undefined ? '' : `/scenario${scenario}`}`;
      await call(
        { method: 'POST', route: path, path, scope: 'orders', repeatable: false, read: () => {} },
        signal,
      );
    },

    checkAccess: (signal) => checkAccess(call, signal),

    findMissingRights: (scopes, signal) =>
      findMissingRights(call, scopes, { clock: parts.clock, signal }),
  };
}

async function getOrder<Read>(
  call: OttoCaller,
  salesOrderIdOrOrderNumber: string,
  read: (answer: unknown) => Read,
  signal: AbortSignal | undefined,
): Promise<Read | undefined> {
  const id = salesOrderIdOrOrderNumber.trim();
  // Nothing, "." and ".." would ask for another path than an order's.
  if (/^\.{0,2}$/.test(id)) return undefined;
  return call<Read | undefined>(
    {
      method: 'GET',
      route: '/v4/orders/{salesOrderId}',
      path: `/v4/orders/${encodeURIComponent(id)}`,
      scope: 'orders',
      repeatable: true,
      read: ({ requestLine, text }) => read(readAnswer(requestLine, text, salesOrderAnswer)),
      readNotFound: () => undefined,
    },
    signal,
  );
}
