import type { Selectable } from 'kysely';
import type { ImportRunRow } from '../ledger/import-runs.ts';
import type { LedgerTables } from '../ledger/tables.ts';
import { OTTO_FAULT_CODES, SHOP_FAULT_CODES } from '../order-import/run-faults.ts';
import type { OverviewAccount, OverviewParts } from './ports.ts';

type Incident = Selectable<LedgerTables['incidents']>;

/** Of the last contact, whatever made it; nothing is called to find out. */
export type SideHealth = {
  /** `off` = not set up, a draft or paused; `unknown` = there was no contact yet */
  state: 'ok' | 'down' | 'unknown' | 'off';
  lastSuccessAt: string | undefined;
  /** what is wrong */
  incident: Incident | undefined;
};

/** @param lastFinished the last import of the account that went through */
export async function ottoHealth(
  { ledger }: Pick<OverviewParts, 'ledger'>,
  account: OverviewAccount,
  lastFinished: ImportRunRow | undefined,
): Promise<SideHealth> {
  const lastSuccessAt = lastFinished?.finished_at ?? undefined;
  if (account.state !== 'active') return { state: 'off', lastSuccessAt, incident: undefined };
  const [incident] = await ledger.loadOpenIncidents(OTTO_FAULT_CODES, account.accountId);
  return health(lastSuccessAt, incident);
}

/** @param imports the last imports that went through: they wrote to the shop */
export async function shopHealth(
  { ledger, shopUrl }: Pick<OverviewParts, 'ledger' | 'shopUrl'>,
  imports: readonly (ImportRunRow | undefined)[],
): Promise<SideHealth> {
  if (shopUrl === undefined) return { state: 'off', lastSuccessAt: undefined, incident: undefined };
  const { lookedAt } = await ledger.loadShopWatch(shopUrl);
  const successes = [lookedAt, ...imports.map((run) => run?.finished_at ?? undefined)];
  const lastSuccessAt = successes
    .filter((at) => at !== undefined)
    .toSorted()
    .at(-1);
  const [incident] = await ledger.loadOpenIncidents(SHOP_FAULT_CODES, 'shop');
  return health(lastSuccessAt, incident);
}

function health(lastSuccessAt: string | undefined, incident: Incident | undefined): SideHealth {
  if (incident) return { state: 'down', lastSuccessAt, incident };
  return { state: lastSuccessAt === undefined ? 'unknown' : 'ok', lastSuccessAt, incident };
}
