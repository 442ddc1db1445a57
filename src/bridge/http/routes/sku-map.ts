import type { Express } from 'express';
import { z } from 'zod';
import { centsFromText } from '../../../mapping/money.ts';
import { API_OPERATIONS } from '../api-contract.ts';
import { pageOf, readCursor, writeCursor } from '../cursor.ts';
import type { HttpParts, LanguageOf } from '../http-parts.ts';
import { presentPreview, presentSku, presentSkuView } from '../present/sku-map.ts';
import { Problem } from '../problem.ts';
import { serveOperation } from '../serve-operation.ts';

const EXAMPLE_CENTS = 100_00;

const skuPlace = z
  .tuple([z.string(), z.string()])
  .transform(([sku, accountId]) => ({ sku, accountId }));

const setPlace = z.tuple([z.string()]).transform(([sku]) => sku);

const matchPlace = z.union([
  z.tuple([z.literal('open')]).transform(() => ({ match: 'open' }) as const),
  z.tuple([z.literal('none')]).transform(() => ({ match: 'none', after: undefined }) as const),
  z
    .tuple([z.literal('none'), z.string(), z.string()])
    .transform(([match, sku, accountId]) => ({ match, after: { sku, accountId } })),
]);

/** Which products of the shop stand behind OTTO's SKUs, and the sets the owner makes. */
export function serveSkuMap(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  const { skuMap } = parts;

  serveOperation(app, API_OPERATIONS.listSkus, languageOf, async ({ query, language }) => {
    const { cursor, limit, ...filter } = query;
    const after = readCursor(cursor, skuPlace);
    const rows = await skuMap.listSkus({ ...filter, after, limit: limit + 1 });
    const page = pageOf(rows, limit, (row) => [row.sku, row.accountId]);
    return {
      items: page.rows.map((row) => presentSku(language, row)),
      nextCursor: page.nextCursor,
    };
  });

  serveOperation(app, API_OPERATIONS.getSku, languageOf, async ({ query, language }) => {
    const view = await skuMap.viewSku(query.accountId, query.sku);
    if (!view) throw new Problem(404, 'sku-unknown', { params: { sku: query.sku } });
    return presentSkuView(language, view);
  });

  serveOperation(app, API_OPERATIONS.matchSkusAgain, languageOf, async ({ body }) => {
    const { accountId, skus, cursor } = body;
    const from = readCursor(cursor, matchPlace);
    const { looked, matched, next } = await skuMap.matchAgain({ accountId, skus, from });
    const { after } = next?.match === 'none' ? next : {};
    const place = next && [next.match, ...(after ? [after.sku, after.accountId] : [])];
    return { looked, matched, nextCursor: place ? writeCursor(place) : null };
  });

  serveOperation(app, API_OPERATIONS.listProductSets, languageOf, async ({ query }) => {
    const { cursor, limit } = query;
    const after = readCursor(cursor, setPlace);
    const rows = await skuMap.listProductSets({ after, limit: limit + 1 });
    const page = pageOf(rows, limit, (row) => [row.sku]);
    return { items: [...page.rows], nextCursor: page.nextCursor };
  });

  serveOperation(app, API_OPERATIONS.previewProductSet, languageOf, async ({ body }) => {
    const { examplePrice, ...asked } = body;
    const cents = centsFromText(examplePrice ?? '') ?? EXAMPLE_CENTS;
    return presentPreview(await skuMap.previewSet(asked, cents));
  });

  serveOperation(app, API_OPERATIONS.saveProductSet, languageOf, async ({ body, note }) => {
    const { set, waitingOrders } = await skuMap.saveSet(body);
    const parts = set.parts.map(({ shopSku, quantity }) => `${quantity} × ${shopSku}`);
    note({ subject: set.sku, details: { parts: parts.join(', ') } });
    return { ...set, waitingOrders };
  });

  serveOperation(app, API_OPERATIONS.deleteProductSet, languageOf, async ({ query, note }) => {
    await skuMap.deleteSet(query.sku);
    note({ subject: query.sku });
    return { sku: query.sku, removed: true as const };
  });
}
