import express, { type Express, type RequestHandler } from 'express';
import { API_OPERATIONS, type QueryOf } from '../api-contract.ts';
import { noteOfCarrierCsv } from '../audit-notes.ts';
import { carrierCsvOperations } from '../contract/carrier-csv.ts';
import type { HttpParts, LanguageOf } from '../http-parts.ts';
import { presentCarrierCsv } from '../present/wishes.ts';
import { serveOperation } from '../serve-operation.ts';

/** The reader's own limit is a little lower and has the better words. */
const LARGEST_FILE = '33mb';

/** Reads the body of those routes that take a file; all others go by untouched. */
export function readFiles(): RequestHandler {
  const { takes } = carrierCsvOperations.takeCarrierCsv;
  const paths = Object.values(carrierCsvOperations).map(({ path }) => path);
  const raw = express.raw({ limit: LARGEST_FILE, type: [...(takes ?? [])] });
  return (request, response, next) => {
    if (paths.includes(request.path)) raw(request, response, next);
    else next();
  };
}

/** Files that carriers' programs write. */
export function serveCarrierCsv(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  const { reportDesk } = parts;
  const asked = (query: QueryOf<'takeCarrierCsv'>, dryRun: boolean) => {
    const { accountId, carrier, carrierColumn, orderReference, trackingNumber, ...others } = query;
    const mapping =
      orderReference === undefined || trackingNumber === undefined
        ? undefined
        : {
            ...others,
            orderReference,
            trackingNumber,
            ...(carrierColumn === undefined ? {} : { carrier: carrierColumn }),
          };
    return { accountId, carrier, mapping, cause: 'click' as const, dryRun };
  };

  serveOperation(app, API_OPERATIONS.previewCarrierCsv, languageOf, async (given) => {
    const answer = await reportDesk.takeCarrierCsv(given.body, asked(given.query, true));
    return presentCarrierCsv(given.language, answer, { isDryRun: true });
  });

  serveOperation(app, API_OPERATIONS.takeCarrierCsv, languageOf, async (given) => {
    const answer = await reportDesk.takeCarrierCsv(given.body, asked(given.query, false));
    given.note(noteOfCarrierCsv(answer));
    parts.reportsWished();
    return presentCarrierCsv(given.language, answer, { isDryRun: false });
  });
}
