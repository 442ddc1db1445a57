import express, { type Express, type Request, type Response } from 'express';
import type { Language } from '../words/saying.ts';
import { API_OPERATIONS } from './api-contract.ts';
import { Problem, sendProblem } from './problem.ts';
import { languageOf } from './words-of-request.ts';

/** Seconds after which it is worth asking again. */
const ASK_AGAIN = '2';

/** What answers while the ledger does not yet: the process is up, and may not be given work. */
export function createWaitingApp(usualLanguage: Language): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use((_request, response, next) => {
    response.set({ 'Cache-Control': 'no-store', Connection: 'close' });
    next();
  });
  app.get(API_OPERATIONS.getHealth.path, (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.use((request: Request, response: Response) => {
    const headers = { 'Retry-After': ASK_AGAIN };
    const problem = new Problem(503, 'ledger-not-answering', { headers });
    sendProblem(response, languageOf(request, usualLanguage), problem);
  });
  return app;
}
