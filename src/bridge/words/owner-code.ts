import type { Difference } from '../../mapping/check-shop-order.ts';
import type { Contradiction } from '../../mapping/contradictions.ts';
import type { MappingIssueCode } from '../../mapping/mapping-issue.ts';
import type { ReceiptFinding } from '../../mapping/receipts/compared-order.ts';
import type { ReceiptCheckState } from '../../mapping/receipts/receipt-words.ts';
import type { ReportFinding } from '../../mapping/reporting/report-plan.ts';
import type {
  AfterSaleCode,
  AttentionCode,
  DeferredCode,
  DoneCode,
  WaitCode,
} from '../../mapping/reporting/wait-reason.ts';
import type { ReturnStepReason } from '../../mapping/returns/may-decide.ts';
import type { BacklogReason, HoldReason, ShopStep, SkipReason } from '../../mapping/shop-plan.ts';
import type { SideDifferenceCode } from '../../mapping/side-difference.ts';
import type { OttoStockFindingCode, StockFindingCode } from '../../mapping/stock/stock-words.ts';
import type {
  CarrierFileProblem,
  CarrierRowFault,
  LeftOutReason,
} from '../carrier-csv/carrier-file.ts';
import type { CarrierFileFault } from '../carrier-csv/carrier-file-fault.ts';
import type { Settlement } from '../ledger/settlements.ts';
import type { NoticesResult } from '../notices/send-notices.ts';
import type { AcknowledgeResult } from '../order-choice/acknowledge.ts';
import type { ChoiceResult } from '../order-choice/choose-side.ts';
import type { OTTO_FAULT_CODES, SHOP_FAULT_CODES } from '../order-import/run-faults.ts';
import type { ImportResult } from '../order-import/run-import.ts';
import type { WorkItem } from '../order-import/work-item.ts';
import type { OttoAccessCheck } from '../otto/check-access.ts';
import type { ReceiptsResult } from '../receipts/read-receipts.ts';
import type { ReconcileResult } from '../reconcile/run-reconcile.ts';
import type { ReturnsResult } from '../returns-watch/read-returns.ts';
import type { ImportRefusal } from '../schedule/import-refused-error.ts';
import type { StockResult } from '../stock/stock-run.ts';
import type { ShopProblemCode } from '../woocommerce/access-problem.ts';

/** Why an order waits; the incident of a hold for a SKU has a code of its own. */
export type HoldCode = Exclude<HoldReason['code'], 'shop-order-email-present'> | 'held-for-sku';

/** Something odd that did not stop an order; `sku-not-in-shop` is told among the holds. */
export type IssueCode = Exclude<MappingIssueCode, HoldCode>;

/** The shop order is not what was written; named by causes.ts. A sum is told as a contradiction. */
export type DifferenceCode = `shop-order-${Exclude<Difference['code'], 'total'>}`;

/** What a person in the shop decided otherwise than OTTO. */
export type ContradictionCode = Contradiction['code'];

/** What must not be packed, or not twice. */
export type PackingCode = 'pack-stop' | 'shop-order-twice';

/** Why the work on one order did not come to its end. */
export type FailureCode =
  | NonNullable<WorkItem['shopFault']>
  | 'shop-refused'
  | 'does-not-settle'
  | 'sales-order-unreadable';

/** Everything that may be said about one order. */
export type OrderCode =
  | HoldCode
  | BacklogReason
  | SkipReason
  | IssueCode
  | DifferenceCode
  | ContradictionCode
  | PackingCode
  | FailureCode;

/** What a comparison of the sides finds, and why one ended early or never began. */
export type ReconcileCode =
  | Exclude<SideDifferenceCode, HoldCode | PackingCode>
  | Extract<ReconcileResult, { ran: false }>['why']
  | 'reconcile-differences'
  | 'reconcile-stopped'
  | 'reconcile-interrupted'
  | 'reconcile-unexpected'
  | 'reconcile-run-unknown';

/** What the watch over the shop and its webhooks do, or keep from doing. */
export type WebhookCode =
  | 'shop-watch-running'
  | 'webhook-restored'
  | 'webhook-signature-wrong'
  | 'webhooks-not-possible'
  | 'webhooks-silent';

/** Why an import run ended early or never began. */
export type RunCode =
  | (typeof OTTO_FAULT_CODES)[number]
  | (typeof SHOP_FAULT_CODES)[number]
  | Extract<ImportResult, { ran: false }>['why']
  | Exclude<ImportRefusal, SetupCode>
  | 'lease-lost'
  | 'stopped'
  | 'interrupted'
  | 'unexpected';

/** Why a report to OTTO waits; of a transmission's reason, and of its incident. */
export type ReportWaitCode = `report-${Exclude<WaitCode, AfterSaleCode>}`;

/** What OTTO answered to a report, or what it came to; likewise of both. */
export type ReportEndCode =
  `report-${Exclude<AttentionCode | DeferredCode | DoneCode, AfterSaleCode>}`;

/** Of both, what only return decisions and price reductions come to. */
export type ReportReturnCode = `report-${AfterSaleCode}`;

