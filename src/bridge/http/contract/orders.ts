import { z } from 'zod';
import type { ShipRefusal } from '../../../mapping/may-ship.ts';
import type { OrderPhase } from '../../../mapping/order-phase.ts';
import { nothing, operation } from './operation.ts';
import {
  accountId,
  amount,
  currency,
  cursor,
  limit,
  moment,
  nextCursor,
  params,
  salesOrderId,
  told,
} from './parts.ts';
import { transmission } from './report-parts.ts';

const PHASES = [
  'announced',
  'processable',
  'sent',
  'returned',
  'cancelledByMarketplace',
  'cancelledByPartner',
  /** OTTO sent something this bridge does not know */
  'unknown',
] as const satisfies readonly (OrderPhase | 'unknown')[];

const SHIP_REFUSALS = [
  'pack-stop',
  'cancelled',
  'not-released',
  'already-sent',
  'returned',
  'state-unknown',
] as const satisfies readonly ShipRefusal[];

const IMPORT_STATES = ['seen', 'backlog', 'held', 'skipped', 'claimed', 'imported'] as const;

export const phase = z.enum(PHASES);
export const importState = z.enum(IMPORT_STATES);

export const salesOrder = z.object({
  accountId: z.string(),
  salesOrderId: z.string(),
  orderNumber: z.string(),
  orderedAt: moment,
  changedAt: moment,
  phase,
  phaseWord: z.string(),
  importState,
  importStateWord: z.string(),
  /** why it waits or stays out, or what is odd about it */
  reason: told.nullable(),
  grossCents: z.int(),
  gross: amount,
  currency,
  paymentMethod: z.string().nullable(),
  expectedDeliveryAt: moment.nullable(),
  wooOrderId: z.int().nullable(),
  wooOrderNumber: z.string().nullable(),
  wooStatus: z.string().nullable(),
  firstSeenAt: moment,
  importedAt: moment.nullable(),
  /** when it is read from OTTO again, whether OTTO lists it or not */
  nextLookAt: moment.nullable(),
});

export const positionItem = z.object({
  positionItemId: z.string(),
  /** as OTTO spells it */
  fulfillmentStatus: z.string(),
  fulfillmentStatusWord: z.string(),
  sku: z.string(),
  payableCents: z.int(),
  payable: amount,
  vatRatePercent: z.string(),
  expectedDeliveryAt: moment.nullable(),
  /** false: nothing that ships may take it */
  mayShip: z.boolean(),
  /** why it must not be shipped; null where it may */
  whyNotShip: z.object({ code: z.enum(SHIP_REFUSALS), what: z.string() }).nullable(),
});

export const orderEvent = z.object({
  at: moment,
  kind: z.string(),
  text: z.string(),
  params,
  /** what brought it about; null = nobody kept it */
  cause: z.string().nullable(),
  causeWord: z.string().nullable(),
});

export const orderIncident = z.object({ incidentId: z.int(), openedAt: moment, about: told });

/** Something shop and OTTO contradict each other in, and what each of the two choices does. */
export const orderOffer = z.object({
  incidentId: z.int(),
  code: z.string(),
  what: z.string(),
  choices: z.object({ otto: z.string(), shop: z.string() }),
});

export const side = z.enum(['otto', 'shop']);

export const orderOperations = {
  listOrders: operation({
    method: 'get',
    path: '/api/v1/orders',
    access: 'view',
    area: 'orders',
    summary: 'Sales orders, newest first',
    params: nothing,
    query: z.strictObject({
      phase: phase.optional(),
      importState: importState.optional(),
      accountId: accountId.optional(),
      /** those that this incident touches */
      incidentId: z.coerce.number().int().positive().max(2_147_483_647).optional(),
      limit,
      cursor: cursor.optional(),
    }),
    body: nothing,
    status: 200,
    answer: z.object({ items: z.array(salesOrder), nextCursor }),
  }),
  getOrder: operation({
    method: 'get',
    path: '/api/v1/orders/:accountId/:salesOrderId',
    access: 'view',
    area: 'orders',
    summary: 'One sales order with its pieces, its story and what is wrong with it',
    params: z.strictObject({ accountId, salesOrderId }),
    query: nothing,
    body: nothing,
    status: 200,
    answer: salesOrder.extend({
      positionItems: z.array(positionItem),
      events: z.array(orderEvent),
      openIncidents: z.array(orderIncident),
      /** a piece was cancelled while it was being packed, and nobody has confirmed that it is out */
      packStop: z.boolean(),
      offers: z.array(orderOffer),
      /** its reports to OTTO, oldest first */
      transmissions: z.array(transmission),
    }),
  }),
  chooseSide: operation({
    method: 'post',
    path: '/api/v1/orders/:accountId/:salesOrderId/choice',
    access: 'operate',
    area: 'orders',
    summary: 'Decide everything in which shop and OTTO contradict each other about an order',
    params: z.strictObject({ accountId, salesOrderId }),
    query: nothing,
    body: z.strictObject({ side }),
    status: 200,
    answer: z.object({
      side,
      /** what it was about */
      codes: z.array(z.string()),
      /** the import that carries it out; null = none is needed, or the next one does */
      importRunId: z.string().nullable(),
    }),
  }),
};
