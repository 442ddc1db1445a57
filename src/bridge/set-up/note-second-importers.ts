import type { Ledger } from '../ledger/ledger.ts';
import { importerParams, importerParts } from './checks/run-checks.ts';
import type { SetUpParts } from './ports.ts';
import { lookForDoubles } from './second-importer.ts';

const CODES = ['second-importer', 'second-importer-suspected'];

/**
 * Looks for every live account whether somebody else brings the same orders into the shop; told as an
 * incident while it is so. A mere suspicion is told by the checks alone.
 *
 * @throws ImportStopped when the shop can't be asked
 */
export async function noteSecondImporters(
  parts: SetUpParts & { ledger: Pick<Ledger, 'openIncident' | 'resolveIncidents'> },
  signal: AbortSignal,
): Promise<void> {
  const settings = await parts.settings.load();
  if (settings.shop === null) return;
  for (const account of settings.accounts.filter(({ state }) => state === 'active')) {
    const accountId = account.id;
    const looked = await lookForDoubles(importerParts(parts, settings, account), account, signal);
    const now = parts.clock.now().toISOString();
    if (looked.result === 'found') {
      const params = importerParams(accountId, looked);
      const incident = { code: 'second-importer', about: accountId, accountId, params };
      await parts.ledger.openIncident(incident, now);
    } else await parts.ledger.resolveIncidents(CODES, accountId, now);
  }
}
