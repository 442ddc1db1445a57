import { createHmac } from 'node:crypto';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import type { HttpWorld } from '../../bridge/http/http-world.ts';
import { ordersInShop, startReportingShop } from '../../bridge/http/report-shop.ts';
import { openBrowser } from '../../bridge/http/security/browser.ts';

export const PASSWORD = 'korrekt pferd batterie';

export type ContractWorld = HttpWorld & {
  /** orders in the shop, processable */
  orders: Awaited<ReturnType<typeof ordersInShop>>;
  importRunId: string;
  browser: ReturnType<typeof openBrowser>;
  /** a report that waits for its person: its parcel has no usable number */
  waitingReport(): Promise<string>;
  /** what an operation's present version is */
  versionAt(path: string): Promise<string>;
  /** headers of a delivery of the shop, signed */
  signed(body: Buffer): Promise<Record<string, string>>;
};

/** A running service with all there can be: orders, runs, an incident, reports, users, two accounts. */
export async function startContractWorld(): Promise<ContractWorld> {
  const world = await startReportingShop({ graceMinutes: 0 }, 'off');
  world.watch.secrets.add(PASSWORD);
  await world.bridge.settings.update((settings) => ({
    ...settings,
    publicUrl: world.service.url,
    accounts: [
      ...settings.accounts,
      world.account('draft', world.bridge, { state: 'draft' }),
      world.account('gone', world.bridge, { state: 'draft' }),
    ],
  }));
  const orders = await ordersInShop(
    world,
    Array.from({ length: 12 }, () => ({})),
  );
  const [run] = await world.bridge.ledger.listImportRuns({ limit: 1 });
  await world.bridge.ledger.openIncident(
    { code: 'otto-unavailable', about: 'main', accountId: 'main', params: {} },
    world.clock.now().toISOString(),
  );
  await world.bridge.checkWebhooks({ signal: new AbortController().signal, holderKind: 'command' });
  let next = 0;
  return {
    ...world,
    orders,
    importRunId: run?.import_run_id ?? '',
    browser: openBrowser(world.service.url),
    async waitingReport() {
      next += 1;
      const order = orders[orders.length - next]?.orderNumber;
      const body = { shipments: [{ order, parcels: [{ carrier: 'DHL', trackingNumber: '12' }] }] };
      const answer = await world.api.read(API_OPERATIONS.reportShipments, '/api/v1/shipments', {
        body,
      });
      return answer.items[0]?.reports[0]?.transmissionId ?? 'none';
    },
    async versionAt(path) {
      return (await world.api.call(path)).headers.get('etag') ?? '';
    },
    async signed(body) {
      const [webhook] = world.shop.state.webhooks.values();
      const secret = webhook?.secret ?? '';
      world.watch.secrets.add(secret);
      return {
        'X-WC-Webhook-Topic': 'order.updated',
        'X-WC-Webhook-ID': String(webhook?.id),
        'X-WC-Webhook-Delivery-ID': 'contract-test',
        'X-WC-Webhook-Signature': createHmac('sha256', secret).update(body).digest('base64'),
      };
    },
  };
}
