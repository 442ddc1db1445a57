import fc from 'fast-check';
import { describe, it } from 'vitest';
import { BridgeError, ConfigError, OttoApiError, PayloadError } from '../../src/bridge/errors.ts';
import { createAccessTokens } from '../../src/bridge/otto/access-token.ts';
import { acceptReturns } from '../../src/bridge/otto/decide-returns.ts';
import { listSalesOrders } from '../../src/bridge/otto/list-sales-orders.ts';
import { OTTO_ACCESS_DEFAULTS } from '../../src/bridge/otto/otto-access.ts';
import { readErrorAnswer } from '../../src/bridge/otto/otto-answers.ts';
import { apiErrorFrom } from '../../src/bridge/otto/otto-http.ts';
import { createPriceReduction } from '../../src/bridge/otto/price-reductions.ts';
import { pushQuantities } from '../../src/bridge/otto/quantities.ts';
import { createMultiParcelShipment, createShipment } from '../../src/bridge/otto/shipments.ts';
import { mask } from '../../src/bridge/raw-answers/mask.ts';
import { SHOWN_OF_OTTO } from '../../src/bridge/raw-answers/shown-places.ts';
import type { SalesOrder } from '../../src/mapping/otto/sales-order.ts';
import { planShopChanges } from '../../src/mapping/plan-shop-changes.ts';
import { createFakeClock } from '../bridge/fake-clock.ts';
import { type LogLine, recordingLogger } from '../bridge/otto/otto-world.ts';
import { DEFAULT_RULES } from '../mapping/support/import-into.ts';
import { profileWith } from '../mapping/support/shop-profiles.ts';
import { checkFault, checkWords, FUZZ_TIMEOUT_MS, fuzz, hasMark } from './fuzz.ts';
import { brokenBodies } from './inputs.ts';
import { checkNumbers } from './invariants.ts';
import { MARK } from './mutate.ts';
import { answering, collected, markedAsPersonal, orderBases, readings } from './otto-bases.ts';

const LINKS = { links: [{ rel: 'next', href: '/v4/orders?nextcursor=abc%3D' }] };
const profile = profileWith();

/** What must hold of an order that was taken. */
function checkOrder(order: SalesOrder): void {
  const { salesOrderId, orderNumber, orderedAt, changedAt, positionItems } = order;
  const ids = [salesOrderId, orderNumber, ...positionItems.map((piece) => piece.positionItemId)];
  if (ids.includes('')) throw new Error('an id is empty');
  if (positionItems.length === 0) throw new Error('an order without pieces');
  for (const moment of [orderedAt, changedAt]) new Date(moment).toISOString();
  checkNumbers(order);
  const plan = planShopChanges({
    salesOrder: order,
    accountId: 'main',
    rules: DEFAULT_RULES,
    startAt: undefined,
    shop: { profile, products: new Map() },
    found: undefined,
  });
  checkNumbers(plan);
  checkWords(JSON.stringify(plan.issues).slice(0, 2_000), order.positionItems);
  if (plan.step.action === 'hold') checkWords(plan.step.reason.code);
}

