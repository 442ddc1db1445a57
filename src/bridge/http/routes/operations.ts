import type { Express, RequestHandler } from 'express';
import { inTime } from '../../in-time.ts';
import { sharedLook } from '../../shared-look.ts';
import { actorOf } from '../actor.ts';
import { API_OPERATIONS } from '../api-contract.ts';
import type { HttpParts, LanguageOf } from '../http-parts.ts';
import { identify } from '../identify.ts';
import { isFromThisMachine } from '../on-this-machine.ts';
import { Problem } from '../problem.ts';
import { readAsked } from '../read-asked.ts';
import { requireRole } from '../require-role.ts';
import { serveOperation } from '../serve-operation.ts';

/** What needs no log-in, or none on this machine: for whoever watches over the process. */
export function serveOperations(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  serveOperation(app, API_OPERATIONS.getHealth, languageOf, async () => ({
    status: 'ok' as const,
  }));

  // Probes come every second; each that hung would hold one of the connections to the ledger.
  const askLedger = sharedLook(() => parts.ledger.readDocument('settings'), parts.clock);
  const readSettings = sharedLook(parts.readSettings, parts.clock);
  serveOperation(app, API_OPERATIONS.getReadiness, languageOf, async () => {
    if (parts.leaving.aborted) throw new Problem(503, 'service-stopping');
    await answersInTime(askLedger(), 'ledger-not-answering');
    await answersInTime(readSettings(), 'settings-not-readable');
    return { status: 'ready' as const };
  });

  const operation = API_OPERATIONS.getMetrics;
  if (parts.metricsFor === 'nobody') {
    app.get(operation.path, () => {
      throw new Problem(404, 'path-unknown');
    });
    return;
  }
  app.use(operation.path, ...identify(parts).map(passesInTime), (request, response, next) => {
    const mayBeUnknown = parts.metricsFor === 'loopback' && isFromThisMachine(request);
    const isUnknown = actorOf(response).kind === 'anybody';
    if (!(isUnknown && mayBeUnknown)) requireRole(operation, response);
    next();
  });
  app.get(operation.path, async (request, response) => {
    readAsked(operation, request);
    const { contentType, text } = await parts.scrape();
    response.status(operation.status).type(contentType).send(text);
  });
}

/** Who calls is asked of the ledger: a scrape with a key is told in time as well that it does not answer. */
function passesInTime(handler: RequestHandler): RequestHandler {
  return async (request, response, next) => {
    const { promise: passed, resolve, reject } = Promise.withResolvers<void>();
    const goOn = (fault?: unknown) => (fault === undefined ? resolve() : reject(fault));
    Promise.resolve(handler(request, response, goOn)).catch(reject);
    await answersInTime(passed, 'ledger-not-answering');
    next();
  };
}

/** @throws Problem what was asked says itself, or 503 with the code of what failed */
async function answersInTime(asked: Promise<unknown>, code: string): Promise<void> {
  try {
    await inTime(asked);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(503, code, { cause: error });
  }
}
