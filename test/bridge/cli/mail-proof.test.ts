import { expect, it } from 'vitest';
import { connect, ENGLISH, GERMAN, startCliWorld } from './cli-world.ts';

async function startConnected() {
  const world = await startCliWorld();
  await connect(world);
  return world;
}

it('mail-proof says what may arrive, ticks each step, and ends with the verdict', async () => {
  const world = await startConnected();
  const { out, text } = await world.ok('mail-proof');
  expect(text).toContain('„Neue Bestellung“');
  expect(out.indexOf('Das ist normal')).toBeLessThan(out.indexOf('✓'));
  for (const status of ['on-hold', 'processing', 'completed', 'refunded', 'cancelled']) {
    expect(text).toContain(`„${status}“, keine Mail-Adresse`);
  }
  expect(text).toContain('✓ Bestanden: Keine Mail des Shops konnte den Käufer erreichen.');
  expect(text).toContain('customer_processing_order');
  expect(text).not.toContain('✗');
  expect(text).not.toMatch(ENGLISH);
  expect(world.shop.state.orders.size).toBe(0);

  const english = await world.ok('mail-proof', '--lang', 'en');
  expect(english.text).toContain('✓ Passed: no mail of the shop could reach the buyer.');
  expect(english.text).not.toMatch(GERMAN);
  const { json } = await world.ok('mail-proof', '--json');
  expect(json).toMatchObject({ state: 'passed', isOrderLeft: false });
});

it('mail-proof ends with what waits for the owner when a plugin fills in an address', async () => {
  const world = await startConnected();
  world.shop.hooks.onEffect = () => {
    for (const order of world.shop.state.orders.values()) {
      if (order.status === 'processing') order.billing.email = 'kunde@mail.example';
    }
  };
  const { exitCode, text } = await world.run(['mail-proof']);
  expect(exitCode).toBe(3);
  expect(text).toContain('✗ Die Mail-Probe hat eine Lücke gefunden: Im Status „processing“');
  expect(text).toContain('(billing.email)');
  expect(text).toContain('das tut ein Plugin');
  expect(text).not.toContain('kunde@');
  const incidents = await world.run(['incidents']);
  expect(incidents.text).toContain('Mail-Probe');
});

it('mail-proof says when another one runs, and when the test order could not be removed', async () => {
  const world = await startConnected();
  const ledger = await world.openLedger();
  const expiresAt = '2099-01-01T00:00:00.000Z';
  const lease = await ledger.acquireLease('mail-proof', 'elsewhere', { now: '2026', expiresAt });
  const busy = await world.run(['mail-proof']);
  expect(busy).toMatchObject({ exitCode: 6 });
  expect(busy.text).toContain('Es läuft schon eine Mail-Probe.');
  const asJson = await world.run(['mail-proof', '--json']);
  expect(asJson.json).toMatchObject({ error: { code: 'mail-proof-running', exitCode: 6 } });
  if (lease) await ledger.releaseLease(lease);

  world.shop.faults.refuse(403, { method: 'DELETE', times: 99 });
  const left = await world.run(['mail-proof']);
  expect(left.exitCode).toBe(3);
  expect(left.text).toContain('ließ sich nicht aus dem Shop entfernen');
}, 30_000);
