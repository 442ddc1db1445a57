import type { IncidentRow } from '../../ledger/incidents.ts';
import type { Stake } from '../../report-desk/incident-stake.ts';
import { reportWord } from '../../words/report-words.ts';
import type { Language } from '../../words/saying.ts';
import type { AnswerOf } from '../api-contract.ts';
import { readParams, tell } from '../words-of-request.ts';

type Incident = AnswerOf<'listIncidents'>['items'][number];

/** @param stake what hangs on it; undefined = nothing is known to */
export function presentIncident(
  language: Language,
  row: IncidentRow,
  stake: Stake | undefined,
): Incident {
  const { consequence, deadline } = stake ?? {};
  return {
    incidentId: row.incident_id,
    accountId: row.account_id,
    state: row.state,
    openedAt: row.opened_at,
    lastAt: row.last_at,
    resolvedAt: row.resolved_at,
    orders: row.orders,
    about: tell(language, row.code, readParams(row.params)),
    deadline: deadline ?? null,
    consequence:
      consequence === undefined ? null : reportWord(language, 'consequence', consequence),
    actions: actionsOf(row, stake),
  };
}

function actionsOf(
  { incident_id: incidentId, orders }: IncidentRow,
  stake: Stake | undefined,
): Incident['actions'] {
  return [
    ...(orders > 0
      ? [
          {
            action: 'to-orders' as const,
            method: 'GET' as const,
            path: `/api/v1/orders?incidentId=${incidentId}`,
          },
        ]
      : []),
    ...(stake?.canSendAgain
      ? [
          {
            action: 'send-again' as const,
            method: 'POST' as const,
            path: `/api/v1/incidents/${incidentId}/send-again`,
          },
        ]
      : []),
  ];
}
