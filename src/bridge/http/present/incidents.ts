import type { IncidentRow } from '../../ledger/incidents.ts';
import type { Language } from '../../words/saying.ts';
import type { AnswerOf } from '../api-contract.ts';
import { readParams, tell } from '../words-of-request.ts';

export function presentIncident(
  language: Language,
  row: IncidentRow,
): AnswerOf<'listIncidents'>['items'][number] {
  return {
    incidentId: row.incident_id,
    accountId: row.account_id,
    state: row.state,
    openedAt: row.opened_at,
    lastAt: row.last_at,
    resolvedAt: row.resolved_at,
    orders: row.orders,
    about: tell(language, row.code, readParams(row.params)),
  };
}