describe('whatever OTTO answers', () => {
  it('is orders with ids, moments and whole cents, or a PayloadError', {
    timeout: FUZZ_TIMEOUT_MS,
  }, async () => {
    const orders = orderBases();
    const pages = [
      { body: { resources: orders.slice(0, 3), ...LINKS } },
      ...orders.map((order) => ({ body: { resources: [order] } })),
    ];
    await fuzz('otto-orders', brokenBodies(pages), async ({ bytes }) => {
      const log: LogLine[] = [];
      const parts = { call: answering(bytes), logger: recordingLogger(log), accountId: 'main' };
      try {
        for (const { orders: found } of await collected(listSalesOrders({}, parts))) {
          for (const one of found) {
            if (one.readable) checkOrder(one.salesOrder);
            else for (const problem of one.unreadable.problems) checkWords(problem);
          }
        }
        const raw: unknown = JSON.parse(new TextDecoder().decode(bytes));
        mask(raw, { resources: [SHOWN_OF_OTTO] });
      } catch (fault) {
        checkFault(fault, [PayloadError]);
      }
      checkWords(JSON.stringify(log));
    });
  });

  it('is lists of whole entries, or a PayloadError', { timeout: FUZZ_TIMEOUT_MS }, async () => {
    await fuzz('otto-lists', brokenBodies(await readings()), async ({ base, bytes }) => {
      try {
        checkNumbers(await base.read(answering(bytes)));
      } catch (fault) {
        checkFault(fault, [PayloadError]);
      }
    });
  });

  it('is what became of each piece that was written about, or a PayloadError', {
    timeout: FUZZ_TIMEOUT_MS,
  }, async () => {
    const wish = { salesOrderId: 'order-1', positionItemId: 'piece-1', amountCents: 100 };
    const decision = { ...wish, condition: 'A', reason: 'RETURN_RECEIVED' } as const;
    const asked = ['piece-1', 'piece-2', 'piece-3'];
    const draft = {
      trackingKey: { carrier: 'DHL', trackingNumber: '1' },
      shipDate: '2026-03-02T08:00:00Z',
      shipFrom: { city: 'Hamburg', zipCode: '20095', countryCode: 'DEU' },
      pieces: [wish],
    };
    const bases = [
      { shipmentId: '700000000001' },
      { multiParcelShipmentId: 12 },
      {
        results: [{ positionItemId: 'piece-1' }, 'piece-2'],
        errors: [{ title: 'X', detail: `piece-3 ${MARK}`, logref: 'L', path: 'positionItems[2]' }],
      },
      { errors: { title: 'NOT_FOUND', detail: 'sku SKU-1', jsonPath: '$[0]' } },
    ].map((body) => ({ body }));
    const statuses = fc.constantFrom(200, 201, 202, 207);
    const input = fc.tuple(brokenBodies(bases), statuses);
    await fuzz('otto-writes', input, async ([{ bytes }, statusCode]) => {
      const call = answering(bytes, statusCode);
      const decisions = asked.map((positionItemId) => ({ ...decision, positionItemId }));
      const works = [
        async () => {
          const { done, refused, open } = await acceptReturns(call, decisions);
          const named = refused.flatMap(({ positionItemId }) => positionItemId ?? []);
          const told = new Set([...done, ...named, ...open]);
          if (asked.some((id) => !told.has(id))) throw new Error('a piece is in no answer');
          if (done.some((id) => open.includes(id))) throw new Error('done and open');
        },
        () => pushQuantities(call, [{ sku: 'SKU-1', quantity: 1 }]),
        () => createShipment(call, draft),
        () => createMultiParcelShipment(call, [draft]),
        () => createPriceReduction(call, wish),
      ];
      for (const work of works) await work().catch((fault) => checkFault(fault, [PayloadError]));
    });
  });

  it('is a token that fits a header, or an error without the secret', {
    timeout: FUZZ_TIMEOUT_MS,
  }, async () => {
    const bases = [
      { access_token: 'abc.def-123', expires_in: 1800, token_type: 'Bearer', scope: 'orders' },
      { error: 'invalid_client', error_description: `client ${MARK}` },
      { errors: [{ title: 'FORBIDDEN', logref: 'a1', detail: `of ${MARK}`, jsonPath: '$.a' }] },
      { errors: { title: 'X', logref: 7, jsonpath: 'positionItems[0]' } },
    ].map((body) => ({ body: markedAsPersonal(body) }));
    const statuses = fc.constantFrom(200, 400, 401, 403, 404, 408, 429, 500, 503);
    const clock = createFakeClock();
    const access = {
      ...OTTO_ACCESS_DEFAULTS,
      accountId: 'main',
      baseUrl: 'https://otto.example',
      clientId: 'client',
      clientSecret: MARK,
    };
    const input = fc.tuple(brokenBodies(bases), statuses);
    await fuzz('otto-tokens-and-errors', input, async ([{ bytes }, statusCode]) => {
      const log: LogLine[] = [];
      const text = new TextDecoder().decode(bytes);
      const ok = statusCode < 300;
      const retryAfterMs = undefined;
      const answer = { requestLine: 'GET /v4/orders', ok, statusCode, text, bytes, retryAfterMs };
      const http = async () => answer;
      const tokens = createAccessTokens(access, { clock, logger: recordingLogger(log), http });
      const told = readErrorAnswer(text);
      try {
        const token = await tokens.current();
        new Headers({ Authorization: `Bearer ${token}` });
        if (token === '') throw new Error('an empty token');
      } catch (fault) {
        checkFault(fault, [PayloadError, OttoApiError, ConfigError], told);
      }
      const error = apiErrorFrom(answer);
      checkFault(error, [BridgeError], told);
      if (hasMark(log)) throw new Error('the log holds a secret');
    });
  });
});
