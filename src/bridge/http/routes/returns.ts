import type { Express } from 'express';
import { z } from 'zod';
import { placeOfReturn } from '../../ledger/list-returns.ts';
import type { ReturnItem } from '../../ledger/return-items.ts';
import type { Language } from '../../words/saying.ts';
import { type AnswerOf, API_OPERATIONS } from '../api-contract.ts';
import { accountId, moment } from '../contract/parts.ts';
import { pageOf, readCursor } from '../cursor.ts';
import type { HttpParts, LanguageOf } from '../http-parts.ts';
import { presentReturn } from '../present/returns.ts';
import { serveOperation } from '../serve-operation.ts';

/** Of each status, so many returns are counted. */
const MOST_COUNTED = 1_000;

const placeSchema = z
  .tuple([moment, z.string().max(200), accountId])
  .transform(([occurredAt, positionItemId, account]) => ({
    occurredAt,
    positionItemId,
    accountId: account,
  }));

/** OTTO's returns: lists, what a scanner means, and reading them now. */
export function serveReturns(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  const { ledger } = parts;

  async function present(language: Language, items: readonly ReturnItem[]) {
    const shopUrl = await parts.shopUrl();
    return items.map((item) => presentReturn(language, item, shopUrl));
  }

  serveOperation(app, API_OPERATIONS.listReturns, languageOf, async ({ query, language }) => {
    const { cursor, limit, ...filter } = query;
    const before = readCursor(cursor, placeSchema);
    const items = await ledger.listReturns({ ...filter, before, limit: limit + 1 });
    const page = pageOf(items, limit, (item) => {
      const place = placeOfReturn(item);
      return [place.occurredAt, place.positionItemId, place.accountId];
    });
    return {
      items: await present(language, page.rows),
      nextCursor: page.nextCursor,
      readAt: (await parts.returnsReadAt(filter.accountId)) ?? null,
    };
  });

  serveOperation(app, API_OPERATIONS.countReturns, languageOf, async ({ query }) => {
    const count = (filter: { status?: string; toDecide?: boolean }) =>
      ledger.countReturns({ ...query, ...filter, most: MOST_COUNTED });
    return {
      toDecide: await count({ toDecide: true }),
      announced: await count({ status: 'ANNOUNCED', toDecide: false }),
      misdirected: await count({ status: 'MISDIRECTED' }),
      accepted: await count({ status: 'ACCEPTED' }),
      rejected: await count({ status: 'REJECTED' }),
    } satisfies AnswerOf<'countReturns'>;
  });

  serveOperation(app, API_OPERATIONS.findReturn, languageOf, async ({ query, language }) => {
    const { foundBy, items } = await ledger.findReturns(query.number);
    return { foundBy: foundBy ?? null, items: await present(language, items) };
  });

  serveOperation(app, API_OPERATIONS.readReturnsNow, languageOf, async () => {
    return { joined: parts.readReturnsNow() };
  });
}
