import { expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import type { HttpWorld } from './http-world.ts';
import { ordersInShop, startReportingShop, T1, T2 } from './report-shop.ts';

const CSV = '/api/v1/carrier-csv';
const HEAD = 'Sendungsnummer;Sendungsreferenz (Referenznr.);Retourensendungsnummer';

async function send(world: HttpWorld, text: string | Uint8Array, options: { path?: string } = {}) {
  const { path = CSV } = options;
  const response = await fetch(`${world.service.url}${path}`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${world.service.apiToken.reveal()}`,
      'Content-Type': 'text/csv',
      'Accept-Language': 'en',
    },
    body: Buffer.from(text),
  });
  const json: unknown = await response.json();
  return { status: response.status, json };
}

async function take(world: HttpWorld, text: string | Uint8Array, path = CSV) {
  const { status, json } = await send(world, text, { path });
  expect(status).toBe(200);
  return API_OPERATIONS.takeCarrierCsv.answer.parse(json);
}

it('shows what a file would report, takes it over, and does nothing twice', async () => {
  const world = await startReportingShop({}, 'off');
  const [one, two] = await ordersInShop(world, [{}, {}]);
  const file = [HEAD, `${T1};${one?.orderNumber};`, `${T2};Bestellung ${two?.orderNumber};`].join(
    '\r\n',
  );
  const preview = await take(world, file, `${CSV}/preview`);
  expect(preview).toMatchObject({
    isCommitted: false,
    layout: 'dhl',
    delimiter: ';',
    problems: [],
    counts: { due: 2, waits: 0, known: 0, refused: 0, leftOut: 0 },
  });
  expect(preview.rows.map(({ rowNumber, orderNumber }) => [rowNumber, orderNumber])).toEqual([
    [2, one?.orderNumber],
    [3, two?.orderNumber],
  ]);
  const list = () => world.bridge.ledger.listTransmissions({ limit: 9 });
  expect(await list()).toEqual([]);
  const taken = await take(world, file);
  expect(taken).toMatchObject({ isCommitted: true, counts: { due: 2 } });
  const again = await take(world, file);
  expect(again.counts).toEqual({ due: 0, waits: 0, known: 2, refused: 0, leftOut: 0 });
  expect(again.rows[0]?.transmissionId).toBe(taken.rows[0]?.transmissionId);
  expect(await list()).toHaveLength(2);
});

it('tells row by row what is wrong, and lets the others count', async () => {
  const world = await startReportingShop({}, 'off');
  const [order] = await ordersInShop(world, [{}]);
  const { rows } = await take(
    world,
    [
      HEAD,
      `1,23E+19;${order?.orderNumber};`,
      `${T2};no-such-order;`,
      `;${order?.orderNumber};`,
      `${T1};${order?.orderNumber};`,
      `${T1};${order?.orderNumber};`,
    ].join('\n'),
  );
  expect(rows.map(({ outcome, about }) => [outcome, about?.code])).toEqual([
    ['refused', 'csv-excel-number'],
    ['refused', 'report-order-unknown'],
    ['refused', 'csv-tracking-missing'],
    ['due', undefined],
    ['left-out', 'csv-repeated'],
  ]);
  for (const { about } of rows) expect(about?.what).not.toBe('');
});

it('gives a report the number it waited for', async () => {
  const world = await startReportingShop({ graceMinutes: 0 }, 'off');
  const [order] = await ordersInShop(world, [{ positionItems: [{}, {}] }]);
  world.shop.hands.setStatus(1, 'completed');
  const asked = { holderKind: 'command', signal: new AbortController().signal } as const;
  await world.bridge.watchShop({ ...asked, cause: 'poll' });
  await world.bridge.runReports({ ...asked, cause: 'command' });
  const [waiting] = await world.bridge.ledger.listTransmissions({ limit: 9 });
  expect(waiting).toMatchObject({ source: 'shop', state: 'waiting' });
  const { rows } = await take(world, `${HEAD}\n${T1};${order?.orderNumber};`);
  expect(rows).toMatchObject([{ outcome: 'due', transmissionId: waiting?.transmissionId }]);
  const [taken] = await world.bridge.ledger.listTransmissions({ limit: 9 });
  expect(taken).toMatchObject({ source: 'csv' });
  await world.bridge.runReports({ ...asked, cause: 'command' });
  expect(world.otto.shipments.all()).toMatchObject([{ trackingKey: { trackingNumber: T1 } }]);
  expect(world.otto.shipments.timesReported(order?.pieces[1] ?? '')).toBe(1);
});

it('tells rows of different files apart by what they say, and keeps to what was taken back', async () => {
  const world = await startReportingShop({}, 'off');
  const [one, two] = await ordersInShop(world, [{}, {}]);
  const first = `${HEAD}\n${T1};${one?.orderNumber};`;
  const { rows } = await take(world, first);
  expect((await take(world, `${HEAD}\n${T2};${two?.orderNumber};`)).counts).toMatchObject({
    due: 1,
  });
  await world.bridge.reportDesk.withdraw(rows[0]?.transmissionId ?? '', 'click');
  const again = await take(world, `${HEAD}\n\n${T1};${one?.orderNumber};`);
  expect(again.rows).toMatchObject([{ outcome: 'known', transmissionId: rows[0]?.transmissionId }]);
});

it('takes several rows of one order for several parcels', async () => {
  const world = await startReportingShop({}, 'off');
  const [order] = await ordersInShop(world, [{ positionItems: [{}, {}] }]);
  const { rows } = await take(
    world,
    [HEAD, `${T1};${order?.orderNumber};`, `${T2};${order?.orderNumber};`].join('\n'),
  );
  expect(rows.map(({ outcome }) => outcome)).toEqual(['due', 'due']);
  const ids = rows.flatMap(({ positionItemIds }) => positionItemIds);
  expect(ids.toSorted()).toEqual(order?.pieces.toSorted());
  const later = await take(world, `${HEAD}\n${T2};${order?.orderNumber};`);
  expect(later.rows).toMatchObject([{ outcome: 'known' }]);
});

it('reads a file with columns of its own, in an old encoding', async () => {
  const world = await startReportingShop({}, 'off');
  const [order] = await ordersInShop(world, [{}]);
  const text = `Für wen;Paketnr.\nBestellung ${order?.orderNumber};${T1}\n`;
  const unknown = await take(world, text, `${CSV}/preview`);
  expect(unknown).toMatchObject({
    layout: null,
    mapping: null,
    columns: ['Für wen', 'Paketnr.'],
    problems: [{ code: 'csv-columns-unknown' }],
    rows: [],
  });
  const query = new URLSearchParams({ orderReference: 'Für wen', trackingNumber: 'Paketnr.' });
  const named = await take(world, Buffer.from(text, 'latin1'), `${CSV}?${query}`);
  expect(named).toMatchObject({ encoding: 'windows-1252', counts: { due: 1 } });
  const half = await world.api.problem(`${CSV}?orderReference=x`, { body: 'x', headers: CSV_TYPE });
  expect(half.errors).toMatchObject([{ in: 'query', field: 'trackingNumber' }]);
});

const CSV_TYPE = { 'Content-Type': 'text/csv' };

it.each([
  ['', 400, 'carrier-file-empty'],
  [Buffer.from('504b0304140000000800', 'hex'), 400, 'carrier-file-is-workbook'],
])('refuses a file it can not read', async (bytes, status, code) => {
  const world = await startReportingShop({}, 'off');
  expect(await send(world, bytes)).toMatchObject({ status, json: { code } });
});

it('takes no JSON for a file, and no file anywhere else', async () => {
  const world = await startReportingShop({}, 'off');
  expect((await world.api.problem(CSV, { body: {} })).status).toBe(400);
  const problem = await world.api.problem('/api/v1/shipments', { body: 'a;b', headers: CSV_TYPE });
  expect(problem).toMatchObject({ status: 415, code: 'media-type-unknown' });
  const none = await world.api.call(CSV, { body: 'a;b', headers: CSV_TYPE, token: null });
  expect(none.status).toBe(401);
});
