import type { Express } from 'express';
import { z } from 'zod';
import { API_OPERATIONS, type BodyOf } from '../api-contract.ts';
import { noteOfWishes } from '../audit-notes.ts';
import { accountId, moment } from '../contract/parts.ts';
import { pageOf, readCursor } from '../cursor.ts';
import type { HttpParts, LanguageOf } from '../http-parts.ts';
import { presentForecast, presentShipListItem } from '../present/ship-list.ts';
import { presentCancellations, presentWishes } from '../present/wishes.ts';
import { serveOperation } from '../serve-operation.ts';

/** "" stands for an order without a promise; those come last. */
const placeSchema = z
  .tuple([z.union([moment, z.literal('')]), z.string().max(200), accountId])
  .transform(([deliverBy, salesOrderId, account]) => ({
    deliverBy: deliverBy === '' ? undefined : deliverBy,
    salesOrderId,
    accountId: account,
  }));

const BY_WEB_SERVICE = { source: 'web-service', cause: 'click' } as const;

/** The ship list, and what was shipped or is to be cancelled. */
export function serveShipments(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  const { reportDesk } = parts;

  serveOperation(app, API_OPERATIONS.listShipList, languageOf, async ({ query }) => {
    const { cursor, limit, ...filter } = query;
    const after = readCursor(cursor, placeSchema);
    const rows = await reportDesk.listShipList({ ...filter, after, limit: limit + 1 });
    const page = pageOf(rows, limit, (row) => [
      row.deliverBy ?? '',
      row.salesOrderId,
      row.accountId,
    ]);
    return {
      items: page.rows.map(presentShipListItem),
      nextCursor: page.nextCursor,
      forecast: presentForecast(await reportDesk.forecast(filter)),
    };
  });

  serveOperation(app, API_OPERATIONS.reportShipments, languageOf, async (asked) => {
    const { body, language } = asked;
    const wishes = keyed(body.shipments, body.key ?? asked.idempotencyKey);
    const answers = await reportDesk.shipPieces(wishes, { ...BY_WEB_SERVICE, dryRun: false });
    asked.note(noteOfWishes(answers));
    parts.reportsWished();
    return presentWishes(language, answers, { isDryRun: false });
  });

  serveOperation(app, API_OPERATIONS.previewShipments, languageOf, async (asked) => {
    const { body, language } = asked;
    const wishes = keyed(body.shipments, body.key ?? asked.idempotencyKey);
    const answers = await reportDesk.shipPieces(wishes, { ...BY_WEB_SERVICE, dryRun: true });
    return presentWishes(language, answers, { isDryRun: true });
  });

  serveOperation(app, API_OPERATIONS.reportCancellations, languageOf, async (asked) => {
    const { body, language } = asked;
    const wishes = keyed(body.cancellations, body.key ?? asked.idempotencyKey);
    const isConfirmed = body.confirm;
    const answers = await reportDesk.cancelPieces(wishes, { ...BY_WEB_SERVICE, isConfirmed });
    asked.note(isConfirmed ? noteOfWishes(answers) : { isHarmless: true });
    if (isConfirmed) parts.reportsWished();
    return presentCancellations(language, answers, { isConfirmed });
  });

  serveOperation(app, API_OPERATIONS.previewCancellations, languageOf, async (asked) => {
    const { body, language } = asked;
    const wishes = keyed(body.cancellations, body.key ?? asked.idempotencyKey);
    const answers = await reportDesk.cancelPieces(wishes, {
      ...BY_WEB_SERVICE,
      isConfirmed: false,
    });
    return presentCancellations(language, answers, { isConfirmed: false });
  });
}

type Keyed = BodyOf<'reportShipments'>['shipments'][number]['key'];

/** A key of its own goes before the one of all; of all, each has its place. */
function keyed<Wish extends { key?: Keyed }>(wishes: readonly Wish[], ofAll: string | undefined) {
  return wishes.map(({ key, ...wish }, at) => ({
    ...wish,
    sourceKey: key === undefined ? ofAll && `all:${ofAll}:${at + 1}` : `one:${key}`,
  }));
}
