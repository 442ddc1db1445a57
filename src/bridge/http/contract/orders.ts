import { z } from 'zod';
import type { ShipRefusal } from '../../../mapping/may-ship.ts';
import type { OrderPhase } from '../../../mapping/order-phase.ts';
import { ORDER_TABS } from '../../../mapping/order-tab.ts';
import { nothing, operation } from './operation.ts';
import {
  accountId,
  amount,
  askedMoment,
  currency,
  cursor,
  limit,
  moment,
  nextCursor,
  params,
  salesOrderId,
  search,
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

/** Where an order is in the owner's day; each is in exactly one. See mapping/order-tab.ts. */
export const tab = z.enum(ORDER_TABS);

/** `newest` and `oldest` by the moment of the order; `deliverBy` only orders with pieces to ship. */
export const orderSort = z.enum(['newest', 'oldest', 'deliverBy']);

export const salesOrder = z.object({
  accountId: z.string(),
  salesOrderId: z.string(),
  orderNumber: z.string(),
  orderedAt: moment,
  changedAt: moment,
  tab,
  tabWord: z.string(),
  /** what OTTO says of it as a whole */
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
  /** slug of the status in the shop, as it was seen last */
  wooStatus: z.string().nullable(),
  /** null = a status that only this shop knows */
  wooStatusWord: z.string().nullable(),
  /** the order in the administration of WordPress */
  shopUrl: z.string().nullable(),
  /** pieces of the order, whatever their state */
  piecesCount: z.int().nonnegative(),
  /** what of it is still to be handed over; null = nothing */
  toShip: z
    .object({
      pieces: z.int().positive(),
      /** the earliest promise of these pieces */
      deliverBy: moment.nullable(),
      /** the last moment at which handing them over keeps it */
      shipBy: moment.nullable(),
      isOverdue: z.boolean(),
    })
    .nullable(),
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

/** As OTTO gives it; "" = OTTO gave nothing there. */
export const orderAddress = z.object({
  salutation: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  street: z.string(),
  houseNumber: z.string(),
  addition: z.string(),
  zipCode: z.string(),
  city: z.string(),
  /** ISO 3166-1 alpha-3 */
  countryCode: z.string(),
  phoneNumber: z.string(),
  email: z.string(),
});

export const orderOperations = {
  listOrders: operation({
    method: 'get',
    path: '/api/v1/orders',
    access: 'view',
    area: 'orders',
    summary: 'Sales orders, newest first; searched by numbers and SKU',
    params: nothing,
    query: z.strictObject({
      tab: tab.optional(),
      phase: phase.optional(),
      importState: importState.optional(),
      accountId: accountId.optional(),
      /** those that this incident touches */
      incidentId: z.coerce.number().int().positive().max(2_147_483_647).optional(),
      /**
       * what one of its numbers begins with: OTTO's order number or id, the shop's order number or id,
       * a tracking or return number; or a whole SKU. As typed, or in capital or small letters.
       */
      search: search.optional(),
      /** ordered then or later */
      orderedFrom: askedMoment.optional(),
      /** ordered before then */
      orderedTo: askedMoment.optional(),
      sort: orderSort.default('newest'),
      limit,
      cursor: cursor.optional(),
    }),
    body: nothing,
    status: 200,
    answer: z.object({
      items: z.array(salesOrder),
      nextCursor,
      /** the search, or the orders of an incident, are more than are looked through: type more */
      isCapped: z.boolean(),
    }),
  }),
  countOrders: operation({
    method: 'get',
    path: '/api/v1/orders/counts',
    access: 'view',
    area: 'orders',
    summary: 'How many orders are in each tab, counted up to 1,000',
    params: nothing,
    query: z.strictObject({ accountId: accountId.optional() }),
    body: nothing,
    status: 200,
    answer: z.object({
      /** in the order of the tabs */
      items: z.array(
        z.object({
          tab,
          tabWord: z.string(),
          count: z.int().min(0).max(1_000),
          /** there are more than were counted */
          isCapped: z.boolean(),
          /** as shown: "17", "1.000+" */
          text: z.string(),
        }),
      ),
    }),
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
  getOrderAddresses: operation({
    method: 'get',
    path: '/api/v1/orders/:accountId/:salesOrderId/addresses',
    access: 'operate',
    area: 'orders',
    summary: 'Where an order goes, read from OTTO now; the look is noted in the audit',
    audit: true,
    params: z.strictObject({ accountId, salesOrderId }),
    query: nothing,
    body: nothing,
    noStore: true,
    status: 200,
    answer: z.object({
      readAt: moment,
      delivery: orderAddress.nullable(),
      invoice: orderAddress.nullable(),
    }),
  }),
  getOrderWhy: operation({
    method: 'get',
    path: '/api/v1/orders/:accountId/:salesOrderId/why',
    access: 'view',
    area: 'orders',
    summary: 'Where an order is, why it is there, and what comes next, in sentences',
    params: z.strictObject({ accountId, salesOrderId }),
    query: nothing,
    body: nothing,
    status: 200,
    answer: z.object({
      /** at OTTO and in the shop */
      where: z.array(z.string()),
      /** why it waits or stays out, or what is odd about it */
      why: told.nullable(),
      /** what the bridge does next by itself, and when */
      next: z.array(z.string()),
      nextLookAt: moment.nullable(),
      /** what else is open about it */
      open: z.array(orderIncident),
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
