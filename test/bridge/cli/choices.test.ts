import { describe, expect, it } from 'vitest';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { type CliWorld, connect, startCliWorld } from './cli-world.ts';

const order = buildSalesOrder({ seed: 1, positionItems: [{}, {}] });
const { orderNumber, salesOrderId } = order;

/** The one order, in the shop. */
async function withOrder(): Promise<CliWorld> {
  const world = await startCliWorld();
  await connect(world);
  world.otto.addOrder(order);
  await world.ok('import');
  return world;
}

async function cancelledInShop(): Promise<CliWorld> {
  const world = await withOrder();
  world.shop.hands.setStatus(1, 'cancelled');
  const ledger = await world.openLedger();
  await ledger.lookAgainAt('main', [salesOrderId], '2026-03-20T08:00:00.000Z');
  await world.run(['import']);
  return world;
}

async function withPackStop(): Promise<CliWorld> {
  const world = await withOrder();
  const [gone] = order.positionItems;
  world.otto.cancelByMarketplace(salesOrderId, gone && [gone.positionItemId]);
  await world.run(['import']);
  return world;
}

describe('choose', () => {
  it('is told by why, with both ways and the command', async () => {
    const { text } = await (await cancelledInShop()).ok('why', orderNumber);
    expect(text).toContain('steht im Shop auf „cancelled“, bei OTTO aber auf „Jetzt versenden“.');
    expect(text).toContain('„Wie bei OTTO“: Die Brücke setzt die Shop-Bestellung auf den Status');
    expect(text).toContain('„Wie im Shop“: Die Shop-Bestellung bleibt, wie sie ist');
    expect(text).toContain(`npm run bridge -- choose ${orderNumber} <--otto|--shop>`);
  });

  it('--otto brings the shop order in line at once', async () => {
    const world = await cancelledInShop();
    const { text } = await world.ok('choose', ` ${orderNumber} `, '--otto');
    expect(text).toContain('Es gilt, was OTTO meldet. Dazu ist nichts mehr offen.');
    expect(world.shop.state.orders.get(1)?.status).toBe('processing');
    const { text: story } = await world.ok('why', orderNumber);
    expect(story).toContain('Sie haben entschieden „wie bei OTTO“.');
    expect(story).toContain('(von Ihnen entschieden)');
  });

  it('--shop leaves it as it is, for good', async () => {
    const world = await cancelledInShop();
    await world.ok('choose', orderNumber, '--shop', '--lang=en');
    await world.ok('import');
    expect(world.shop.state.orders.get(1)?.status).toBe('cancelled');
    await world.ok('incidents');
  });

  it('is kept for the next import while the account is paused', async () => {
    const world = await cancelledInShop();
    await world.ok('account', 'pause', 'main');
    const paused = await world.run(['choose', orderNumber, '--otto']);
    expect(paused.exitCode).toBe(3);
    expect(paused.text).toContain('Der nächste Import führt das aus.');
    await world.ok('account', 'activate', 'main');
    await world.ok('import');
    expect(world.shop.state.orders.get(1)?.status).toBe('processing');
  });

  it('says with --json what was chosen and which import did it', async () => {
    const world = await cancelledInShop();
    const { json } = await world.ok('choose', orderNumber, '--otto', '--json');
    expect(json).toEqual({
      items: [
        {
          accountId: 'main',
          salesOrderId,
          side: 'otto',
          codes: ['cancelled-in-shop'],
          importRunId: expect.any(String),
          fault: null,
          isOpen: false,
        },
      ],
    });
  });

  it.each([
    [['choose', orderNumber], 'Es fehlt: --otto, --shop.'],
    [['choose', orderNumber, '--otto', '--shop'], 'Möglich sind: --otto, --shop.'],
    [['choose', 'nichtda123', '--otto'], 'Die Brücke kennt keine Bestellung „nichtda123“.'],
    [['choose', orderNumber, '--otto'], 'Hier ist gerade nichts zu entscheiden.'],
  ])('%j is refused with a plain sentence', async (argv, sentence) => {
    const answer = await (await withOrder()).run(argv);
    expect(answer).toMatchObject({ exitCode: 2 });
    expect(answer.text).toContain(sentence);
  });

  it('says so when the shop can not be told', async () => {
    const world = await cancelledInShop();
    await world.shop.stop();
    const answer = await world.run(['choose', orderNumber, '--shop']);
    expect(answer.exitCode).toBe(5);
    expect(answer.text).toContain('Ihr Shop ist zurzeit nicht erreichbar');
  });
});

describe('a pack-stop', () => {
  it('is told by why with the piece to take out, and by incidents with its number', async () => {
    const world = await withPackStop();
    const { text } = await world.ok('why', orderNumber);
    expect(text).toContain('Packstopp: OTTO hat dieses Stück storniert');
    expect(text).toContain('(bei OTTO)');
    expect(text).toMatch(/npm run bridge -- incidents close \d+/);
    const incidents = await world.run(['incidents']);
    expect(incidents.exitCode).toBe(3);
    expect(incidents.out).toMatch(/^ {4}npm run bridge -- incidents close \d+$/m);
  });

  it('is closed by its number, and stays closed', async () => {
    const world = await withPackStop();
    const { out } = await world.run(['incidents']);
    const id = /incidents close (\d+)/.exec(out)?.[1] ?? '';
    const closed = await world.ok('incidents', 'close', id);
    expect(closed.text).toBe(`Vorfall ${id} ist als erledigt abgehakt.`);
    await world.ok('import');
    expect((await world.ok('incidents')).text).toBe('Kein Vorfall ist offen: Alles in Ordnung.');
    const { text } = await world.ok('why', orderNumber);
    expect(text).toContain('Von Ihnen als erledigt bestätigt:');
    expect(text).toContain('Bei OTTO storniert, wird nicht versendet.');
    const again = await world.ok('incidents', 'close', id, '--json');
    expect(again.json).toEqual({ incidentId: Number(id), acknowledged: true });
  });
});

describe('incidents close', () => {
  it.each([
    [['incidents', 'close', '4711'], 'Einen Vorfall mit dieser Nummer kennt die Brücke nicht.'],
    [['incidents', 'close', 'x'], 'Geben Sie eine ganze Zahl von 1 bis'],
    [['incidents', 'close'], 'Es fehlt eine Angabe'],
    [['incidents', 'close', '1'], 'Dieser Vorfall lässt sich nicht einfach abhaken'],
  ])('%j is refused with a plain sentence', async (argv, sentence) => {
    const answer = await (await cancelledInShop()).run(argv);
    expect(answer).toMatchObject({ exitCode: 2 });
    expect(answer.text).toContain(sentence);
  });
});