/** What the reports of an account tell as a whole. */
export type ReportJobCode = 'reports-running' | 'return-pool-low';

/** Why something that was typed in, clicked or sent in does not become a report, or changes none. */
export type ReportDeskCode =
  | 'report-order-unknown'
  | 'report-order-ambiguous'
  | 'report-piece-unknown'
  | 'report-piece-twice'
  | 'report-piece-in-other-report'
  | 'report-pieces-for-other-carrier'
  | 'report-nothing-to-ship'
  | 'report-nothing-to-cancel'
  | 'report-sent-in-before'
  | 'report-ship-date-in-future'
  | 'report-not-possible-now'
  | 'report-several-open'
  | 'transmission-unknown'
  | 'carrier-not-at-otto'
  | 'carrier-name-is-ottos';

/** Why a return is not decided, or a price not reduced, as it was asked for. */
export type ReturnDeskCode =
  | 'cancel-instead'
  | 'return-already-accepted'
  | 'return-already-rejected'
  | 'return-piece-cancelled'
  | 'return-state-unknown'
  | 'return-decision-open'
  | 'return-reason-unfit'
  | 'return-piece-twice'
  | 'too-many-decisions'
  | 'reduction-open'
  | 'reduction-same-today';

/** What is told of stock: about one SKU, about many, and about a run. */
export type StockCode =
  | `stock-${StockFindingCode | OttoStockFindingCode}`
  | 'stock-skus-unknown'
  | 'stock-skus-refused'
  | 'stock-numbers-differ'
  | 'stock-numbers-left-alone'
  | 'stock-sku-doubled'
  | 'stock-vacation-open'
  | 'stock-shared-without-buffer'
  | 'stock-sku-not-known'
  | Extract<StockResult, { ran: false }>['why'];

/** What is wrong with a carrier's file, or with one of its rows. */
export type CarrierCsvCode =
  | CarrierFileFault
  | `csv-${CarrierFileProblem['code'] | CarrierRowFault | LeftOutReason}`
  | 'csv-repeated'
  | 'csv-sku-not-in-order';

/** Everything that may be said about reports to OTTO. */
export type ReportCode =
  | ReportWaitCode
  | ReportEndCode
  | ReportReturnCode
  | ReportJobCode
  | ReportDeskCode
  | ReturnDeskCode
  | CarrierCsvCode;

/** What is told of OTTO's receipts, and of how they compare with order and shop. */
export type ReceiptCode =
  | `receipt-${ReceiptFinding['code']}`
  | `receipts-${Exclude<ReceiptCheckState, 'differs'>}`
  | 'receipts-differ'
  | 'receipts-unreadable'
  | 'receipt-unknown'
  | 'receipt-pdf-missing'
  | 'receipts-since-invalid'
  | 'month-invalid'
  | Extract<ReceiptsResult, { ran: false }>['why'];

/** What is told of OTTO's returns, and why nothing may be decided about a piece. */
export type ReturnCode =
  | 'returns-not-read'
  | 'returns-unreadable'
  | 'return-order-unknown'
  | 'return-of-unsent-piece'
  | 'return-misdirected'
  | `return-step-${ReturnStepReason}`
  | Extract<ReturnsResult, { ran: false }>['why'];

/** What the mail proof and the erasing of personal data tell. */
export type CareCode =
  | 'mail-proof-failed'
  | 'mail-proof-running'
  | 'mail-proof-unsettled'
  | 'mail-proof-interrupted'
  | 'mail-proof-order-gone'
  | 'mail-proof-order-left'
  | 'data-erase-incomplete'
  | 'data-erase-running';

/** What telling the owner by mail or webhook comes to. */
export type NoticeCode =
  | 'notice-not-sent'
  | Extract<NoticesResult, { ran: false }>['why']
  | 'notices-not-set-up';

/** What `doctor` finds about a connection; the codes of the shop's side are the shop's own. */
export type ConnectionCode = ShopProblemCode | Exclude<OttoAccessCheck['outcome'], 'ok'>;

/** ConfigErrors beyond those that end a run. ConfigError takes any text, so they are listed here. */
export type SetupCode =
  | 'account-is-draft'
  | 'account-paused'
  | 'account-unknown'
  | 'clock-not-set'
  | 'data-folder-in-use'
  | 'environment-invalid'
  | 'import-broken'
  | 'import-newer'
  | 'ledger-damaged'
  | 'ledger-newer'
  | 'ledger-not-usable'
  | 'ledger-not-writable'
  | 'manifest-broken'
  | 'otto-base-url-unreadable'
  | 'otto-test-orders-need-sandbox'
  | 'passphrase-too-short'
  | 'passphrase-wrong'
  | 'secret-key-invalid'
  | 'secret-key-missing'
  | 'secret-missing'
  | 'secret-not-openable'
  | 'settings-broken'
  | 'settings-changed-meanwhile'
  | 'settings-invalid'
  | 'settings-locked'
  | 'settings-missing'
  | 'settings-newer'
  | 'settings-not-writable'
  | 'settings-unreadable'
  | 'shop-missing';

