import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import { API_OPERATIONS } from './api-contract.ts';
import { auditInto } from './audited.ts';
import { checkHost } from './check-host.ts';
import type { HttpParts, LanguageOf } from './http-parts.ts';
import { identify } from './identify.ts';
import { servePage } from './page-files.ts';
import { Problem, sendProblem } from './problem.ts';
import { problemFrom } from './problem-from.ts';
import { serveReference } from './reference-files.ts';
import { requireLogin } from './require-role.ts';
import { serveAccess } from './routes/access.ts';
import { serveAccounts } from './routes/accounts.ts';
import { readFiles, serveCarrierCsv } from './routes/carrier-csv.ts';
import { serveEvents } from './routes/events.ts';
import { serveImportRuns } from './routes/import-runs.ts';
import { serveJobs } from './routes/jobs.ts';
import { serveMailProofs } from './routes/mail-proofs.ts';
import { serveOpenApi } from './routes/openapi.ts';
import { serveOperations } from './routes/operations.ts';
import { serveOrders } from './routes/orders.ts';
import { servePayments } from './routes/payments.ts';
import { serveRawAnswers } from './routes/raw-answers.ts';
import { serveReceipts } from './routes/receipts.ts';
import { serveReconcile } from './routes/reconcile.ts';
import { serveReturnDecisions } from './routes/return-decisions.ts';
import { serveReturns } from './routes/returns.ts';
import { serveSavedViews } from './routes/saved-views.ts';
import { serveOwnerLists, serveSetUp } from './routes/set-up.ts';
import { serveSettings, serveTransfer } from './routes/settings.ts';
import { serveShipments } from './routes/shipments.ts';
import { serveConsent, serveShop } from './routes/shop.ts';
import { serveShopWatch, serveWebhooks } from './routes/shop-watch.ts';
import { serveSkuMap } from './routes/sku-map.ts';
import { serveState } from './routes/state.ts';
import { serveStock } from './routes/stock.ts';
import { serveToday } from './routes/today.ts';
import { serveTransmissions } from './routes/transmissions.ts';
import { languageOf as languageOfRequest } from './words-of-request.ts';

const BODY_LIMIT = '100kb';
/** Of routes that take many wishes at once. */
const LARGE_BODY_LIMIT = '1mb';
const LARGE_BODIES: readonly string[] = [
  API_OPERATIONS.reportShipments.path,
  API_OPERATIONS.previewShipments.path,
  API_OPERATIONS.reportCancellations.path,
  API_OPERATIONS.previewCancellations.path,
  API_OPERATIONS.previewSettingsImport.path,
  API_OPERATIONS.importSettings.path,
];

/**
 * The web service as an Express app. Below /api everything needs a log-in, whether its path exists or
 * not, unless its operation says otherwise; each operation asks for its own role and area besides.
 */
