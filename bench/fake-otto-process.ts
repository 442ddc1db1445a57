import { z } from 'zod';
import { startFakeOtto } from '../test/fakes/otto/index.ts';
import { buildSalesOrder } from '../test/fixtures/otto/index.ts';

/** What the benchmark asks of the fake OTTO in its own process. */
export const ottoAskSchema = z.discriminatedUnion('ask', [
  z.object({
    ask: z.literal('begin'),
    orders: z.int(),
    rateLimitPerSecond: z.number(),
    answersAfterMs: z.number(),
  }),
  z.object({ ask: z.literal('end') }),
]);

export type OttoAsk = z.output<typeof ottoAskSchema>;

/** What it tells: where it listens and what was ordered there; at the end what was reported. */
export const ottoTellSchema = z.discriminatedUnion('tell', [
  z.object({ tell: z.literal('ready') }),
  z.object({
    tell: z.literal('begun'),
    url: z.string(),
    pieces: z.array(
      z.object({
        salesOrderId: z.string(),
        orderNumber: z.string(),
        orderDate: z.string(),
        positionItemId: z.string(),
        sku: z.string(),
      }),
    ),
  }),
  z.object({
    tell: z.literal('ended'),
    shipments: z.int(),
    piecesReportedTwice: z.int(),
    tooManyRequests: z.int(),
    firstAt: z.number(),
    lastAt: z.number(),
  }),
]);

export type OttoTell = z.output<typeof ottoTellSchema>;

if (process.send) {
  let otto: Awaited<ReturnType<typeof startFakeOtto>> | undefined;
  const tell = (message: OttoTell) => process.send?.(message);
  process.on('message', async (message) => {
    const asked = ottoAskSchema.parse(message);
    if (asked.ask === 'begin') {
      otto = await startFakeOtto({ rateLimitPerSecond: asked.rateLimitPerSecond });
      const orders = Array.from({ length: asked.orders }, (_, index) =>
        buildSalesOrder({ seed: `drain-${index}` }),
      );
      for (const order of orders) otto.addOrder(order);
      otto.faults.delay(asked.answersAfterMs, { on: 'create-shipment', times: asked.orders * 2 });
      tell({
        tell: 'begun',
        url: otto.url,
        pieces: orders.map(({ salesOrderId, orderNumber, orderDate, positionItems: [piece] }) => ({
          salesOrderId,
          orderNumber,
          orderDate,
          positionItemId: piece?.positionItemId ?? '',
          sku: piece?.product.sku ?? '',
        })),
      });
    } else if (otto) {
      const reports = otto.shipments.reports();
      const times = reports.map(({ reportedAt }) => Date.parse(reportedAt));
      const pieces = reports.flatMap(({ positionItemIds }) => positionItemIds);
      tell({
        tell: 'ended',
        shipments: reports.length,
        piecesReportedTwice: pieces.length - new Set(pieces).size,
        tooManyRequests: otto.requests.filter(({ outcome }) => outcome === 429).length,
        firstAt: Math.min(...times),
        lastAt: Math.max(...times),
      });
      await otto.stop();
      process.disconnect();
    }
  });
  tell({ tell: 'ready' });
}
