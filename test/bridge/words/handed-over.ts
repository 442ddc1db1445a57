import {
  causeOfDifference,
  causeOfHold,
  reasonParams,
} from '../../../src/bridge/order-import/causes.ts';
import type { EventKind, OwnerCode } from '../../../src/bridge/words/owner-code.ts';
import type { Params } from '../../../src/bridge/words/saying.ts';
import type { Difference } from '../../../src/mapping/check-shop-order.ts';
import type { HoldReason } from '../../../src/mapping/shop-plan.ts';

const ORDER = { accountId: 'main', salesOrderId: 'a46fb35b-9c77', orderNumber: 'bu5h6x7z2k' };
const { orderNumber } = ORDER;

/** One reason of each kind, checked against its type. */
const HOLDS = {
  'fulfillment-status-unknown': { code: 'fulfillment-status-unknown', words: 'ON_ITS_WAY' },
  'currency-not-euro': { code: 'currency-not-euro', currency: 'CHF' },
  'price-not-believable': { code: 'price-not-believable', positionItemId: 'b01b8ad2', cents: -1 },
  'status-not-in-shop': { code: 'status-not-in-shop', phase: 'processable', status: 'zugestellt' },
  'sku-not-in-shop': { code: 'sku-not-in-shop', skus: 'FancyFlower-m-pi, 0440-Rasen-T-V1' },
  'address-not-there': { code: 'address-not-there' },
  'shop-without-cents': { code: 'shop-without-cents', priceDecimals: 0 },
  'moved-backward': { code: 'moved-backward', from: 'sent', to: 'processable' },
  'shop-order-in-trash': { code: 'shop-order-in-trash', wooOrderId: 1234 },
} as const satisfies { [Code in HoldReason['code']]: Extract<HoldReason, { code: Code }> };

const DIFFERENCES = {
  total: { code: 'total', expectedCents: 5591, actualCents: 5590 },
  status: { code: 'status', expected: 'processing', actual: 'pending' },
  address: { code: 'address', which: 'billing', fields: 'first_name, address_1' },
  'email-present': { code: 'email-present' },
} as const satisfies { [Code in Difference['code']]: Extract<Difference, { code: Code }> };

const hold = (code: HoldReason['code']): Params => causeOfHold(HOLDS[code], ORDER).params;
const difference = (code: Difference['code']): Params =>
  causeOfDifference(DIFFERENCES[code], { ...ORDER, wooOrderId: 1234 }).params;

/** Params of a hold as the ledger and the timeline keep them: without the order's number. */
export const REASONS_KEPT: readonly { code: string; params: Params }[] = Object.values(HOLDS).map(
  (reason) => ({ code: reason.code, params: reasonParams(reason) }),
);

const SETTINGS = { path: '/srv/bridge/settings.json' };
const PROBLEMS = { problems: 'accounts.0.id: used twice' };

