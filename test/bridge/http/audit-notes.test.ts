import { expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { subjectOfSeveral } from '../../../src/bridge/http/audit-notes.ts';
import type { HttpWorld } from './http-world.ts';
import { ordersInShop, startReportingShop, T1, T2 } from './report-shop.ts';

/** What was done and to what, the first first, but for fetching orders. */
async function audited({ api }: HttpWorld) {
  const { items } = await api.read(API_OPERATIONS.listAudit, '/api/v1/audit');
  return items
    .map(({ action, subject, details }) => ({ action, subject, details }))
    .filter(({ action }) => action !== 'startImportRuns')
    .toReversed();
}

it('names each thing once, and ten at most', () => {
  expect(subjectOfSeveral(['a', 'b', 'a'])).toBe('a, b');
  const numbers = (count: number) => Array.from({ length: count }, (_, at) => `n${at}`);
  expect(subjectOfSeveral(numbers(10))).toBe(numbers(10).join(', '));
  expect(subjectOfSeveral(numbers(12))).toBe(`${numbers(10).join(', ')} … (+2)`);
});

it('writes down which orders were reported as shipped or cancelled, and nothing that somebody typed', async () => {
  const world = await startReportingShop({}, 'off');
  const [one, two, three, four] = await ordersInShop(world, [{}, {}, {}, {}]);
  const post = (path: string, body: object) => world.api.call(`/api/v1/${path}`, { body });
  const shipments = [
    { order: one?.salesOrderId, parcels: [{ trackingNumber: T1 }] },
    { order: two?.orderNumber, parcels: [] },
    { order: 'Erika Musterfrau' },
  ];
  await post('shipments/preview', { shipments });
  await post('shipments', { shipments, key: 'monday' });
  await post('shipments', { shipments, key: 'monday' });
  await post('shipments', { shipments: [{ order: 'Erika Musterfrau' }] });
  const cancellations = [{ order: three?.orderNumber }];
  await post('cancellations', { cancellations });
  await post('cancellations', { cancellations, confirm: true });
  const rows = [`${T2};${four?.orderNumber}`, `${T2};Erika Musterfrau`];
  const file = ['Sendungsnummer;Sendungsreferenz (Referenznr.)', ...rows].join('\r\n');
  const sendFile = (path: string) =>
    fetch(`${world.service.url}/api/v1/${path}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${world.service.apiToken.reveal()}`,
        'Content-Type': 'text/csv',
      },
      body: file,
    });
  await sendFile('carrier-csv/preview');
  await sendFile('carrier-csv');
  await sendFile('carrier-csv');
  expect(await audited(world)).toEqual([
    {
      action: 'reportShipments',
      subject: `${one?.orderNumber}, ${two?.orderNumber}`,
      details: { orders: 2 },
    },
    { action: 'reportCancellations', subject: three?.orderNumber, details: { orders: 1 } },
    { action: 'takeCarrierCsv', subject: four?.orderNumber, details: { orders: 1 } },
  ]);
});

it('writes down which accounts were fetched and compared, and how', async () => {
  const world = await startReportingShop({}, 'off');
  const start = async (path: string, body: object) => {
    expect((await world.api.call(`/api/v1/${path}`, { body })).status).toBe(202);
  };
  await start('import-runs', { since: '2026-01-01T01:00:00+01:00', rehearse: true });
  await start('reconcile-runs', {});
  const { items } = await world.api.read(API_OPERATIONS.listAudit, '/api/v1/audit');
  expect(items).toMatchObject([
    { action: 'startReconcileRuns', subject: 'main', details: {} },
    {
      action: 'startImportRuns',
      subject: 'main',
      details: { since: '2026-01-01T00:00:00.000Z', rehearse: true },
    },
  ]);
});
