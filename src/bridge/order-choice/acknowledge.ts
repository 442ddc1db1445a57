import type { Ledger } from '../ledger/ledger.ts';
import { isChoosable } from './choosable.ts';

export type AcknowledgeResult =
  | { acknowledged: true }
  | { acknowledged: false; why: 'incident-unknown' | 'incident-needs-choice' };

/**
 * The owner has taken care of an incident. What he has to decide about an order is not closed this
 * way: it would stay as dangerous as it is.
 */
export async function acknowledgeIncident(
  ledger: Pick<Ledger, 'loadIncident' | 'acknowledgeIncident'>,
  incidentId: number,
  now: string,
): Promise<AcknowledgeResult> {
  const incident = await ledger.loadIncident(incidentId);
  if (!incident) return { acknowledged: false, why: 'incident-unknown' };
  if (isChoosable(incident.code)) return { acknowledged: false, why: 'incident-needs-choice' };
  await ledger.acknowledgeIncident(incidentId, undefined, now);
  return { acknowledged: true };
}
