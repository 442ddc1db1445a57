import { travelsByForwarder } from '../../fixtures/otto/products.ts';
import { type AfterSaleBehaviour, usualAfterSaleBehaviour } from './after-sale-behaviour.ts';

/**
 * How the fake behaves where OTTO may be set up, or leaves us guessing. All of it can be changed while
 * the server runs, through `fake.behaviour`. Numbers in brackets are sections of otto-market-api.md.
 */
export type FakeOttoBehaviour = AfterSaleBehaviour & {
  /** Only the sandbox has the order generator (1). Default `sandbox`. */
  environment: 'sandbox' | 'production';

  /** Life of a token (2.1). Default 1800. */
  tokenLifetimeSeconds: number;
  /** Token calls per second and IP address (2.1). Default 10. */
  tokenRateLimitPerSecond: number;
  /** Refuse a token call without `scope`; an older description calls it optional (2.1). Default true. */
  scopeRequired: boolean;
  /** Interface calls per second, all apps together (6.1: 20). Default: no limit. */
  rateLimitPerSecond: number | undefined;
  /** `Retry-After` of a 429 of the limits; whether OTTO sends one is unknown (6.1). Default: none. */
  retryAfterSeconds: number | undefined;

  /** Which date `fromDate` is compared with; unknown (3.3). Default `lifecycleChangeDate`. */
  changeDate: 'lifecycleChangeDate' | 'lastModifiedDate';
  /** Whether an order changed exactly at `fromDate` is listed; unknown (3.3). Default true. */
  fromDateInclusive: boolean;
  /** What lists are sorted by; the official texts conflict (3.3). Default `lifecycleDate`. */
  listSortedBy: 'lifecycleDate' | 'orderDate';
  /** Query parameters OTTO does not have. Default `refuse`, so that our own slips show. */
  unknownParameters: 'refuse' | 'ignore';
  /** Every next page begins with the last order of the page before (3.3). Default false. */
  repeatLastOrderOnNextPage: boolean;
  /** A page holds at most this many orders, whatever `limit` says (6.2). Default: as asked. */
  pageSizeCap: number | undefined;
  /** Last page: `links` empty, or no `links` at all (3.4). Default `empty`. */
  lastPageLinks: 'empty' | 'absent';
  /** Empty result: `resources` empty, or absent (3.4). Default `empty`. */
  emptyResources: 'empty' | 'absent';
  /** Lists show a new or changed order only this long after it happened. Default 0. */
  listLagMs: number;
  /** Reading one order shows changes only this long after they happened (3.10, 4.4). Default 0. */
  readLagMs: number;

  /** How moments are written; the form is not documented (3.5). Default `Z` with 3 digits. */
  dateZone: 'Z' | '+00:00' | '+0000';
  dateFractionDigits: 0 | 3 | 6;
  /** Addresses of an order with released and ANNOUNCED pieces; unknown (3.8). Default `visible`. */
  addressesWhenPartlyReleased: 'visible' | 'hidden';

  /** Success of the cancel calls; unknown (3.10). Default 204. */
  cancellationSuccessStatus: 200 | 202 | 204;
  /** The web page allows what the descriptions forbid (3.10). Default false. */
  announcedCancellable: boolean;
  /** Several comma-separated ids in one cancel call, as documented until 2025 (3.10). Default true. */
  positionItemListsAccepted: boolean;

  /** Answer for an unknown piece in a shipment: 400 or 404 (4.4). Default 404. */
  positionItemNotFoundStatus: 400 | 404;
  /** Answer for a piece that is ANNOUNCED or cancelled; unknown (4.4). */
  unshippablePiece: { status: number; title: string };
  /** A `shipDate` later than now; unknown (4.2). Default `accept`. */
  futureShipDates: 'accept' | 'refuse';
  /** Pieces that one shipment call may name; unknown (4.2). Default: no limit. */
  largestShipment: number | undefined;
  /** An order shows a reported piece as SENT only this long after the 201; unknown (4.4). Default 0. */
  sentVisibleAfterMs: number;
  /** OTTO's product data: does this SKU travel by forwarder? Parcel goods need a return tracking key (4.2). */
  travelsByForwarder: (sku: string) => boolean;

  /** Put on every answer, e.g. `Deprecation`, `Sunset`, `Warning`, `Link` (6.3). Default none. */
  extraHeaders: Record<string, string>;
};

export const usualBehaviour: FakeOttoBehaviour = {
  ...usualAfterSaleBehaviour,
  environment: 'sandbox',
  tokenLifetimeSeconds: 1800,
  tokenRateLimitPerSecond: 10,
  scopeRequired: true,
  rateLimitPerSecond: undefined,
  retryAfterSeconds: undefined,
  changeDate: 'lifecycleChangeDate',
  fromDateInclusive: true,
  listSortedBy: 'lifecycleDate',
  unknownParameters: 'refuse',
  repeatLastOrderOnNextPage: false,
  pageSizeCap: undefined,
  lastPageLinks: 'empty',
  emptyResources: 'empty',
  listLagMs: 0,
  readLagMs: 0,
  dateZone: 'Z',
  dateFractionDigits: 3,
  addressesWhenPartlyReleased: 'visible',
  cancellationSuccessStatus: 204,
  announcedCancellable: false,
  positionItemListsAccepted: true,
  positionItemNotFoundStatus: 404,
  unshippablePiece: { status: 409, title: 'POSITION_ITEM_NOT_PROCESSABLE' },
  futureShipDates: 'accept',
  largestShipment: undefined,
  sentVisibleAfterMs: 0,
  travelsByForwarder,
  extraHeaders: {},
};
