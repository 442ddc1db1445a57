import { z } from 'zod';
import { nothing, operation } from './operation.ts';
import { accountId, amount, askedMoment, cursor, limit, moment, nextCursor } from './parts.ts';
import { key, labelText, orderReference, positionItemId, wishAnswer } from './report-parts.ts';

const MOST_WISHES = 500;
const pieces = z.array(positionItemId).min(1).max(200);

const shipment = z.strictObject({
  accountId: accountId.optional(),
  /** OTTO's number or id, or the shop's */
  order: orderReference,
  /** default: all that may be shipped and are in no other report */
  positionItemIds: pieces.optional(),
  /** none = without a tracking number, as forwarders have it */
  parcels: z
    .array(
      z.strictObject({
        /** OTTO's word, or any name of the carrier; default: by the number's form */
        carrier: labelText.optional(),
        trackingNumber: labelText.optional(),
        /** default: of the number pool */
        returnNumber: labelText.optional(),
        returnCarrier: labelText.optional(),
        /** what is in it; default: dealt out among the parcels that do not say */
        positionItemIds: pieces.optional(),
      }),
    )
    .max(50)
    .default(() => []),
  /** hand-over to the carrier; default: now */
  shippedAt: askedMoment.optional(),
  /** sent in again under the same key it changes nothing */
  key: key.optional(),
});

const shipments = z.strictObject({
  shipments: z.array(shipment).min(1).max(MOST_WISHES),
  /** names all of them together; so does the header Idempotency-Key */
  key: key.optional(),
});

const cancellations = {
  cancellations: z
    .array(
      z.strictObject({
        accountId: accountId.optional(),
        order: orderReference,
        /** default: every piece that is neither sent nor cancelled */
        positionItemIds: pieces.optional(),
        key: key.optional(),
      }),
    )
    .min(1)
    .max(MOST_WISHES),
  key: key.optional(),
};

const cancelAnswers = z.object({
  /** false: nothing was committed, the answer tells what it would cost */
  isCommitted: z.boolean(),
  /** what has to be known before anything is cancelled */
  notice: z.string(),
  items: z.array(
    wishAnswer.extend({
      cost: z
        .object({
          pieces: z.array(
            z.object({ positionItemId: z.string(), sku: z.string(), cents: z.int() }),
          ),
          sumCents: z.int(),
          sum: amount,
          /** at stake when nothing of the order is left */
          deliveryFeeCents: z.int().nullable(),
          what: z.string(),
        })
        .nullable(),
    }),
  ),
});

const counts = z.object({
  due: z.int().nonnegative(),
  waits: z.int().nonnegative(),
  known: z.int().nonnegative(),
  refused: z.int().nonnegative(),
});

const rate = z.int().min(0).max(100).nullable();

export const shipListItem = z.object({
  accountId: z.string(),
  salesOrderId: z.string(),
  orderNumber: z.string(),
  wooOrderId: z.int().nullable(),
  /** what OTTO promised the buyer, the earliest of its pieces */
  deliverBy: moment.nullable(),
  /** the last moment at which handing it over keeps the promise */
  shipBy: moment.nullable(),
  isOverdue: z.boolean(),
  pieces: z.array(
    z.object({
      positionItemId: z.string(),
      sku: z.string(),
      expectedDeliveryAt: moment.nullable(),
    }),
  ),
});

export const shipmentOperations = {
  listShipList: operation({
    method: 'get',
    path: '/api/v1/ship-list',
    access: 'view',
    area: 'shipments',
    summary: 'What must ship, the most urgent first, and how the promises are kept',
    params: nothing,
    query: z.strictObject({ accountId: accountId.optional(), limit, cursor: cursor.optional() }),
    body: nothing,
    status: 200,
    answer: z.object({
      items: z.array(shipListItem),
      nextCursor,
      /** share of pieces handed over in time, in whole percent; null = nothing to count */
      forecast: z.object({
        ratePercentNow: rate,
        /** if all that is late or due today leaves today */
        rateIfTodaysShip: rate,
        /** if nothing leaves today */
        rateIfNot: rate,
        targetPercent: z.int(),
        /** open pieces that have to leave today */
        dueToday: z.int().nonnegative(),
        /** open pieces whose time is over */
        late: z.int().nonnegative(),
      }),
    }),
  }),
  reportShipments: operation({
    method: 'post',
    path: '/api/v1/shipments',
    access: 'operate',
    area: 'shipments',
    summary: 'Report pieces as shipped; what lacks something waits with its reason',
    params: nothing,
    query: nothing,
    body: shipments,
    status: 200,
    answer: z.object({ items: z.array(wishAnswer), counts }),
  }),
  previewShipments: operation({
    method: 'post',
    path: '/api/v1/shipments/preview',
    access: 'view',
    area: 'shipments',
    summary: 'What reporting these shipments would come to; nothing is committed',
    audit: false,
    params: nothing,
    query: nothing,
    body: shipments,
    status: 200,
    answer: z.object({ items: z.array(wishAnswer), counts }),
  }),
  reportCancellations: operation({
    method: 'post',
    path: '/api/v1/cancellations',
    access: 'operate',
    area: 'shipments',
    summary: 'Cancel pieces at OTTO; without `confirm` the answer only tells what it costs',
    params: nothing,
    query: nothing,
    body: z.strictObject({ ...cancellations, confirm: z.boolean().default(false) }),
    status: 200,
    answer: cancelAnswers,
  }),
  previewCancellations: operation({
    method: 'post',
    path: '/api/v1/cancellations/preview',
    access: 'view',
    area: 'shipments',
    summary: 'What cancelling these pieces would cost; nothing is committed',
    audit: false,
    params: nothing,
    query: nothing,
    body: z.strictObject(cancellations),
    status: 200,
    answer: cancelAnswers,
  }),
};
