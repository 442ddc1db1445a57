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
/** Beside a piece that was not sent, what is wrong after the sale keeps no parcel from leaving. */
const AFTER_SALE = /^(?:return-(?!of-unsent-piece)|returns-|receipts?-|stock-)/;
const AFTER_SALE_KINDS = ['acceptance', 'rejection', 'price-reduction'];
const CANCELLATIONS = ['report-cancellation-to-confirm', 'report-cancellation-refused'];

/** The stakes of some incidents, by their numbers. Only reports to OTTO cost something by themselves. */
export async function loadStakes(
  { ledger, accounts }: Pick<DeskParts, 'ledger' | 'accounts'>,
  incidents: readonly IncidentRow[],
): Promise<Map<number, Stake>> {
  const ids = incidents
    .filter((incident) => !isAfterSale(incident))
    .map(({ incident_id }) => incident_id);
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

/** Other pieces of its orders may still have to leave, but not because of this. */
function isAfterSale(incident: IncidentRow): boolean {
  return AFTER_SALE.test(incident.code) || AFTER_SALE_KINDS.includes(kindOf(incident) ?? '');
}

/** Of which kind the report is that an incident is about. */
function kindOf({ params }: IncidentRow): string | undefined {
  return /"kind":"([\w-]+)"/.exec(params)?.[1];
}

function consequenceOf(incident: IncidentRow): Stake['consequence'] {
  const { code } = incident;
  const kind = kindOf(incident);
  if (CANCELLATIONS.includes(code) || kind === 'cancellation') return 'uncancelled';
  if (kind === 'acceptance') return 'unreturned';
  // A return that is to be rejected, and a price to be reduced, cost nothing while they wait.
  return kind === 'rejection' || kind === 'price-reduction' ? undefined : 'unpaid';
}