/** ConfigErrors about users, passwords and tokens of programs. */
export type AccessCode =
  | 'last-configurer'
  | 'password-is-name'
  | 'password-too-common'
  | 'password-too-long'
  | 'password-too-short'
  | 'token-name-invalid'
  | 'token-unknown'
  | 'user-name-invalid'
  | 'user-name-taken'
  | 'user-unknown';

/** What is told while shop and accounts are connected and settings are saved. */
export type ConnectingCode =
  | 'account-exists'
  | 'account-is-active'
  | 'address-answers-otherwise'
  | 'address-not-reached'
  | 'chosen-product-gone'
  | 'consent-denied'
  | 'consent-expired'
  | 'consent-keys-unusable'
  | 'consent-needs-https'
  | 'consent-unknown'
  | 'credentials-of-other-environment'
  | 'disk-space-low'
  | 'heartbeat-held-back'
  | 'heartbeat-not-taken'
  | 'mail-proof-none'
  | 'product-unknown'
  | 'rehearsal-unknown'
  | 'second-importer'
  | 'second-importer-suspected'
  | 'set-product-gone'
  | 'sku-unknown'
  | 'version-missing'
  | 'version-stale';

/** ConfigErrors of the command line about what was typed in. */
export type CommandCode =
  | 'date-invalid'
  | 'file-unreadable'
  | 'range-empty'
  | 'secret-needed'
  | 'setting-invalid'
  | 'setting-unknown';

/** ConfigErrors of backups, of restoring them and of moving the data. */
export type KeepingCode =
  | 'backup-damaged'
  | 'backup-exists'
  | 'backup-in-backup'
  | 'backup-in-data-folder'
  | 'backup-newer'
  | 'backup-not-there'
  | 'backup-parent-missing'
  | 'backup-passphrase-needed'
  | 'backup-passphrase-wrong'
  | 'copy-differs'
  | 'copy-newer'
  | 'data-folder-still-in-use'
  | 'data-moved'
  | 'database-foreign'
  | 'database-in-use'
  | 'database-not-answering'
  | 'move-nowhere'
  | 'move-target-not-empty'
  | 'move-target-unreadable'
  | 'move-target-unusable'
  | 'nothing-to-move'
  | 'placing-unfinished'
  | 'restore-would-replace'
  | 'work-in-hand';

/** Why there is nothing to decide or to close. */
export type ChoiceCode = Exclude<
  | Extract<ChoiceResult, { chosen: false }>['why']
  | Extract<AcknowledgeResult, { acknowledged: false }>['why'],
  'order-unknown'
>;

/** Every code that reaches an owner as a sentence. */
export type OwnerCode =
  | OrderCode
  | ChoiceCode
  | ReconcileCode
  | ReportCode
  | ReceiptCode
  | ReturnCode
  | StockCode
  | RunCode
  | WebhookCode
  | CareCode
  | NoticeCode
  | ConnectionCode
  | ConnectingCode
  | SetupCode
  | AccessCode
  | CommandCode
  | KeepingCode;

/** What stands in the timeline of an order about its reports to OTTO. */
export type ReportEventKind =
  | 'report-due'
  | 'report-waits'
  | 'report-changed'
  | 'report-sent'
  | 'report-accepted'
  | 'report-confirmed'
  | 'report-refused'
  | 'report-deferred'
  | 'report-withdrawn'
  | 'report-by-hand'
  | ReportFinding['code'];

/** Likewise about receipts. */
export type ReceiptEventKind =
  | 'receipt-purchase'
  | 'receipt-refund'
  | 'receipt-partial-refund'
  | 'receipt-technical';

/** Likewise about returns. */
export type ReturnEventKind =
  | 'return-announced'
  | 'return-on-the-way'
  | 'return-delivered'
  | 'return-accepted'
  | 'return-rejected'
  | 'return-misdirected'
  | 'return-changed';

/** What stands in the timeline of an order. */
export type EventKind =
  | ReportEventKind
  | ReceiptEventKind
  | ReturnEventKind
  | 'sales-order-seen'
  | 'otto-phase-changed'
  | 'otto-pieces-changed'
  | 'otto-pieces-appeared'
  | 'pack-stopped'
  | 'shop-status-changed'
  | 'shop-lines-changed'
  | 'shop-total-changed'
  | 'shop-address-changed'
  | 'shop-refund-by-hand'
  | 'shop-refund-removed'
  | 'shop-order-thrown-away'
  | 'shop-order-restored'
  | 'shop-order-gone'
  | 'owner-chose-otto'
  | 'owner-chose-shop'
  | 'incident-acknowledged'
  | 'shop-order-created'
  | 'shop-order-adopted'
  | 'shop-order-updated'
  | 'shop-double-binned'
  | 'shop-refund-created'
  | 'shop-order-total-mended'
  | 'shop-meta-erased'
  | 'sales-order-held'
  | 'sales-order-failed'
  | `sales-order-${Extract<Settlement['importState'], 'backlog' | 'skipped'>}`;

/** What became of an order in a run, or would have become of it in a rehearsal. */
export type LineOutcome =
  | 'created'
  | 'updated'
  | 'backlog'
  | 'skipped'
  | 'held'
  | 'failed'
  | `would-${ShopStep['action']}`;
