import type { Express } from 'express';
import { z } from 'zod';
import { MOST_COUNTED } from '../../overview/today.ts';
import { API_OPERATIONS } from '../api-contract.ts';
import { moment } from '../contract/parts.ts';
import { pageOf, readCursor } from '../cursor.ts';
import type { HttpParts, LanguageOf } from '../http-parts.ts';
import { presentIncident } from '../present/incidents.ts';
import { Problem } from '../problem.ts';
import { serveOperation } from '../serve-operation.ts';

const placeSchema = z
  .tuple([moment, z.coerce.number().int().positive().max(2_147_483_647)])
  .transform(([lastAt, incidentId]) => ({ lastAt, incidentId }));

export function serveState(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  serveOperation(app, API_OPERATIONS.listIncidents, languageOf, async ({ query, language }) => {
    const { cursor, limit, ...filter } = query;
    const before = readCursor(cursor, placeSchema);
    const rows = await parts.ledger.listIncidents({ ...filter, before, limit: limit + 1 });
    const page = pageOf(rows, limit, (row) => [row.last_at, String(row.incident_id)]);
    const stakes = await parts.reportDesk.loadStakes(page.rows);
    return {
      items: page.rows.map((row) => presentIncident(language, row, stakes.get(row.incident_id))),
      nextCursor: page.nextCursor,
      openCount: await parts.ledger.countOpenIncidents(MOST_COUNTED),
    };
  });

  serveOperation(app, API_OPERATIONS.getIncident, languageOf, async ({ params, language }) => {
    const row = await parts.ledger.loadIncident(params.incidentId);
    if (!row) throw new Problem(404, 'incident-unknown');
    const stakes = await parts.reportDesk.loadStakes([row]);
    return presentIncident(language, row, stakes.get(row.incident_id));
  });

  serveOperation(app, API_OPERATIONS.acknowledgeIncident, languageOf, async ({ params }) => {
    const { incidentId } = params;
    const result = await parts.acknowledgeIncident(incidentId);
    if (result.acknowledged) return { incidentId, acknowledged: true as const };
    throw new Problem(result.why === 'incident-unknown' ? 404 : 409, result.why);
  });
}
