import { z } from 'zod';
import { carrierSchema, returnCarrierSchema } from '../carriers/carrier.ts';
import { returnPoolSchema } from '../carriers/pool-schema.ts';
import { PARCEL_SOURCES, type ParcelSource } from '../parcels/parcel-sources.ts';

const slug = z.string().regex(/^[a-z0-9_-]{1,20}$/, 'a WooCommerce status slug without "wc-"');
const metaKey = z.string().trim().min(1).max(255);
/** A SKU, or a pattern with `*` for any characters. */
const skuPattern = z.string().trim().min(1).max(200);

/** Where a parcel starts. The first whose conditions hold is taken; one without conditions always. */
export const shipFromSchema = z.strictObject({
  /** what the owner calls it */
  name: z.string().trim().min(1).max(60),
  city: z.string().trim().min(1).max(60),
  zipCode: z.string().trim().min(1).max(10),
  /** ISO 3166-1 alpha-3 */
  countryCode: z
    .string()
    .regex(/^[A-Z]{3}$/, 'three letters such as DEU')
    .default('DEU'),
  /** only for parcels that hold nothing but these; empty = for all */
  skus: z.array(skuPattern).default(() => []),
  /** only for parcels of these carriers; empty = for all */
  carriers: z.array(carrierSchema).default(() => []),
});

/** Whence a return tracking number is taken. */
export const RETURN_SOURCES = ['order-meta', 'label-plugin', 'pool'] as const;

export type ReturnSource = (typeof RETURN_SOURCES)[number];

/** The owner's choices that decide what is reported to OTTO, and how. An account may override each. */
export const shippingRulesSchema = z.strictObject({
  /** shop statuses by which packers say that an order has left */
  shippedStatuses: z.array(slug).default(() => ['completed']),
  /** where tracking numbers are read from, the first source that knows a parcel counts */
  parcelSources: z
    .array(z.enum(PARCEL_SOURCES))
    .default((): ParcelSource[] => PARCEL_SOURCES.filter((source) => source !== 'meta')),
  /** order meta that holds tracking numbers, and the carrier's name, when `meta` is a source */
  trackingMetaKeys: z.array(metaKey).default(() => []),
  carrierMetaKeys: z.array(metaKey).default(() => []),
  /** several numbers, and nobody says what is in which parcel: dealt out in order, or asked */
  parcelsWithoutPieces: z.enum(['deal-out', 'ask']).default('deal-out'),
  /** how long a shipped order waits for a tracking number that a label plugin writes a little later */
  graceMinutes: z.int().min(0).max(1440).default(10),
  /** carrier of numbers that name none and whose form fits several or none; null = asked once */
  defaultCarrier: carrierSchema.nullable().default(null),
  /** the return carrier chosen in OTTO Partner Connect; null = any that OTTO takes */
  returnCarrier: returnCarrierSchema.nullable().default(null),
  /** needed only with several return addresses: OTTO's id of address and carrier */
  returnAddressCarrierId: z.string().trim().min(1).max(100).nullable().default(null),
  returnSources: z.array(z.enum(RETURN_SOURCES)).default((): ReturnSource[] => [...RETURN_SOURCES]),
  /** order meta that holds the return tracking number */
  returnMetaKeys: z.array(metaKey).default(() => ['_otto_market_return_tracking']),
  returnPools: z.array(returnPoolSchema).default(() => []),
  /** an alarm when the pool's numbers last for fewer days than this */
  returnPoolAlarmDays: z.int().min(1).max(365).default(14),
  shipFrom: z.array(shipFromSchema).default(() => []),
  /** goods that travel by forwarder: no return tracking number is needed */
  forwarderSkus: z.array(skuPattern).default(() => []),
  /** working days (Monday to Saturday) a carrier takes, for the promise clock */
  transitDays: z.partialRecord(carrierSchema, z.int().min(0).max(60)).default(() => ({})),
  usualTransitDays: z.int().min(0).max(60).default(2),
  /** what was cancelled in the shop: reported at once, after the owner's yes, or never */
  cancellations: z.enum(['at-once', 'ask', 'off']).default('ask'),
  /** a report that failed is given up after so many days; null = never */
  stopAfterDays: z.int().min(1).max(90).nullable().default(null),
  /** a report that is not through after so many hours raises an alarm */
  alarmAfterHours: z.int().min(1).max(720).default(24),
});

export type ShippingRules = z.output<typeof shippingRulesSchema>;
export type ShipFrom = z.output<typeof shipFromSchema>;
