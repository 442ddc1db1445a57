import { describe, expect, it } from 'vitest';
import {
  announcedPrepayment,
  buildSalesOrder,
  cancelledUnpaidPrepayment,
  processableSuspectedFraud,
  sandboxProducts,
} from '../../fixtures/otto/index.ts';
import { type CliWorld, connect, startCliWorld } from './cli-world.ts';

const NOW = '2026-03-20T08:00:00.000Z';
const order = buildSalesOrder({ seed: 1 });
const { orderNumber, salesOrderId } = order;

/** What the ledger notes before a run does anything about an order. */
const seen = {
  salesOrderId,
  orderNumber,
  orderedAt: order.orderDate,
  changedAt: order.lastModifiedDate ?? order.orderDate,
  phase: 'processable',
  grossCents: 3_094,
  paymentMethod: 'PAYPAL',
  expectedDeliveryAt: undefined,
  positionItems: [],
};

async function startConnected(): Promise<CliWorld> {
  const world = await startCliWorld();
  await connect(world);
  return world;
}

const STATES: {
  state: string;
  orderNumber?: string;
  arrange: (world: CliWorld) => Promise<unknown>;
  told: string[];
  toldNot?: string[];
}[] = [
  {
    state: 'seen',
    arrange: async (world) => {
      await (await world.openLedger()).recordSeen('main', [seen], NOW);
    },
    told: ['Im Shop: nein.', 'Der nächste Importlauf bringt sie in den Shop.'],
    toldNot: ['Nächster Blick'],
  },
  {
    state: 'claimed',
    arrange: async (world) => {
      const ledger = await world.openLedger();
      await ledger.recordSeen('main', [seen], NOW);
      await ledger.claimForCreate('main', [salesOrderId], { claimId: 'c', now: NOW, notes: [] });
    },
    told: ['Der Shop hat auf das Anlegen nicht geantwortet.', 'nur an, wenn sie sicher fehlt'],
  },
  {
    state: 'backlog',
    orderNumber: announcedPrepayment().orderNumber,
    arrange: (world) => {
      world.otto.addOrder(announcedPrepayment());
      return world.ok('import');
    },
    told: [
      'Phase: Warten: von OTTO nicht freigegeben.',
      'Im Shop: nein.',
      'wartet in der Brücke auf die Vorkasse-Zahlung',
      'Sobald OTTO sie freigibt, kommt sie mit dem nächsten Lauf',
    ],
  },
  {
    state: 'held',
    arrange: async (world) => {
      const product = { ...sandboxProducts.shirt, sku: 'NEU 1' };
      world.otto.addOrder(buildSalesOrder({ seed: 1, positionItems: [{ product }] }));
      await world.ok('settings', 'set', 'importRules.unknownSku', 'hold');
      return world.run(['import']);
    },
    told: [
      'gibt es in Ihrem Shop kein Produkt: NEU 1.',
      'Sie wird automatisch erneut versucht.',
      'Nächster Blick darauf: ',
      'Was Sie tun können: Tragen Sie die SKU',
      "npm run bridge -- product 'NEU 1' <Shop-SKU>",
    ],
    toldNot: ['Was dazu offen ist'],
  },
  {
    state: 'skipped',
    orderNumber: cancelledUnpaidPrepayment().orderNumber,
    arrange: (world) => {
      world.otto.addOrder(cancelledUnpaidPrepayment());
      return world.ok('import');
    },
    told: ['wurde storniert, bevor sie in den Shop kam', 'Sie bleibt außerhalb des Shops.'],
  },
  {
    state: 'skipped for its day',
    arrange: async (world) => {
      const orderLifecycleInformation = { lifecycleChangeDate: '2026-06-02T08:00:00.000Z' };
      world.otto.addOrder(buildSalesOrder({ seed: 1, orderLifecycleInformation }));
      await world.ok('settings', 'set', 'accounts.main.startAt', '2026-06-01');
      await world.ok('import');
    },
    told: ['vor dem Startdatum dieses OTTO-Kontos', 'import --account main --since 2026-03-02'],
  },
  {
    state: 'imported',
    arrange: (world) => {
      world.otto.addOrder(order);
      return world.ok('import');
    },
    told: [
      'Bestellt bei OTTO am 02.03.2026, 09:14, Summe 30,94 €.',
      'Phase: Jetzt versenden.',
      'Im Shop: Bestellung 1, Status „processing“.',
      'Jede Änderung bei OTTO kommt mit dem nächsten Lauf',
      'Im Shop angelegt als Bestellung 1',
    ],
    toldNot: ['Im Shop: nein', 'Warum:'],
  },
  {
    state: 'imported, with something open about it',
    orderNumber: processableSuspectedFraud().orderNumber,
    arrange: (world) => {
      world.otto.addOrder(processableSuspectedFraud());
      return world.ok('import');
    },
    told: ['Was dazu offen ist', 'OTTO meldet einen Betrugsverdacht.'],
  },
];

describe('why', () => {
  it.each(STATES)('tells the story of an order that is $state', async (story) => {
    const world = await startConnected();
    await story.arrange(world);
    const { text } = await world.ok('why', story.orderNumber ?? orderNumber);
    for (const told of story.told) expect(text).toContain(told);
    for (const told of story.toldNot ?? []) expect(text).not.toContain(told);
  });

  it('of a number nobody knows says what to do', async () => {
    const world = await startConnected();
    const answer = await world.run(['why', ' nichtda123 ']);
    expect(answer.exitCode).toBe(2);
    expect(answer.text).toContain('Die Brücke kennt keine Bestellung „nichtda123“.');
    expect(answer.text).toContain('npm run bridge -- import --since');
  });

  it('of a number two accounts have tells both stories', async () => {
    const world = await startCliWorld();
    await connect(world, { accountIds: ['eins', 'zwei'] });
    world.otto.addOrder(order);
    await world.ok('import');
    const { text } = await world.ok('why', orderNumber);
    expect(text).toContain(`Bestellung ${orderNumber} (Konto eins)`);
    expect(text).toContain(`Bestellung ${orderNumber} (Konto zwei)`);
    expect((await world.ok('orders')).text).toMatch(/Konto .* eins /);
  });
});
