import { shipBy } from '../../mapping/reporting/promise-clock.ts';
import type { IncidentRow } from '../ledger/incidents.ts';
import type { DeskParts } from './ports.ts';

/** What hangs on an incident, and what the owner can do about it at once. */
export type Stake = {
  /** by when the first of its orders has to leave to be on time, UTC ISO */
  deadline: string | undefined;
  /** what it costs while it is open */
  consequence: 'unpaid' | 'uncancelled' | 'unreturned' | undefined;
  canSendAgain: boolean;
};

const REPORT = /^report-/;
const CANCELLATIONS = ['report-cancellation-to-confirm', 'report-cancellation-refused'];

/** The stakes of some incidents, by their numbers. Only reports to OTTO cost something by themselves. */
export async function loadStakes(
  { ledger, accounts }: Pick<DeskParts, 'ledger' | 'accounts'>,
  incidents: readonly IncidentRow[],
): Promise<Map<number, Stake>> {
  const ids = incidents.map(({ incident_id }) => incident_id);
  const promises = new Map(
    (await ledger.listIncidentStakes(ids)).map(({ incidentId, deliverBy }) => [
      incidentId,
      deliverBy,
    ]),
  );
  return new Map(
    incidents.map((incident) => {
      const { incident_id: incidentId, code, state, account_id: accountId } = incident;
      const isReport = REPORT.test(code) && state === 'open';
      const promise = promises.get(incidentId);
      const account = accounts.find((one) => one.accountId === accountId) ?? accounts[0];
      const days = account?.rules.usualTransitDays ?? 0;
      const stake: Stake = {
        deadline: promise === undefined || state !== 'open' ? undefined : shipBy(promise, days),
        consequence: isReport ? consequenceOf(incident) : undefined,
        canSendAgain: isReport,
      };
      return [incidentId, stake];
    }),
  );
}

function consequenceOf({ code, params }: IncidentRow): Stake['consequence'] {
  const kind = /"kind":"([\w-]+)"/.exec(params)?.[1];
  if (CANCELLATIONS.includes(code) || kind === 'cancellation') return 'uncancelled';
  if (kind === 'acceptance') return 'unreturned';
  // A return that is to be rejected, and a price to be reduced, cost nothing while they wait.
  return kind === 'rejection' || kind === 'price-reduction' ? undefined : 'unpaid';
}
