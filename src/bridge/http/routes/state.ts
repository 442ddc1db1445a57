import type { Express } from 'express';
import { API_OPERATIONS } from '../api-contract.ts';
import type { HttpParts, LanguageOf } from '../http-parts.ts';
import { presentIncident } from '../present/incidents.ts';
import { Problem } from '../problem.ts';
import { serveOperation } from '../serve-operation.ts';

/** The one route that needs no token: for whoever watches over the process. */
export function serveHealth(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  serveOperation(app, API_OPERATIONS.getHealth, languageOf, async () => {
    await parts.ledger.readDocument('settings').catch((error: unknown) => {
      throw new Problem(503, 'ledger-not-answering', { cause: error });
    });
    return { status: 'ok' as const };
  });
}

export function serveState(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  serveOperation(app, API_OPERATIONS.listIncidents, languageOf, async ({ query, language }) => {
    const rows = await parts.ledger.listIncidents(query.state, query.limit);
    const stakes = await parts.reportDesk.loadStakes(rows);
    return {
      items: rows.map((row) => presentIncident(language, row, stakes.get(row.incident_id))),
    };
  });

  serveOperation(app, API_OPERATIONS.acknowledgeIncident, languageOf, async ({ params }) => {
    const { incidentId } = params;
    const result = await parts.acknowledgeIncident(incidentId);
    if (result.acknowledged) return { incidentId, acknowledged: true as const };
    throw new Problem(result.why === 'incident-unknown' ? 404 : 409, result.why);
  });

  serveOperation(app, API_OPERATIONS.listAccounts, languageOf, async () => ({
    items: await parts.listAccounts(),
  }));
}