export function createApp(parts: HttpParts): Express {
  const app = express();
  const languageOf: LanguageOf = (request) => languageOfRequest(request, parts.usualLanguage());
  app.set('trust proxy', parts.trustProxy.length === 0 ? false : [...parts.trustProxy]);
  auditInto(app, { trail: parts.access.audit, logger: parts.logger });
  app.disable('etag'); // nothing is kept by anybody, see no-store
  app.use(securityHeaders());
  app.use(logAnswers(parts));
  app.use((_request, response, next) => {
    if (parts.leaving.aborted) response.set('Connection', 'close');
    next();
  });
  app.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store').vary('Accept-Language');
    next();
  });
  serveWebhooks(app, parts);
  serveConsent(app, parts, languageOf);
  app.use(checkHost(parts.host, parts.publicUrl));
  app.use(serveReference()); // tells nothing of anybody, like the document it shows
  app.use('/api', ...identify(parts), requireLogin());
  serveOperations(app, parts, languageOf);
  serveOpenApi(app, parts, languageOf);
  app.use(servePage(parts.pageFolder, languageOf));

  app.use(readFiles(), readJson(), refuseOtherBodies);
  serveAccess(app, parts, languageOf);
  serveAccounts(app, parts, languageOf);
  serveEvents(app, parts, languageOf);
  serveImportRuns(app, parts, languageOf);
  serveJobs(app, parts, languageOf);
  serveMailProofs(app, parts, languageOf);
  serveOrders(app, parts, languageOf);
  serveRawAnswers(app, parts, languageOf);
  servePayments(app, parts, languageOf);
  serveShopWatch(app, parts, languageOf);
  serveReceipts(app, parts, languageOf);
  serveReconcile(app, parts, languageOf);
  serveState(app, parts, languageOf);
  serveSavedViews(app, parts, languageOf);
  serveSkuMap(app, parts, languageOf);
  serveStock(app, parts, languageOf);
  serveToday(app, parts, languageOf);
  serveShipments(app, parts, languageOf);
  serveTransmissions(app, parts, languageOf);
  serveReturnDecisions(app, parts, languageOf);
  serveReturns(app, parts, languageOf);
  serveSettings(app, parts, languageOf);
  serveTransfer(app, parts, languageOf);
  serveShop(app, parts, languageOf);
  serveSetUp(app, parts, languageOf);
  serveOwnerLists(app, parts, languageOf);
  serveCarrierCsv(app, parts, languageOf);

  for (const [path, methods] of methodsByPath()) {
    app.route(path).all(() => {
      const allowed = methods.map((method) => method.toUpperCase()).join(', ');
      throw new Problem(405, 'method-not-allowed', {
        params: { allowed },
        headers: { Allow: allowed },
      });
    });
  }
  app.use(() => {
    throw new Problem(404, 'path-unknown');
  });
  app.use((error: unknown, request: Request, response: Response, next: (e: unknown) => void) => {
    const problem = problemFrom(error);
    // That it stops was said once, and whoever asks /readyz is meant to hear it.
    const isFault = problem.status >= 500 && problem.code !== 'service-stopping';
    if (isFault) logFault(parts, request, problem);
    if (response.headersSent) next(error);
    else sendProblem(response, languageOf(request), problem);
  });
  return app;
}

/** For all but the page and the reference, which say otherwise: nothing may be loaded, framed or sent. */
function securityHeaders() {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // Where https begins is a proxy's matter, and its domain has more on it than this service.
    strictTransportSecurity: false,
  });
}

function readJson(): RequestHandler {
  const reader = (limit: string) => express.json({ limit, type: 'application/json' });
  const usual = reader(BODY_LIMIT);
  const large = reader(LARGE_BODY_LIMIT);
  return (request, response, next) => {
    const read = LARGE_BODIES.includes(request.path) ? large : usual;
    read(request, response, next);
  };
}

function refuseOtherBodies(request: Request, _response: Response, next: () => void): void {
  const isRead = Buffer.isBuffer(request.body);
  const isEmpty = request.get('content-length') === '0';
  if (!isRead && !isEmpty && request.is('application/json') === false)
    throw new Problem(415, 'media-type-unknown');
  next();
}

function methodsByPath(): Map<string, string[]> {
  const methods = new Map<string, string[]>();
  for (const { path, method } of Object.values(API_OPERATIONS)) {
    methods.set(path, [...(methods.get(path) ?? []), method]);
  }
  return methods;
}

/** Paths carry ids only; queries and headers are left out all the same. */
function logAnswers({ clock, logger }: HttpParts) {
  return (request: Request, response: Response, next: () => void) => {
    const startedAt = clock.now().getTime();
    response.on('finish', () => {
      const { method, path } = request;
      const durationMs = clock.now().getTime() - startedAt;
      const statusCode = response.statusCode;
      logger.debug('http-request-answered', { method, path, statusCode, durationMs });
    });
    next();
  };
}

function logFault({ logger }: HttpParts, request: Request, { status, code, cause }: Problem): void {
  const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : undefined;
  const { method, path } = request;
  const fields = { method, path, statusCode: status, code, reason };
  // What the bridge itself calls unavailable waits for a change; all else nobody foresaw.
  if (status === 503) logger.warn('http-request-failed', fields);
  else logger.error('http-request-failed', fields);
}
