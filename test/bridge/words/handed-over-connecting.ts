import type { ConnectingCode } from '../../../src/bridge/words/owner-code.ts';
import type { Params } from '../../../src/bridge/words/saying.ts';

const accountId = 'main';
const url = 'https://mein-shop.example';
const FOREIGN = {
  accountId,
  orders: 3,
  shopOrders: 300,
  wooOrderNumber: '1042',
  ottoOrder: 'bu5h6x7z2k',
  hint: '_otto_importer_id',
};

/** Every code of connecting and saving with the params its source hands over. */
export const CONNECTING: Record<ConnectingCode, Params> = {
  'account-exists': { accountId },
  'account-is-active': { accountId },
  'address-answers-otherwise': { url },
  'address-not-reached': { url },
  'chosen-product-gone': { shopSku: 'MUG-1' },
  'consent-denied': { url },
  'consent-expired': { url },
  'consent-keys-unusable': { url },
  'consent-needs-https': { publicUrl: 'http://bridge.example' },
  'consent-unknown': {},
  'credentials-of-other-environment': { environment: 'sandbox' },
  'disk-space-low': { megabytes: 180 },
  'heartbeat-held-back': { trouble: 'import-late', at: '2026-01-31T08:00:00.000Z' },
  'heartbeat-not-taken': { host: 'hc-ping.com', statusCode: 404 },
  'mail-proof-none': {},
  'product-unknown': { shopSku: 'MUG-1' },
  'rehearsal-unknown': {},
  'second-importer': FOREIGN,
  'second-importer-suspected': { ...FOREIGN, ottoOrder: '' },
  'set-product-gone': { shopSkus: 'MUG-1, PLATE-1' },
  'sku-unknown': { sku: 'SET-1' },
  'version-missing': {},
  'version-stale': { actor: 'anna', savedAt: '2026-03-20T08:00:00.000Z' },
};
