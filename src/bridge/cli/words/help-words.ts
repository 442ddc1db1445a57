import type { AccessCommandName, AccessOptionName, AccessValueName } from './access-cli-words.ts';
import type {
  DecisionCommandName,
  DecisionOptionName,
  DecisionValueName,
} from './decision-cli-words.ts';
import type {
  KeepingCommandName,
  KeepingOptionName,
  KeepingValueName,
} from './keeping-cli-words.ts';
import type {
  ReceiptCommandName,
  ReceiptOptionName,
  ReceiptValueName,
} from './receipt-cli-words.ts';
import type { ReportCommandName, ReportOptionName, ReportValueName } from './report-cli-words.ts';
import type { ReturnCommandName, ReturnOptionName } from './return-cli-words.ts';
import type { SkuCommandName, SkuOptionName, SkuValueName } from './sku-cli-words.ts';
import type { StockCommandName, StockOptionName } from './stock-cli-words.ts';

/** What `--help` says. */
export type HelpWords = {
  description: string;
  usage: string;
  arguments: string;
  options: string;
  commands: string;
  /** stands for "[options]" in a call */
  anyOptions: string;
  anyCommand: string;
  choices: string;
  usually: string;
  needed: string;
  begin: string;
  examples: string;
  /** steps of a first day: what, and the command for it */
  firstSteps: readonly (readonly [what: string, command: string])[];
  exitCodes: string;
  moreHelp: string;
  command: Record<CommandName, string>;
  example: Partial<Record<CommandName, readonly (readonly [what: string, command: string])[]>>;
};

export type CommandName =
  | AccessCommandName
  | DecisionCommandName
  | KeepingCommandName
  | ReceiptCommandName
  | ReturnCommandName
  | ReportCommandName
  | SkuCommandName
  | StockCommandName
  | 'start'
  | 'import'
  | 'preview'
  | 'orders'
  | 'why'
  | 'choose'
  | 'incidents'
  | 'incidents close'
  | 'runs'
  | 'reconcile'
  | 'doctor'
  | 'openapi'
  | 'mail-proof'
  | 'erase'
  | 'notify'
  | 'notify mail'
  | 'notify off'
  | 'notify test'
  | 'notify secret'
  | 'watch'
  | 'webhooks'
  | 'settings'
  | 'settings show'
  | 'settings set'
  | 'settings export'
  | 'settings import'
  | 'shop'
  | 'account'
  | 'account list'
  | 'account add'
  | 'account secret'
  | 'account activate'
  | 'account pause'
  | 'product'
  | 'test-orders'
  | 'help';

/** What each option and argument is for. */
export type OptionWords = {
  text: Record<OptionName, string>;
  /** names of values, as they stand in <> */
  value: Record<ValueName, string>;
};

export type OptionName =
  | AccessOptionName
  | DecisionOptionName
  | KeepingOptionName
  | ReceiptOptionName
  | ReturnOptionName
  | ReportOptionName
  | SkuOptionName
  | StockOptionName
  | 'help'
  | 'version'
  | 'json'
  | 'lang'
  | 'importAccount'
  | 'previewAccount'
  | 'ordersAccount'
  | 'account'
  | 'since'
  | 'reconcileAccount'
  | 'from'
  | 'until'
  | 'csv'
  | 'repair'
  | 'dryRun'
  | 'eraseDryRun'
  | 'eraseAgain'
  | 'restore'
  | 'mailHost'
  | 'mailPort'
  | 'mailSecurity'
  | 'mailUser'
  | 'mailPassword'
  | 'mailFrom'
  | 'mailTo'
  | 'raw'
  | 'phase'
  | 'limit'
  | 'orderNumber'
  | 'chooseOtto'
  | 'chooseShop'
  | 'incidentId'
  | 'url'
  | 'key'
  | 'secret'
  | 'id'
  | 'name'
  | 'environment'
  | 'clientId'
  | 'despite'
  | 'newClientId'
  | 'clientSecret'
  | 'startAt'
  | 'exportFile'
  | 'importFile'
  | 'passphrase'
  | 'path'
  | 'value'
  | 'sku'
  | 'shopSku'
  | 'scenario'
  | 'all'
  | 'command';

export type ValueName =
  | AccessValueName
  | DecisionValueName
  | KeepingValueName
  | ReceiptValueName
  | ReportValueName
  | SkuValueName
  | 'id'
  | 'host'
  | 'port'
  | 'security'
  | 'address'
  | 'day'
  | 'phase'
  | 'count'
  | 'number'
  | 'url'
  | 'key'
  | 'secret'
  | 'name'
  | 'environment'
  | 'file'
  | 'passphrase'
  | 'path'
  | 'value'
  | 'sku'
  | 'shopSku'
  | 'scenario'
  | 'command';
