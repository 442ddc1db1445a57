import express, { type Express } from 'express';
import { API_OPERATIONS } from '../api-contract.ts';
import type { HttpParts, LanguageOf } from '../http-parts.ts';
import { presentConsent, presentFinding, presentShop, sentencesOf } from '../present/set-up.ts';
import { serveOperation } from '../serve-operation.ts';

/** What WooCommerce sends is some hundred bytes. */
const LARGEST_CONSENT = '10kb';

/** WooCommerce's own statuses; all others come from plugins or the owner. */
const BUILT_IN: readonly string[] = [
  'pending',
  'processing',
  'on-hold',
  'completed',
  'cancelled',
  'refunded',
  'failed',
  'checkout-draft',
];

/** The shop the bridge works on: how it is connected, and what it has. */
export function serveShop(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  const { setUp } = parts;

  serveOperation(app, API_OPERATIONS.getShop, languageOf, async ({ language }) =>
    presentShop(language, await setUp.viewShop()),
  );

  serveOperation(app, API_OPERATIONS.connectShop, languageOf, async ({ body, language, note }) => {
    const { isSaved, findings, changes, shop } = await setUp.connectShop(body);
    note({ isHarmless: !isSaved, subject: body.url });
    return {
      isSaved,
      shop: presentShop(language, shop),
      findings: findings.map((finding) => presentFinding(language, finding)),
      changes: sentencesOf(language, changes),
    };
  });

  serveOperation(app, API_OPERATIONS.askConsent, languageOf, ({ body, actor, note }) => {
    note({ subject: body.url });
    return setUp.askConsent(body.url, actor.name);
  });

  serveOperation(app, API_OPERATIONS.getConsent, languageOf, async ({ language }) =>
    presentConsent(language, await setUp.viewConsent()),
  );

  serveOperation(app, API_OPERATIONS.denyConsent, languageOf, async ({ body, language }) =>
    presentConsent(language, await setUp.denyConsent(body.state)),
  );

  serveOperation(app, API_OPERATIONS.listShopStatuses, languageOf, async () => ({
    items: (await setUp.listStatuses()).map((status) => ({
      ...status,
      isBuiltIn: BUILT_IN.includes(status.slug),
    })),
  }));

  serveOperation(app, API_OPERATIONS.searchShopProducts, languageOf, async ({ query }) => ({
    items: await setUp.searchProducts(query.search),
  }));
}

/**
 * What comes from outside by the name the owner gave the bridge: the keys a shop sends after the
 * merchant's yes, known by the state that was given to it alone; and our own call to see whether the
 * address leads here.
 */
export function serveConsent(
  app: Express,
  parts: Pick<HttpParts, 'setUp' | 'logger' | 'access'>,
  languageOf: LanguageOf,
): void {
  const { method, path, status, answer } = API_OPERATIONS.receiveConsent;
  const readJson = express.json({ limit: LARGEST_CONSENT, type: () => true });
  app[method](path, readJson, async (request, response) => {
    const { askedBy } = await parts.setUp.receiveConsent(request.body);
    parts.logger.info('shop-consent-received', {});
    await parts.access.audit.record({
      actorKind: 'user',
      actor: askedBy,
      action: 'connectShop',
      subject: null,
      details: {},
    });
    response.status(status).json(answer.parse({ received: true }));
  });

  serveOperation(app, API_OPERATIONS.proveAddress, languageOf, async ({ query }) => ({
    proof: parts.setUp.proveAddress(query.challenge),
  }));
}
