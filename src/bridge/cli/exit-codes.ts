/** What a command's end means to a script. */
export const EXIT = {
  ok: 0,
  unexpected: 1,
  wrongCall: 2,
  needsOwner: 3,
  misconfigured: 4,
  unreachable: 5,
  alreadyRunning: 6,
  /** as shells say it of a program ended by Ctrl+C */
  stopped: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Another wording helps; nothing about the set-up is wrong. */
const CALL_CODES = [
  'account-exists',
  'account-unknown',
  'amount-invalid',
  'argument-missing',
  'backup-damaged',
  'backup-exists',
  'backup-in-backup',
  'backup-in-data-folder',
  'backup-newer',
  'backup-not-there',
  'backup-parent-missing',
  'backup-passphrase-wrong',
  'call-not-understood',
  'carrier-file-empty',
  'carrier-file-is-workbook',
  'carrier-file-not-a-table',
  'carrier-file-too-large',
  'carrier-file-too-long',
  'carrier-name-is-ottos',
  'carrier-not-at-otto',
  'choice-invalid',
  'command-missing',
  'command-unknown',
  'csv-column-missing',
  'csv-columns-unknown',
  'date-in-future',
  'date-invalid',
  'file-unreadable',
  'import-broken',
  'incident-needs-choice',
  'incident-unknown',
  'last-configurer',
  'import-newer',
  'nothing-to-choose',
  'number-invalid',
  'option-missing',
  'option-unknown',
  'option-value-missing',
  'order-unknown',
  'otto-test-orders-need-sandbox',
  'passphrase-too-short',
  'passphrase-wrong',
  'passphrases-differ',
  'password-is-name',
  'password-too-common',
  'password-too-long',
  'password-too-short',
  'passwords-differ',
  'product-unknown',
  'month-invalid',
  'move-nowhere',
  'move-target-not-empty',
  'move-target-unreadable',
  'nothing-to-move',
  'range-empty',
  'receipt-unknown',
  'receipts-since-invalid',
  'cancel-instead',
  'reduction-open',
  'reduction-same-today',
  'report-not-possible-now',
  'report-nothing-to-cancel',
  'report-nothing-to-ship',
  'report-order-ambiguous',
  'report-order-unknown',
  'report-piece-in-other-report',
  'report-piece-twice',
  'report-piece-unknown',
  'report-pieces-for-other-carrier',
  'report-several-open',
  'report-ship-date-in-future',
  'return-already-accepted',
  'return-already-rejected',
  'return-decision-open',
  'return-piece-cancelled',
  'return-piece-twice',
  'return-reason-unfit',
  'secret-needed',
  'set-invalid',
  'set-part-unreadable',
  'setting-fixed',
  'setting-invalid',
  'setting-secret',
  'setting-unknown',
  'sku-unknown',
  'stock-off',
  'stock-sku-not-known',
  'token-name-invalid',
  'token-unknown',
  'too-many-decisions',
  'too-many-arguments',
  'transmission-unknown',
  'user-name-invalid',
  'user-name-taken',
  'user-unknown',
];

/** It may work later, unchanged: of runs, then of checks. */
const OUTAGES = [
  'otto-unavailable',
  'otto-unreadable',
  'shop-unavailable',
  'shop-unreadable',
  'connection-lost',
  'database-not-answering',
  'host-not-found',
  'no-answer',
  'refused',
  'shop-faulty',
  'timeout',
];

const BUSY = [
  'already-reconciling',
  'already-running',
  'data-erase-running',
  'data-folder-in-use',
  'data-folder-still-in-use',
  'database-in-use',
  'lease-lost',
  'mail-proof-running',
  'shop-watch-running',
  'mail-proof-unsettled',
  'receipts-running',
  'returns-running',
  'reports-running',
  'stock-running',
  'reconcile-interrupted',
  'settings-locked',
  'work-in-hand',
];

/** The set-up is fine, and something waits for the owner. */
const NEEDS_OWNER = [
  'return-state-unknown',
  'return-step-decision-needs-attention',
  'receipt-pdf-missing',
  'clock-differs',
  'currency-not-eur',
  'backup-passphrase-needed',
  'data-erase-incomplete',
  'mail-proof-failed',
  'mail-proof-order-gone',
  'mail-proof-order-left',
  'placing-unfinished',
  'price-decimals-too-few',
  'restore-would-replace',
  'second-importer',
  'second-importer-suspected',
  'status-not-in-shop',
  'vat-rate-not-in-shop',
  'webhooks-not-possible',
  'woocommerce-too-old',
];

/** The exit code of what a command found or failed with; what is not listed is a setting or a right. */
export function exitCodeOf(code: string): ExitCode {
  if (CALL_CODES.includes(code)) return EXIT.wrongCall;
  if (OUTAGES.includes(code)) return EXIT.unreachable;
  if (BUSY.includes(code)) return EXIT.alreadyRunning;
  if (NEEDS_OWNER.includes(code) || isAboutReport(code)) return EXIT.needsOwner;
  if (['stopped', 'cancelled', 'mail-proof-interrupted', 'reconcile-stopped'].includes(code))
    return EXIT.stopped;
  return ['unexpected', 'reconcile-unexpected'].includes(code)
    ? EXIT.unexpected
    : EXIT.misconfigured;
}

/** A report that is not through, or a row of a file: nothing about the set-up is wrong. */
function isAboutReport(code: string): boolean {
  return code.startsWith('report-') || code.startsWith('csv-');
}

/** What a script should hear of first when several things were found. */
const GRAVEST_FIRST = [
  EXIT.stopped,
  EXIT.unexpected,
  EXIT.wrongCall,
  EXIT.misconfigured,
  EXIT.unreachable,
  EXIT.alreadyRunning,
  EXIT.needsOwner,
] as const satisfies readonly ExitCode[];

export function gravest(exitCodes: readonly ExitCode[]): ExitCode {
  return GRAVEST_FIRST.find((code) => exitCodes.includes(code)) ?? EXIT.ok;
}
