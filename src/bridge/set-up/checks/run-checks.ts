import { ImportStopped } from '../../order-import/run-faults.ts';
import { isRunnable } from '../../settings/account-complete.ts';
import type { Settings } from '../../settings/settings-schema.ts';
import type { SetUpParts } from '../ports.ts';
import { lookForSecondImporter, type SecondImporter } from '../second-importer.ts';
import { checkAccounts } from './check-accounts.ts';
import { checkAddress } from './check-address.ts';
import { checkHeartbeat } from './check-heartbeat.ts';
import { checkLedger } from './check-ledger.ts';
import { checkShop, type ShopChecked, type ShopToCheck } from './check-shop.ts';
import { CHECK_NAMES, type CheckName, type Finding, fine, warning, wrong } from './finding.ts';

export type CheckRequest = {
  accountId?: string | undefined;
  checks?: readonly CheckName[] | undefined;
  signal?: AbortSignal | undefined;
};

/** What runs the checks besides the parts of every set-up. */
export type CheckParts = SetUpParts & {
  /** @throws ConfigError where the settings do not lead to a shop */
  openShop(settings: Settings): ShopToCheck;
  /** a ledger's file up to this size is read through; this process does nothing else meanwhile */
  readThroughBytes: number;
  /** hears what the shop is, when it was found */
  shopSeen?: ((checked: ShopChecked) => void) | undefined;
};

/** Looks at both sides and at what lies between, without changing anything. */
export async function runChecks(parts: CheckParts, request: CheckRequest): Promise<Finding[]> {
  const { checks = CHECK_NAMES, accountId, signal } = request;
  const all = await parts.settings.load();
  const settings =
    accountId === undefined
      ? all
      : { ...all, accounts: all.accounts.filter(({ id }) => id === accountId) };
  const wants = (...names: CheckName[]) => names.some((name) => checks.includes(name));
  const findings: Finding[] = [];
  if (wants('ledger')) findings.push(...(await checkLedger(parts)));
  let isUsable = true;
  if (wants('shop', 'statuses', 'taxes', 'reports')) {
    const checked = await checkShop(() => parts.openShop(settings), settings, signal);
    parts.shopSeen?.(checked);
    isUsable = checked.isUsable;
    findings.push(...checked.findings);
  }
  if (wants('webhooks')) findings.push(await checkAddress(settings.publicUrl, parts.key, signal));
  if (wants('mail-proof') && settings.shop) findings.push(await checkMailProof(parts));
  if (wants('heartbeat')) findings.push(await checkHeartbeat(parts.ledger, all));
  if (wants('accounts', 'otto')) {
    findings.push(...(await checkAccounts(parts.connections, settings, signal)));
  }
  if (wants('second-importer') && isUsable && settings.shop) {
    findings.push(...(await checkImporters(parts, settings, signal)));
  }
  const order = (finding: Finding) => CHECK_NAMES.indexOf(finding.check);
  return findings
    .filter(({ check }) => checks.includes(check))
    .toSorted((one, other) => order(one) - order(other));
}

async function checkMailProof({ ledger }: CheckParts): Promise<Finding> {
  const [last] = await ledger.listMailProofs(1);
  if (last === undefined) {
    return warning('mail-proof', { code: 'mail-proof-none' });
  }
  if (last.state === 'running') return fine('mail-proof', 'mail-proof-runs');
  return last.state === 'passed'
    ? fine('mail-proof', 'mail-proof-passed', { at: last.started_at })
    : wrong('mail-proof', { code: last.error_code ?? 'mail-proof-failed' });
}

async function checkImporters(
  parts: CheckParts,
  settings: Settings,
  signal: AbortSignal | undefined,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const account of settings.accounts.filter(isRunnable)) {
    try {
      const looked = await lookForSecondImporter(
        importerParts(parts, settings, account),
        account,
        signal,
      );
      findings.push(importerFinding(account.id, looked));
    } catch (error) {
      // What is wrong with a side is found by the check of that side.
      if (!(error instanceof ImportStopped)) throw error;
    }
  }
  return findings;
}

/** @throws ConfigError where the settings lead to no shop, or the account has no secret */
export function importerParts(
  { connections, ledger, clock }: SetUpParts,
  settings: Settings,
  account: Settings['accounts'][number],
) {
  return {
    shop: connections.shop(settings).client,
    source: connections.otto(account),
    ledger,
    clock,
  };
}

export function importerFinding(accountId: string, looked: SecondImporter): Finding {
  const params = importerParams(accountId, looked);
  if (looked.result === 'none') return fine('second-importer', 'only-importer', params, accountId);
  return looked.result === 'found'
    ? wrong('second-importer', { code: 'second-importer', params }, accountId)
    : warning('second-importer', { code: 'second-importer-suspected', params }, accountId);
}

export function importerParams(accountId: string, looked: SecondImporter) {
  const [first] = looked.orders;
  const certain = looked.orders.filter(({ sureness }) => sureness === 'certain').length;
  return {
    accountId,
    orders: looked.result === 'found' ? certain : looked.orders.length,
    shopOrders: looked.shopOrders,
    wooOrderNumber: first?.wooOrderNumber ?? '',
    ottoOrder: first?.ottoOrder ?? '',
    hint: looked.hints[0] ?? '',
  };
}
