import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { toMainland } from '../../journeys/receipts/receipt-world.ts';
import { type CliWorld, connect, startCliWorld } from './cli-world.ts';

const order = buildSalesOrder({ seed: 1, positionItems: [{}, {}], ...toMainland() });
const { orderNumber, salesOrderId } = order;

/** An order that was sent, in the shop, and its receipt at OTTO. */
async function withReceipt(): Promise<CliWorld & { number: string; month: string }> {
  const world = await startCliWorld();
  await connect(world);
  world.otto.addOrder(order);
  await world.ok('import');
  world.otto.send(salesOrderId);
  await world.ok('import');
  const [receipt] = world.otto.receipts.of(salesOrderId);
  const month = receipt?.creationDate.slice(0, 7) ?? '';
  return { ...world, number: receipt?.receiptNumber ?? '', month };
}

it('reads receipts and lists them with their sums', async () => {
  const world = await withReceipt();
  expect((await world.ok('receipts')).text).toBe('Keine Belege gefunden.');
  expect((await world.ok('receipts', 'read')).text).toMatch(
    /^Belege gelesen: \d, davon neu: 1\. Bestellungen verglichen: 1, davon weichen ab: 0\.$/,
  );
  const { text } = await world.ok('receipts', '--month', world.month);
  expect(text).toContain(world.number);
  expect(text).toMatch(/Rechnung: 1, zusammen 55,93.€/);
  expect(text).toMatch(/Rechnungen abzüglich Erstattungen: 55,93.€/);
  expect(text).toContain('stimmt überein');
  const { json } = await world.ok('receipts', '--search', orderNumber, '--json');
  expect(json).toMatchObject({ items: [{ receiptNumber: world.number, gross: '55.93' }] });
  expect((await world.ok('receipts', '--check', 'differs')).text).toContain('keine Belege');
});

it('reads older ones, and refuses a day OTTO has none for', async () => {
  const world = await withReceipt();
  await world.ok('receipts', 'read', '--since', '2025-01-01');
  const query = world.otto.requestsTo('GET', '/v3/receipts')[0]?.query;
  expect(query?.get('from')).toBe('2025-01-01');
  const wrong = await world.run(['receipts', 'read', '--since', '2001-01-01']);
  expect(wrong.exitCode).toBe(2);
  expect(wrong.text).toContain('OTTO gibt Belege vier Jahre lang heraus.');
});

it('compares the receipts of one order now, with all sums', async () => {
  const world = await withReceipt();
  const { text } = await world.ok('receipts', 'check', orderNumber);
  expect(text).toContain(
    `Bestellung ${orderNumber}: Belege, Bestellung bei OTTO und Shop-Bestellung stimmen überein.`,
  );
  const { json } = await world.ok('receipts', 'check', orderNumber, '--json');
  expect(json).toMatchObject({ items: [{ check: { sums: { receipts: { cents: 5593 } } } }] });
  const unknown = await world.run(['receipts', 'check', 'nobody0000']);
  expect(unknown.exitCode).toBe(2);
});

it('writes a month for the accountant, to a file or here', async () => {
  const world = await withReceipt();
  await world.ok('receipts', 'read');
  const out = join(world.dataFolder, 'monat.csv');
  expect((await world.ok('receipts', 'csv', '--month', world.month, '--out', out)).text).toBe(
    `Geschrieben: ${out}`,
  );
  const csv = await readFile(out, 'utf8');
  expect(csv).toContain('Summe Belege;;;;;;;;55,93;');
  const shown = await world.ok('receipts', 'csv', '--month', world.month);
  expect(shown.out).toBe(csv);
  const nobodys = ['receipts', 'csv', '--month', world.month, '--account', 'nobody'];
  expect((await world.run(nobodys)).text).toContain('„nobody“');
  expect((await world.run(['receipts', 'csv'])).text).toContain('Es fehlt: --month');
  const wrong = await world.run(['receipts', 'csv', '--month', '2026-13']);
  expect(wrong).toMatchObject({ exitCode: 2 });
  expect(wrong.text).toContain('„2026-13“ ist kein Monat.');
});

it('fetches a receipt as a PDF that only the owner may read', async () => {
  const world = await withReceipt();
  const out = join(world.dataFolder, 'beleg.pdf');
  const early = await world.run(['receipts', 'pdf', world.number, '--out', out]);
  expect(early.exitCode).toBe(2);
  expect(early.text).toContain('Einen solchen Beleg kennt die Brücke nicht.');
  await world.ok('receipts', 'read');
  await world.ok('receipts', 'pdf', world.number, '--out', out);
  expect((await readFile(out, 'latin1')).startsWith('%PDF-')).toBe(true);
  expect((await stat(out)).mode & 0o077).toBe(0);
  world.otto.faults.answerWith(404, { on: 'get-receipt-pdf' });
  const gone = await world.run(['receipts', 'pdf', world.number, '--out', out]);
  expect(gone.exitCode).toBe(3);
});

it('tells what keeps it from reading, by its exit code', async () => {
  const world = await withReceipt();
  const down = world.otto.faults.answerWith(503, { on: 'list-receipts', times: 99 });
  const answer = await world.run(['receipts', 'read']);
  expect(answer.exitCode).toBe(5);
  down.withdraw();
  await world.ok('account', 'pause', 'main');
  const paused = await world.run(['receipts', 'read', '--account', 'main']);
  expect(paused.exitCode).toBe(4);
  expect((await world.run(['receipts', 'read'])).exitCode).toBe(4);
});
