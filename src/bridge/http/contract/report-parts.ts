import { z } from 'zod';
import {
  TRANSMISSION_KINDS,
  TRANSMISSION_STATES,
} from '../../../mapping/reporting/transmission.ts';
import { moment, told } from './parts.ts';

export const transmissionId = z.uuid();
export const positionItemId = z.string().regex(/^[\w.:-]{1,100}$/);
/** How an order may be named: OTTO's number or id, or the shop's. */
export const orderReference = z.string().trim().min(1).max(100);
/** What somebody wrote on a label or in a form. */
export const labelText = z.string().trim().min(1).max(100);
/** Names a wish, so that it may be sent in again. */
export const key = z.string().trim().min(1).max(100);

export const transmissionState = z.enum(TRANSMISSION_STATES);
export const transmissionKind = z.enum(TRANSMISSION_KINDS);

/** One parcel of a report; null = not known, or not needed. */
export const parcel = z.object({
  /** OTTO's word */
  carrier: z.string().nullable(),
  /** what the shop, a file or a person called the carrier */
  carrierName: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  returnCarrier: z.string().nullable(),
  returnNumber: z.string().nullable(),
});

/** A report to OTTO: one shipment, or the cancellation, return decision or price reduction of one piece. */
export const transmission = z.object({
  transmissionId: z.string(),
  accountId: z.string(),
  salesOrderId: z.string(),
  orderNumber: z.string(),
  wooOrderId: z.int().nullable(),
  kind: transmissionKind,
  kindWord: z.string(),
  state: transmissionState,
  stateWord: z.string(),
  /** what it waits for, or why it is not through */
  reason: told.nullable(),
  source: z.string(),
  sourceWord: z.string(),
  positionItemIds: z.array(z.string()),
  parcels: z.array(parcel),
  shipDate: moment.nullable(),
  /** the earliest promise to the buyers of its pieces */
  deliverBy: moment.nullable(),
  /** calls that failed one after the other */
  failures: z.int().nonnegative(),
  createdAt: moment,
  nextTryAt: moment.nullable(),
  sentAt: moment.nullable(),
  acceptedAt: moment.nullable(),
  endedAt: moment.nullable(),
  ottoShipmentId: z.string().nullable(),
  /** of the acceptance or rejection of a return */
  decision: z
    .object({
      condition: z.string(),
      conditionWord: z.string(),
      reason: z.string(),
      reasonWord: z.string(),
    })
    .nullable(),
  /** of a price reduction, gross */
  amountCents: z.int().nullable(),
  /** what the owner can do with it as it stands */
  can: z.array(z.enum(['send-again', 'by-hand', 'withdraw', 'confirm', 'correct'])),
});

/** A report that came of a wish, or would come of it. */
export const wishReport = z.object({
  /** `known`: it was said before; `refused`: somebody else was faster */
  outcome: z.enum(['due', 'waits', 'known', 'refused']),
  outcomeWord: z.string(),
  /** null where nothing was committed */
  transmissionId: z.string().nullable(),
  state: transmissionState.nullable(),
  /** what it waits for, or why it is refused */
  about: told.nullable(),
  positionItemIds: z.array(z.string()),
  parcels: z.array(parcel),
});

/** What became of one wish about one order. */
export const wishAnswer = z.object({
  /** as it was asked for */
  order: z.string(),
  accountId: z.string().nullable(),
  salesOrderId: z.string().nullable(),
  orderNumber: z.string().nullable(),
  wooOrderId: z.int().nullable(),
  reports: z.array(wishReport),
  /** why nothing of it becomes a report */
  refusal: told.nullable(),
  /** pieces of the order that are not part of it, and why */
  left: z.array(z.object({ positionItemId: z.string(), code: z.string(), what: z.string() })),
});
