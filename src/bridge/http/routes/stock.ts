import type { Express } from 'express';
import { z } from 'zod';
import { ConfigError } from '../../errors.ts';
import { stockNotice } from '../../words/stock-words.ts';
import { API_OPERATIONS } from '../api-contract.ts';
import { pageOf, readCursor } from '../cursor.ts';
import type { HttpParts, LanguageOf } from '../http-parts.ts';
import { presentStock, presentStockLevel, presentVacation } from '../present/stock.ts';
import { Problem } from '../problem.ts';
import { serveOperation } from '../serve-operation.ts';

const placeSchema = z
  .tuple([z.string(), z.string()])
  .transform(([sku, accountId]) => ({ sku, accountId }));

/** The shop's stock at OTTO: how it stands, each SKU, and the vacation. */
export function serveStock(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  const { stockDesk } = parts;

  serveOperation(app, API_OPERATIONS.getStock, languageOf, async ({ language }) =>
    presentStock(language, await stockDesk.view(), parts.nextStockRunAt()),
  );

  serveOperation(app, API_OPERATIONS.listStock, languageOf, async ({ query, language }) => {
    const { cursor, limit, ...filter } = query;
    const after = readCursor(cursor, placeSchema);
    const rows = await stockDesk.list({ ...filter, after, limit: limit + 1 });
    const page = pageOf(rows, limit, (row) => [row.sku, row.accountId]);
    const common = await stockDesk.common();
    return {
      items: page.rows.map((row) => presentStockLevel(language, row, common)),
      nextCursor: page.nextCursor,
    };
  });

  serveOperation(app, API_OPERATIONS.saveStockOfSku, languageOf, async (asked) => {
    const { accountId, sku, ...own } = asked.body;
    asked.note({ subject: sku });
    const level = await known(() => stockDesk.saveOfSku(accountId, sku, own));
    parts.stockWished();
    return presentStockLevel(asked.language, level, await stockDesk.common());
  });

  serveOperation(app, API_OPERATIONS.pushStockNow, languageOf, async ({ body, note }) => {
    const asked = await stockDesk.pushNow(body);
    note({ details: { skus: asked } });
    parts.stockWished();
    return { asked };
  });

  serveOperation(app, API_OPERATIONS.previewVacation, languageOf, async ({ query, language }) => {
    const { changes, unchanged } = await stockDesk.previewVacation(query.step);
    return { changes, unchanged, notice: stockNotice(language, query.step, changes) };
  });

  serveOperation(app, API_OPERATIONS.startVacation, languageOf, async ({ language }) => {
    const vacation = await stockDesk.startVacation();
    parts.stockWished();
    return presentVacation(language, vacation);
  });

  serveOperation(app, API_OPERATIONS.endVacation, languageOf, async ({ language }) => {
    const vacation = await stockDesk.endVacation();
    parts.stockWished();
    return presentVacation(language, vacation);
  });
}

async function known<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ConfigError && error.code === 'stock-sku-not-known') {
      throw new Problem(404, error.code, { params: error.params });
    }
    throw error;
  }
}
