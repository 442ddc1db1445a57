import { isChoosable } from '../order-choice/choosable.ts';
import type { Params } from '../words/saying.ts';

const NEW_SHOP = 'shop --url https://… --key ck_…';

/** A command as it is typed in. */
export function commandLine(call: string): string {
  return `npm run bridge -- ${call}`;
}

/** One word of a command, quoted where a shell would take it apart. */
export function shellWord(text: string): string {
  return /^[\w.:/@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

const MAKES_HINT: Readonly<Record<string, (word: (name: string) => string) => string>> = {
  'shop-missing': () => NEW_SHOP,
  'shop-keys-refused': () => NEW_SHOP,
  'key-unknown': () => NEW_SHOP,
  'secret-wrong': () => NEW_SHOP,
  'rest-not-found': () => NEW_SHOP,
  'host-not-found': () => NEW_SHOP,
  redirect: () => 'settings set shop.url https://…',
  'shop-redirects': () => 'settings set shop.url https://…',
  timeout: () => 'settings set shop.timeoutMs 120000',
  'credentials-refused': (word) => `account secret ${word('accountId')}`,
  'otto-credentials-refused': (word) => `account secret ${word('accountId')}`,
  'otto-token-refused': (word) => `account secret ${word('accountId')}`,
  'unexpected-answer': (word) =>
    `settings set accounts.${word('accountId')}.environment production`,
  'account-exists': (word) => `account secret ${word('accountId')}`,
  'second-importer-suspected': (word) => `account activate ${word('accountId')} --despite`,
  'account-paused': (word) => `account activate ${word('accountId')}`,
  'no-active-account': () => 'account list',
  'otto-test-orders-need-sandbox': () =>
    'account add --id test --name Sandbox --environment sandbox --client-id …',
  'sku-not-in-shop': (word) => `product ${word('sku')} <Shop-SKU>`,
  'held-for-sku': (word) => `product ${word('sku')} <Shop-SKU>`,
  'status-not-in-shop': (word) =>
    `settings set importRules.statusMapping.${word('phase')} <Status>`,
  'ordered-before-start': (word) => `import --account ${word('accountId')} --since ${word('day')}`,
  'account-is-draft': (word) => `account activate ${word('accountId')}`,
  'reconcile-differences': (word) => `reconcile --account ${word('accountId')}`,
  'heartbeat-held-back': () => 'incidents',
  'heartbeat-not-taken': () => 'settings set monitoring.heartbeatUrl https://…',
  'ledger-damaged': () => 'restore … --yes',
  'order-unknown': () => 'import --since 2026-01-31',
  'deleted-in-shop': (word) => `choose ${word('orderNumber')} --otto`,
  'setting-unknown': () => 'settings show',
  'transmission-unknown': () => 'reports list',
  'report-order-unknown': () => 'orders',
  'return-step-decision-needs-attention': (word) => `reports list --order ${word('orderNumber')}`,
  'report-several-open': (word) => `reports list --order ${word('orderNumber')}`,
  'report-carrier-unknown': (word) => `carrier ${word('carrierName')} …`,
  'report-ship-from-missing': () =>
    `settings set shippingRules.shipFrom '[{"name":"…","city":"…","zipCode":"…"}]'`,
  'report-return-pool-empty': () => 'settings show',
  'return-pool-low': () => 'settings show',
  'report-pack-stop-open': () => 'incidents',
  'user-unknown': () => 'user list',
  'last-configurer': () => 'user role <Name> configure',
  'token-unknown': () => 'token list',
};

/** Waiting for something that is told by `reports correct`, and by which of its options. */
const CORRECTED_BY: Readonly<Record<string, string>> = {
  'report-tracking-missing': '--tracking …',
  'report-tracking-too-short': '--tracking …',
  'report-tracking-too-long': '--tracking …',
  'report-tracking-characters': '--tracking …',
  'report-tracking-check-digit': '--tracking …',
  'report-tracking-excel-number': '--tracking …',
  'report-tracking-used-before': '--tracking …',
  'report-tracking-used-at-otto': '--tracking …',
  'report-carrier-not-recognised': '--carrier …',
  'report-return-number-missing': '--return …',
  'report-return-carrier-unknown': '--return … --return-carrier …',
  'report-return-carrier-not-allowed': '--return … --return-carrier …',
  'report-return-number-check-digit': '--return …',
  'report-return-number-used-before': '--return …',
  'report-otto-misses-data': '--return …',
};

/** What is done with the one report that a code is about. */
const DONE_BY: Readonly<Record<string, string>> = {
  'report-cancellation-to-confirm': 'confirm',
  'report-otto-refused': 'send-again',
  'report-given-up': 'send-again',
  'report-piece-unknown-at-otto': 'send-again',
  'report-by-hand-not-at-otto': 'send-again',
  'report-piece-not-shippable': 'by-hand',
  'report-cancellation-refused': 'by-hand',
};

/** What no look of the bridge ends: the owner says when it is taken care of. */
const CLOSED_BY_HAND: readonly string[] = [
  'address-incomplete',
  'country-code-unknown',
  'fraud-suspected',
  'pack-stop',
  'phone-number-cut',
  'position-item-listed-twice',
  'price-parts-disagree',
  'shop-order-address',
  'shop-order-email-present',
  'shop-order-status',
  'shop-order-total',
  'shop-order-twice',
];

/**
 * The command that goes with a code: what its sentence means by a page of the settings.
 *
 * @param params those of the code, and what is known around it: `accountId`, `orderedAt`
 */
export function hintFor(code: string, params: Params): string | undefined {
  if (code === 'secret-missing' || code === 'secret-not-openable' || code === 'setting-secret') {
    return hintForSecret(String(params.position ?? params.path ?? ''));
  }
  if (isChoosable(code) && params.orderNumber !== undefined) {
    return `choose ${shellWord(String(params.orderNumber))} <--otto|--shop>`;
  }
  if (CLOSED_BY_HAND.includes(code) && params.incidentId !== undefined) {
    return `incidents close ${params.incidentId}`;
  }
  const report = params.transmissionId ?? params.orderNumber;
  if (report !== undefined) {
    const word = shellWord(String(report));
    if (CORRECTED_BY[code]) return `reports correct ${word} ${CORRECTED_BY[code]}`;
    if (DONE_BY[code]) return `reports ${DONE_BY[code]} ${word}`;
  }
  if (code === 'account-unknown') {
    return params.known ? undefined : 'account add --id main --name … --client-id …';
  }
  const known: Params = {
    ...params,
    sku: firstOf(params.sku ?? params.skus),
    day: String(params.orderedAt ?? '').slice(0, 10) || '2026-01-31',
  };
  return MAKES_HINT[code]?.((name) => shellWord(String(known[name] || '…')));
}

/** The command by which a secret at a position of the settings is entered. */
export function hintForSecret(position: string): string {
  const accountId = /^accounts\.([^.]+)\./.exec(position)?.[1];
  return accountId === undefined ? NEW_SHOP : `account secret ${accountId}`;
}

function firstOf(skus: string | number | undefined): string {
  return String(skus ?? '').split(', ')[0] ?? '';
}
