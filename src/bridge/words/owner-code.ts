import type { Difference } from '../../mapping/check-shop-order.ts';
import type { MappingIssueCode } from '../../mapping/mapping-issue.ts';
import type { BacklogReason, HoldReason, ShopStep, SkipReason } from '../../mapping/shop-plan.ts';
import type { Settlement } from '../ledger/settlements.ts';
import type { OTTO_FAULT_CODES, SHOP_FAULT_CODES } from '../order-import/run-faults.ts';
import type { ImportResult } from '../order-import/run-import.ts';
import type { WorkItem } from '../order-import/work-item.ts';
import type { OttoAccessCheck } from '../otto/check-access.ts';
import type { ImportRefusal } from '../schedule/import-refused-error.ts';
import type { ShopProblemCode } from '../woocommerce/access-problem.ts';

/** Why an order waits; the incident of a hold for a SKU has a code of its own. */
export type HoldCode = HoldReason['code'] | 'held-for-sku';

/** Something odd that did not stop an order; `sku-not-in-shop` is told among the holds. */
export type IssueCode = Exclude<MappingIssueCode, HoldCode>;

/** The shop order is not what was written; named by causes.ts. */
export type DifferenceCode = `shop-order-${Difference['code']}`;

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
  | FailureCode;

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

/** What `doctor` finds about a connection; the codes of the shop's side are the shop's own. */
export type ConnectionCode = ShopProblemCode | Exclude<OttoAccessCheck['outcome'], 'ok'>;

/** ConfigErrors beyond those that end a run. ConfigError takes any text, so they are listed here. */
export type SetupCode =
  | 'account-paused'
  | 'account-unknown'
  | 'data-folder-in-use'
  | 'environment-invalid'
  | 'import-broken'
  | 'import-newer'
  | 'ledger-not-usable'
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

/** ConfigErrors of the command line about what was typed in. */
export type CommandCode =
  | 'date-invalid'
  | 'file-unreadable'
  | 'secret-needed'
  | 'setting-invalid'
  | 'setting-unknown';

/** Every code that reaches an owner as a sentence. */
export type OwnerCode = OrderCode | RunCode | ConnectionCode | SetupCode | CommandCode;

/** What stands in the timeline of an order. */
export type EventKind =
  | 'shop-order-created'
  | 'shop-order-adopted'
  | 'shop-order-updated'
  | 'shop-refund-created'
  | 'shop-order-total-mended'
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
