import type { Express } from 'express';
import { z } from 'zod';
import type { OttoAddress } from '../../../mapping/otto/sales-order.ts';
import { placeOf } from '../../ledger/list-orders.ts';
import { detailsKey } from '../../overview/describe-orders.ts';
import { MOST_COUNTED } from '../../overview/today.ts';
import { countText, tabWord } from '../../words/overview-words.ts';
import { type AnswerOf, API_OPERATIONS } from '../api-contract.ts';
import { accountId } from '../contract/parts.ts';
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
import { presentWhy } from '../present/why.ts';
import { Problem } from '../problem.ts';
import { serveOperation } from '../serve-operation.ts';

const placeSchema = z
  .tuple([z.string().max(40), z.string().max(200), accountId])
  .transform(([at, salesOrderId, account]) => ({ at, salesOrderId, accountId: account }));

export function serveOrders(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  const { ledger, overview } = parts;

  serveOperation(app, API_OPERATIONS.listOrders, languageOf, async ({ query, language }) => {
    const { cursor, limit, ...filter } = query;
    const before = readCursor(cursor, placeSchema);
    if (filter.accountId !== undefined) await assertAccount(parts, filter.accountId);
    const found = await ledger.listOrders({ ...filter, before, limit: limit + 1 });
    const page = pageOf(found.rows, limit, (row) => {
      const { at, ...order } = placeOf(row, filter.sort);
      return [at, order.salesOrderId, order.accountId];
    });
    const details = await overview.describeOrders(page.rows);
    return {
      items: page.rows.map((row) => presentOrder(language, row, details.get(detailsKey(row)))),
      nextCursor: page.nextCursor,
      isCapped: found.isCapped,
    };
  });

  serveOperation(app, API_OPERATIONS.countOrders, languageOf, async ({ query, language }) => {
    if (query.accountId !== undefined) await assertAccount(parts, query.accountId);
    const counts = await ledger.countTabs({ ...query, most: MOST_COUNTED });
    return {
      items: counts.map(({ tab, count, isCapped }) => ({
        tab,
        tabWord: tabWord(language, tab),
        count,
        isCapped,
        text: countText(language, count, isCapped),
      })),
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
    const details = await overview.describeOrders([row]);
    return {
      ...presentOrder(language, row, details.get(detailsKey(row))),
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

  serveOperation(app, API_OPERATIONS.getOrderAddresses, languageOf, async (asked) => {
    const { params } = asked;
    const { accountId: account, salesOrderId } = params;
    const row = (await ledger.loadSalesOrders(account, [salesOrderId])).get(salesOrderId);
    if (!row) throw new Problem(404, 'order-unknown');
    const addresses = await overview.readAddresses(params, parts.stopping);
    if (!addresses) throw new Problem(404, 'order-not-at-otto');
    asked.note({ subject: row.order_number });
    return {
      readAt: parts.clock.now().toISOString(),
      delivery: presentAddress(addresses.delivery),
      invoice: presentAddress(addresses.invoice),
    };
  });

  serveOperation(app, API_OPERATIONS.getOrderWhy, languageOf, async ({ params, language }) => {
    const { accountId: account, salesOrderId } = params;
    const row = (await ledger.loadSalesOrders(account, [salesOrderId])).get(salesOrderId);
    if (!row) throw new Problem(404, 'order-unknown');
    const incidents = await ledger.listIncidentsOfOrder(account, salesOrderId);
    return presentWhy(language, row, incidents, parts.clock.now());
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

/** Shown, and kept nowhere. */
function presentAddress(
  address: OttoAddress | undefined,
): AnswerOf<'getOrderAddresses'>['delivery'] {
  if (!address) return null;
  const { phoneNumber, email, ...rest } = address;
  return { ...rest, phoneNumber: phoneNumber ?? '', email: email ?? '' };
}

async function assertAccount(parts: HttpParts, asked: string): Promise<void> {
  const known = (await parts.setUp.listAccounts()).map((account) => account.accountId);
  if (known.includes(asked)) return;
  throw new Problem(404, 'account-unknown', {
    params: { accountId: asked, known: known.join(', ') },
  });
}
