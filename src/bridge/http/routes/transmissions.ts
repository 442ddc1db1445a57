import type { Express } from 'express';
import { z } from 'zod';
import { CARRIERS } from '../../../mapping/carriers/carrier.ts';
import type { Refusal } from '../../report-desk/ports.ts';
import type { ActionResult } from '../../report-desk/report-actions.ts';
import type { Language } from '../../words/saying.ts';
import { API_OPERATIONS } from '../api-contract.ts';
import { moment } from '../contract/parts.ts';
import { transmissionId } from '../contract/report-parts.ts';
import { pageOf, readCursor } from '../cursor.ts';
import type { HttpParts, LanguageOf } from '../http-parts.ts';
import { presentAttempt, presentTransmission } from '../present/transmissions.ts';
import { Problem } from '../problem.ts';
import { serveOperation } from '../serve-operation.ts';
import { tell } from '../words-of-request.ts';

const placeSchema = z
  .tuple([moment, transmissionId])
  .transform(([createdAt, id]) => ({ createdAt, transmissionId: id }));

/** Reports to OTTO, and what the owner does with them. */
export function serveTransmissions(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  const { ledger, reportDesk } = parts;

  /** What was done, and a run that carries it out. */
  const done = (language: Language, result: ActionResult) => {
    if (!result.done) throw refused(result.refusal);
    parts.reportsWished();
    return presentTransmission(language, result.transmission);
  };

  serveOperation(app, API_OPERATIONS.listTransmissions, languageOf, async ({ query, language }) => {
    const { cursor, limit, ...filter } = query;
    const before = readCursor(cursor, placeSchema);
    const rows = await ledger.listTransmissions({ ...filter, before, limit: limit + 1 });
    const page = pageOf(rows, limit, (row) => [row.createdAt, row.transmissionId]);
    return {
      items: page.rows.map((row) => presentTransmission(language, row)),
      nextCursor: page.nextCursor,
    };
  });

  serveOperation(app, API_OPERATIONS.sendAgain, languageOf, async ({ body }) => {
    const tried = await reportDesk.sendManyAgain(body);
    parts.reportsWished();
    return { tried };
  });

  serveOperation(app, API_OPERATIONS.getTransmission, languageOf, async ({ params, language }) => {
    const loaded = await ledger.loadTransmission(params.transmissionId);
    if (!loaded) throw new Problem(404, 'transmission-unknown', { params });
    const { transmission, attempts } = loaded;
    return {
      ...presentTransmission(language, transmission),
      attempts: attempts.map((attempt) => presentAttempt(language, attempt)),
    };
  });

  serveOperation(app, API_OPERATIONS.sendTransmissionAgain, languageOf, async (asked) =>
    done(asked.language, await reportDesk.sendAgain(asked.params.transmissionId)),
  );

  serveOperation(app, API_OPERATIONS.takeByHand, languageOf, async ({ params, language }) => {
    const { signal } = new AbortController();
    const result = await reportDesk.takeByHand(params.transmissionId, signal);
    const presented = done(language, result);
    const { atOtto } = result;
    return {
      ...presented,
      atOtto: atOtto?.is ?? 'not-shown',
      fault: atOtto?.is === 'fault' ? tell(language, atOtto.fault.code, atOtto.fault.params) : null,
    };
  });

  serveOperation(app, API_OPERATIONS.withdrawTransmission, languageOf, async (asked) =>
    done(asked.language, await reportDesk.withdraw(asked.params.transmissionId, 'click')),
  );

  serveOperation(app, API_OPERATIONS.confirmCancellation, languageOf, async (asked) =>
    done(asked.language, await reportDesk.confirm(asked.params.transmissionId)),
  );

  serveOperation(app, API_OPERATIONS.correctTransmission, languageOf, async (asked) => {
    const said = { source: 'web-service', cause: 'click' } as const;
    const { params, body, language } = asked;
    return done(language, await reportDesk.correct(params.transmissionId, body, said));
  });

  serveOperation(app, API_OPERATIONS.sendIncidentAgain, languageOf, async ({ params }) => {
    const { incidentId } = params;
    if (!(await ledger.loadIncident(incidentId))) throw new Problem(404, 'incident-unknown');
    const tried = await reportDesk.sendManyAgain({ incidentId });
    parts.reportsWished();
    return { tried };
  });

  serveOperation(app, API_OPERATIONS.runReports, languageOf, async () => {
    const { run, nextRunAt } = parts.runReports();
    return { run, nextRunAt: nextRunAt ?? null };
  });

  serveOperation(app, API_OPERATIONS.listCarrierChoices, languageOf, async () => ({
    items: await reportDesk.listCarrierChoices(),
    carriers: [...CARRIERS],
  }));

  serveOperation(app, API_OPERATIONS.chooseCarrier, languageOf, async ({ body }) => {
    const result = await reportDesk.chooseCarrier(body.carrierName, body.carrier);
    if (!result.chosen) throw refused(result.refusal);
    parts.reportsWished();
    return result.choice;
  });
}

const STATUS_OF_REFUSAL: ReadonlyMap<string, number> = new Map([
  ['transmission-unknown', 404],
  ['carrier-not-at-otto', 400],
  ['carrier-name-is-ottos', 400],
  ['report-piece-unknown', 400],
]);

function refused({ code, params }: Refusal): Problem {
  return new Problem(STATUS_OF_REFUSAL.get(code) ?? 409, code, { params });
}
