import { expect, it, onTestFinished } from 'vitest';
import type { WireSalesOrder } from '../fixtures/otto/index.ts';
import { dhlNumber, packers } from './support/packers.ts';
import { type ReportJourney, startReportJourney } from './support/report-journey.ts';
import { shopClient } from './support/shop-client.ts';
import { deleteOwnWebhooks, sendsWebhooks, visitUntil } from './support/webhooks.ts';

const HOUR = 3_600_000;
/** Looks and reports come each minute by themselves; a slow shop may take as long again. */
const LONGEST_WAIT_MS = 180_000;

/** Packers complete the order: how to learn how long it took until OTTO was called. */
async function complete(journey: ReportJourney, salesOrder: WireSalesOrder, n: number) {
  const order = await journey.shopOrder(salesOrder);
  await packers.noteTracking(order, dhlNumber(n));
  await packers.complete(order);
  const completedAt = Date.now();
  return {
    isReported: () => journey.timesReported(salesOrder).every((times) => times === 1),
    tell(how: string) {
      const [call] = journey.otto.requestsTo('POST', '/v1/shipments');
      const seconds = (Date.parse(call?.receivedAt ?? '') - completedAt) / 1_000;
      console.log(`From completing the order to the call to OTTO, ${how}: ${seconds.toFixed(1)} s`);
    },
  };
}

/** Calls that the work made, to the shop and to OTTO. */
async function callsOf(journey: ReportJourney, what: string, work: () => Promise<unknown>) {
  const toShop = () => journey.log.filter(({ event }) => event === 'shop-call-answered').length;
  const before = { shop: toShop(), otto: journey.otto.requests.length };
  await work();
  const calls = {
    shop: toShop() - before.shop,
    otto: journey.otto.requests.length - before.otto,
  };
  console.log(`${what}: ${calls.shop} calls to the shop, ${calls.otto} to OTTO`);
  return calls;
}

it('asks nobody anything while there is nothing to report, whatever stands in the shop', async () => {
  const journey = await startReportJourney();
  const shipped = journey.order({ seed: 'shipped' });
  const toPack = journey.order({ seed: 'to pack' });
  const withoutNumber = journey.order({ seed: 'without number' });
  await journey.run();
  await journey.look();
  await complete(journey, shipped, 1);
  await packers.complete(await journey.shopOrder(withoutNumber));
  await callsOf(journey, 'A look and a run with two shipped orders', journey.look);
  await journey.run();
  await journey.report();
  journey.skip(HOUR);
  // The grace period of the one without a number ends, and the shipped orders are looked through.
  await callsOf(journey, 'A run after an hour', journey.report);
  expect(journey.states(shipped)).toEqual(['SENT']);
  expect(journey.states(toPack)).toEqual(['PROCESSABLE']);
  expect(await journey.theReport(withoutNumber)).toMatchObject({ state: 'waiting' });
  for (let round = 0; round < 3; round += 1) {
    const calls = await callsOf(journey, 'A run with nothing to do', journey.report);
    expect(calls).toEqual({ shop: 0, otto: 0 });
  }
  const calls = await callsOf(journey, 'A look and a run with nothing to do', journey.look);
  expect(calls.otto).toBe(0);
  expect(calls.shop).toBeLessThan(5);
});

it('reports by itself within the minute after the next look at the shop', async () => {
  const journey = await startReportJourney();
  const salesOrder = journey.order({ positionItems: [{}, {}] });
  await journey.run();
  await journey.look();
  await journey.serve({ bySchedule: true });
  const shipping = await complete(journey, salesOrder, 1);
  await expect.poll(shipping.isReported, { timeout: LONGEST_WAIT_MS, interval: 200 }).toBe(true);
  shipping.tell('by the look each minute');
  expect(journey.sends()).toHaveLength(1);
});

it.runIf(sendsWebhooks)('reports what a webhook tells of, without a look at the shop', async () => {
  const journey = await startReportJourney();
  const { bridge } = journey;
  const salesOrder = journey.order({ positionItems: [{}, {}] });
  await journey.run();
  await journey.look();
  onTestFinished(deleteOwnWebhooks);
  const { url } = await journey.serve();
  await bridge.settings.update((settings) => ({ ...settings, publicUrl: url }));
  await bridge.checkWebhooks({ signal: new AbortController().signal, holderKind: 'command' });
  const ours = async () =>
    (await shopClient().listWebhooks()).filter(({ deliveryUrl }) => deliveryUrl.startsWith(url));
  await expect.poll(async () => (await ours()).length, { timeout: 30_000 }).toBe(4);

  const shipping = await complete(journey, salesOrder, 1);
  await visitUntil(shipping.isReported);
  shipping.tell('by webhook');
  expect(journey.sends()).toHaveLength(1);
});
