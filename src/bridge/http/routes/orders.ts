import type { Express } from 'express';
import { z } from 'zod';
import { API_OPERATIONS } from '../api-contract.ts';
import { accountId, moment } from '../contract/parts.ts';
import { pageOf, readCursor } from '../cursor.ts';
import type { HttpParts, LanguageOf } from '../http-parts.ts';
import {
  hasPackStop,
  presentEvent,
  presentOffers,
  presentOrder,
  presentOrderIncident,
  presentPositionItem,
} from '../present/orders.ts';
import { presentTransmission } from '../present/transmissions.ts';
import { Problem } from '../problem.ts';
import { serveOperation } from '../serve-operation.ts';

const placeSchema = z
  .tuple([moment, z.string().max(200), accountId])
  .transform(([orderedAt, salesOrderId, account]) => ({
    orderedAt,
    salesOrderId,
    accountId: account,
  }));

export function serveOrders(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  const { ledger } = parts;

  serveOperation(app, API_OPERATIONS.listOrders, languageOf, async ({ query, language }) => {
    const { cursor, limit, ...filter } = query;
    const before = readCursor(cursor, placeSchema);
    if (filter.accountId !== undefined) await assertAccount(parts, filter.accountId);
    const rows = await ledger.listSalesOrders({ ...filter, before, limit: limit + 1 });
    const page = pageOf(rows, limit, (row) => [row.ordered_at, row.sales_order_id, row.account_id]);
    return {
      items: page.rows.map((row) => presentOrder(language, row)),
      nextCursor: page.nextCursor,
    };
  });

  serveOperation(app, API_OPERATIONS.getOrder, languageOf, async ({ params, language }) => {
    const { accountId: account, salesOrderId } = params;
    const row = (await ledger.loadSalesOrders(account, [salesOrderId])).get(salesOrderId);
    if (!row) throw new Problem(404, 'order-unknown');
    const items = await ledger.loadPositionItems(account, salesOrderId);
    const events = await ledger.listEvents(account, salesOrderId);
    const incidents = await ledger.listIncidentsOfOrder(account, salesOrderId);
    const reports = await ledger.loadTransmissionsOf(account, [salesOrderId]);
    const order = { hasPackStop: hasPackStop(incidents) };
    return {
      ...presentOrder(language, row),
      positionItems: items.map((item) => presentPositionItem(language, item, order)),
      events: events.map((event) => presentEvent(language, event, row.order_number)),
      openIncidents: incidents.map((incident) => presentOrderIncident(language, incident)),
      packStop: order.hasPackStop,
      offers: presentOffers(language, incidents),
      transmissions: (reports.get(salesOrderId) ?? []).map((report) =>
        presentTransmission(language, report),
      ),
    };
  });

  serveOperation(app, API_OPERATIONS.chooseSide, languageOf, async ({ params, body }) => {
    const result = await parts.chooseSide({ ...params, ...body });
    if (result.chosen) {
      const { side, codes, importRunId } = result;
      return { side, codes, importRunId };
    }
    throw new Problem(result.why === 'order-unknown' ? 404 : 409, result.why);
  });
}

async function assertAccount(parts: HttpParts, asked: string): Promise<void> {
  const known = (await parts.listAccounts()).map((account) => account.accountId);
  if (known.includes(asked)) return;
  throw new Problem(404, 'account-unknown', {
    params: { accountId: asked, known: known.join(', ') },
  });
}