/** Every code with what its source hands over, all optional params included. */
export const HANDED_OVER: Record<OwnerCode, Params> = {
  'fulfillment-status-unknown': hold('fulfillment-status-unknown'),
  'currency-not-euro': hold('currency-not-euro'),
  'price-not-believable': hold('price-not-believable'),
  'status-not-in-shop': hold('status-not-in-shop'),
  'sku-not-in-shop': { sku: 'FancyFlower-m-pi' },
  'held-for-sku': hold('sku-not-in-shop'),
  'address-not-there': hold('address-not-there'),
  'shop-without-cents': hold('shop-without-cents'),
  'moved-backward': hold('moved-backward'),
  'shop-order-in-trash': hold('shop-order-in-trash'),
  'not-released': {},
  'waits-for-prepayment': {},
  'ordered-before-start': {},
  'cancelled-before-import': {},
  'vat-rate-not-in-shop': { sku: 'FancyFlower-m-pi', vatRatePercent: 10.7, country: 'DE' },
  'country-code-unknown': { orderNumber, which: 'delivery', countryCode: 'XXX' },
  'address-incomplete': { orderNumber, which: 'invoice', fields: 'street, city' },
  'price-parts-disagree': {
    orderNumber,
    positionItemId: 'b01b8ad2',
    grossCents: 2499,
    discountCents: 500,
    reducedCents: 2099,
  },
  'position-item-listed-twice': { orderNumber, positionItemId: 'b01b8ad2' },
  'phone-number-cut': { orderNumber, which: 'delivery', length: 120 },
  'fraud-suspected': { orderNumber },
  'shop-order-total': difference('total'),
  'shop-order-status': difference('status'),
  'shop-order-address': difference('address'),
  'shop-order-email-present': difference('email-present'),
  'shop-refused': { orderNumber, shopCode: 'rest_invalid', shopMessage: 'Invalid parameter' },
  'does-not-settle': { orderNumber, steps: 8 },
  'shop-order-gone': { orderNumber },
  'shop-order-unreadable': { orderNumber },
  'sales-order-unreadable': { orderNumber, salesOrderId: 'a46f', problems: 'orderDate: expected' },
  'otto-unavailable': { statusCode: 503, logref: 'c0ffee' },
  'otto-unreadable': {},
  'otto-credentials-refused': { reason: 'invalid_client', statusCode: 401 },
  'otto-scope-refused': { reason: 'invalid_scope', statusCode: 400, scope: 'orders' },
  'otto-token-refused': {},
  'otto-right-missing': { scope: 'orders' },
  'shop-unavailable': { fault: 'timeout' },
  'shop-unreadable': {},
  'shop-redirects': {},
  'shop-certificate': {},
  'shop-keys-refused': { shopMessage: 'Consumer secret is invalid.' },
  'already-running': { accountId: 'main' },
  'no-active-account': {},
  'other-run-in-hand': { accountId: 'main' },
  'service-stopping': {},
  'lease-lost': {},
  stopped: {},
  interrupted: {},
  unexpected: {},
  timeout: {},
  refused: {},
  'host-not-found': {},
  'connection-lost': {},
  certificate: {},
  redirect: { host: 'www.shop.example' },
  'answer-not-json': {},
  'rest-not-found': {},
  'key-unknown': {},
  'secret-wrong': {},
  'key-read-only': {},
  'key-write-only': {},
  'key-lacks-rights': {},
  'access-blocked': { status: 403, code: 'rest_forbidden' },
  'shop-faulty': { status: 502 },
  'woocommerce-too-old': { version: '9.8.1', minimum: '9.9' },
  'currency-not-eur': { currency: 'CHF' },
  'price-decimals-too-few': { decimals: 0 },
  'clock-differs': { seconds: -190 },
  'credentials-refused': {},
  'scope-missing': {},
  'no-answer': {},
  'unexpected-answer': {},
  'account-paused': { accountId: 'main' },
  'account-unknown': { accountId: 'mian', known: 'main, second' },
  'data-folder-in-use': {
    dataFolder: '/srv/bridge',
    processId: 4711,
    host: 'server-1',
    startedAt: '2026-11-21T21:01:00.000Z',
  },
  'environment-invalid': { problems: 'BRIDGE_PORT: expected number' },
  'import-broken': PROBLEMS,
  'import-newer': {},
  'ledger-not-usable': { place: '/srv/bridge/ledger.sqlite', problem: 'file is not a database' },
  'manifest-broken': { path: '/srv/plugin-manifest.json', ...PROBLEMS },
  'otto-base-url-unreadable': {},
  'otto-test-orders-need-sandbox': {},
  'passphrase-too-short': { minimum: 12 },
  'passphrase-wrong': {},
  'secret-key-invalid': { origin: 'BRIDGE_SECRET_KEY' },
  'secret-key-missing': { path: '/srv/bridge/secret.key', variable: 'BRIDGE_SECRET_KEY' },
  'secret-missing': { position: 'shop.consumerKey' },
  'secret-not-openable': { position: 'accounts.main.clientSecret', origin: 'BRIDGE_SECRET_KEY' },
  'settings-broken': { ...SETTINGS, ...PROBLEMS, previous: '/srv/bridge/settings.previous.json' },
  'settings-changed-meanwhile': SETTINGS,
  'settings-invalid': PROBLEMS,
  'settings-locked': { path: '/srv/bridge/settings.lock', waitMs: 10_000 },
  'settings-missing': { ...SETTINGS, previous: '/srv/bridge/settings.previous.json' },
  'settings-newer': { ...SETTINGS, problems: 'formatVersion 2', previous: '' },
  'settings-not-writable': { ...SETTINGS, reason: 'ENOSPC' },
  'settings-unreadable': { ...SETTINGS, reason: 'EACCES' },
  'shop-missing': {},
  'date-invalid': { day: '2026-02-30' },
  'file-unreadable': { file: 'settings-backup.json' },
  'secret-needed': { what: 'Client-Secret', variable: 'OTTO_SECRET' },
  'setting-invalid': { path: 'importRules.unknownSku', ...PROBLEMS },
  'setting-unknown': { path: 'importRules.unknown', known: 'language, importRules.unknownSku' },
};

/** Every event of a timeline with what the import writes into it. */
export const HAPPENED: Record<EventKind, Params> = {
  'shop-order-created': { wooOrderId: 1234, status: 'processing' },
  'shop-order-adopted': { wooOrderId: 1234 },
  'shop-order-updated': { wooOrderId: 1234, status: 'completed' },
  'shop-refund-created': { wooOrderId: 1234, refundId: 1300, cents: 2499, pieces: 1 },
  'shop-order-total-mended': { wooOrderId: 1234, fromCents: 5590, toCents: 5591 },
  'sales-order-held': {
    reason: 'shop-order-in-trash',
    ...reasonParams(HOLDS['shop-order-in-trash']),
  },
  'sales-order-failed': { reason: 'does-not-settle', steps: 8 },
  'sales-order-backlog': { reason: 'waits-for-prepayment' },
  'sales-order-skipped': { reason: 'cancelled-before-import' },
};
