import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildSalesOrder, sandboxProducts } from '../../fixtures/otto/index.ts';
import { type CliWorld, connect, startCliWorld } from './cli-world.ts';

const T1 = '00340434161094042557';
const T2 = '00340434161094042564';
const SHIP_FROM = '[{"name":"Lager","city":"Dresden","zipCode":"01067"}]';
const POOL =
  '[{"id":"dhl","carrier":"DHL","prefix":"57754","digits":6,"firstSerial":1,"lastSerial":999999,"checkDigit":"dhl-identcode"}]';

const order = buildSalesOrder({ seed: 1, positionItems: [{}, {}] });
const { orderNumber } = order;
const pieces = order.positionItems.map(({ positionItemId }) => positionItemId);

/** An order in the shop, and all that OTTO asks for set up. */
async function withOrder(): Promise<CliWorld> {
  const world = await startCliWorld();
  await connect(world);
  world.otto.addOrder(order);
  await world.ok('import');
  await world.ok('settings', 'set', 'shippingRules.shipFrom', SHIP_FROM);
  await world.ok('settings', 'set', 'shippingRules.returnPools', POOL);
  return world;
}

const numbersAt = ({ otto }: CliWorld) =>
  otto.shipments.all().map(({ trackingKey }) => trackingKey.trackingNumber);

/** A report that waits for a better number. */
async function withWaiting(): Promise<CliWorld> {
  const world = await withOrder();
  await world.run(['ship', orderNumber, '--carrier', 'DHL', '--tracking', '123']);
  return world;
}

describe('ship', () => {
  it('reports an order to OTTO at once', async () => {
    const world = await withOrder();
    const { text } = await world.ok('ship', orderNumber, '--carrier', 'DHL', '--tracking', T1);
    expect(text).toContain('Meldungen gesendet: 1 von OTTO angenommen.');
    expect(text).toContain(`• Versand (DHL ${T1}): von OTTO angenommen`);
    expect(numbersAt(world)).toEqual([T1]);
    expect(world.otto.shipments.all()[0]?.positionItems).toHaveLength(2);
  });

  it('takes several numbers for several parcels, and single pieces', async () => {
    const world = await withOrder();
    await world.ok('ship', orderNumber, '--tracking', T1, '--piece', pieces[0] ?? '');
    await world.ok('ship', orderNumber, '--tracking', T2, '--return', '577546565072');
    expect(numbersAt(world)).toEqual([T1, T2]);
    expect(world.otto.shipments.all()[1]?.positionItems).toMatchObject([
      { positionItemId: pieces[1], returnTrackingKey: { trackingNumber: '577546565072' } },
    ]);
  });

  it('--dry-run only shows what would be reported', async () => {
    const world = await withOrder();
    const { text } = await world.ok('ship', orderNumber, '--tracking', T1, '--dry-run');
    expect(text).toContain(`DHL ${T1}: würde gesendet`);
    expect(text).toContain('Das war nur die Vorschau, es wurde nichts gemeldet.');
    expect(numbersAt(world)).toEqual([]);
    expect((await world.ok('reports', 'list', '--all')).text).toBe('Keine Meldungen.');
  });

  it('says what a report waits for, with the command for it', async () => {
    const world = await withOrder();
    const answer = await world.run(['ship', orderNumber, '--carrier', 'DHL', '--tracking', '123']);
    expect(answer.exitCode).toBe(3);
    expect(answer.text).toContain('Die Sendungsnummer „123“ ist zu kurz für DHL.');
    expect(answer.text).toContain('OTTO zahlt erst, wenn der Versand gemeldet ist.');
    expect(answer.text).toMatch(/npm run bridge -- reports correct [0-9a-f-]{36} --tracking …/);
  });

  it('keeps to the times the owner has set, and says how to send now', async () => {
    const world = await withOrder();
    await world.ok('settings', 'set', 'schedules.reports', '0 12,15,18 * * *');
    const { text } = await world.ok('ship', orderNumber, '--tracking', T1);
    expect(text).toContain('npm run bridge -- reports run');
    expect(numbersAt(world)).toEqual([]);
    const run = await world.ok('reports', 'run');
    expect(numbersAt(world)).toEqual([T1]);
    expect(run.text).toMatch(/das nächste Mal von selbst am .*, 1[258]:00\./);
    await world.ok('settings', 'set', 'schedules.reports', 'off');
    expect((await world.ok('reports', 'run')).text).toContain('Von selbst wird nichts gesendet');
  });

  it('says that OTTO is away, and loses nothing', async () => {
    const world = await withOrder();
    world.otto.faults.answerWith(503, { on: 'interface', times: 99 });
    const away = await world.run(['ship', orderNumber, '--tracking', T1]);
    expect(away.exitCode).not.toBe(0);
    const { json } = await world.run(['reports', 'list', '--json']);
    expect(json).toMatchObject({ items: [{ orderNumber, parcels: [{ trackingNumber: T1 }] }] });
  });

  it.each([
    [['ship', 'nichtda123', '--tracking', T1], 'kennt die Brücke keine Bestellung'],
    [['ship', orderNumber, '--tracking', T1, '--piece', 'x'], 'gehört nicht dazu'],
    [['ship', orderNumber, '--date', '2999-01-01'], 'liegt in der Zukunft'],
  ])('%j is refused with a plain sentence', async (argv, sentence) => {
    const answer = await (await withOrder()).run(argv);
    expect(answer).toMatchObject({ exitCode: 2 });
    expect(answer.text).toContain(sentence);
  });
});

describe('ship of an order whose report waits', () => {
  it('takes on a better number, and loses none to a wish without one', async () => {
    const world = await withWaiting();
    const without = await world.run(['ship', orderNumber]);
    expect(without.exitCode).not.toBe(0);
    const { json } = await world.run(['reports', 'list', '--json']);
    expect(json).toMatchObject({ items: [{ parcels: [{ trackingNumber: '123' }] }] });
    await world.ok('ship', orderNumber, '--tracking', T1);
    expect(numbersAt(world)).toEqual([T1]);
  });
});

describe('cancel', () => {
  it('says what it costs and does nothing without --yes', async () => {
    const world = await withOrder();
    const told = await world.run(['cancel', orderNumber]);
    expect(told.exitCode).toBe(3);
    expect(told.text).toContain('Storniert würden 2 Stück über');
    const { positionItemId, product } = order.positionItems[0] ?? {};
    expect(told.text).toMatch(new RegExp(`• ${product?.sku}, .* € \\(${positionItemId}\\)`));
    expect(told.text).toContain('lässt sich bei OTTO nicht zurücknehmen');
    expect(told.text).toContain(`npm run bridge -- cancel ${orderNumber} --yes`);
    expect(world.otto.requestsTo('POST', /cancellation/)).toEqual([]);
  });

  it('--yes cancels, each piece by a call of its own', async () => {
    const world = await withOrder();
    await world.ok('cancel', orderNumber, '--yes');
    expect(world.otto.requestsTo('POST', /cancellation/)).toHaveLength(2);
    const again = await world.run(['cancel', orderNumber, '--yes']);
    expect(again.exitCode).toBe(0);
    expect(world.otto.requestsTo('POST', /cancellation/)).toHaveLength(2);
  });
});

describe('reports', () => {
  it('list shows what is not through, and show every call', async () => {
    const world = await withWaiting();
    const list = await world.run(['reports', 'list']);
    expect(list.exitCode).toBe(3);
    expect(list.text).toContain('wartet: Sendungsnummer zu kurz');
    await world.ok('reports', 'correct', orderNumber, '--tracking', T1);
    expect(numbersAt(world)).toEqual([T1]);
    const { json } = await world.ok('reports', 'list', '--all', '--json');
    const [report] = JSON.parse(JSON.stringify(json)).items;
    const shown = await world.ok('reports', 'show', report.transmissionId);
    expect(shown.text).toContain('Aufrufe bei OTTO');
    expect(shown.text).toContain('Sendung gemeldet angenommen');
  });

  it('correct leaves what it does not name as it was', async () => {
    const world = await withWaiting();
    await world.ok('reports', 'correct', orderNumber, '--tracking', T1, '--return', '577546565072');
    expect(world.otto.shipments.all()).toMatchObject([
      { trackingKey: { carrier: 'DHL', trackingNumber: T1 } },
    ]);
  });

  it('by-hand says that OTTO does not show it yet', async () => {
    const world = await withWaiting();
    const answer = await world.run(['reports', 'by-hand', orderNumber]);
    expect(answer.exitCode).toBe(3);
    expect(answer.text).toContain('OTTO zeigt davon noch nichts.');
  });

  it('withdraw frees the pieces for another report', async () => {
    const world = await withWaiting();
    expect((await world.ok('reports', 'withdraw', orderNumber)).text).toContain('„zurückgenommen“');
    await world.ok('ship', orderNumber, '--tracking', T1);
    expect(numbersAt(world)).toEqual([T1]);
  });

  it('send-again counts what is tried', async () => {
    const world = await withWaiting();
    for (const which of [['--all'], ['--order', orderNumber]]) {
      const { text } = await world.run(['reports', 'send-again', ...which]);
      expect(text).toContain('Eine Meldung wird jetzt noch einmal versucht.');
    }
    const { text } = await world.ok('reports', 'send-again', '--incident', await incidentId(world));
    expect(text).toContain('Eine Meldung');
  });

  it.each([
    [['reports', 'show', 'nichtda123'], 'Eine Meldung mit der Kennung „nichtda123“ kennt'],
    [['reports', 'send-again'], 'Es fehlt: <report>, --order, --incident, --all.'],
    [['reports', 'send-again', '--incident', '4711'], 'Einen Vorfall mit dieser Nummer'],
    [['reports', 'list', '--state', 'weg'], 'Möglich sind: waiting, due,'],
  ])('%j is refused with a plain sentence', async (argv, sentence) => {
    const answer = await (await withOrder()).run(argv);
    expect(answer).toMatchObject({ exitCode: 2 });
    expect(answer.text).toContain(sentence);
  });
});

async function incidentId(world: CliWorld): Promise<string> {
  const { json } = await world.run(['incidents', '--json']);
  return String(JSON.parse(JSON.stringify(json)).items[0].incidentId);
}

describe('why and incidents', () => {
  it('tell what an order’s report waits for, and by when it has to leave', async () => {
    const world = await withWaiting();
    const { text } = await world.ok('why', orderNumber);
    expect(text).toContain('Meldungen an OTTO • Versand (DHL 123): wartet');
    const incidents = await world.run(['incidents']);
    expect(incidents.text).toContain('muss die erste hinaus, um pünktlich zu sein.');
    expect(incidents.text).toContain(
      `npm run bridge -- reports correct ${orderNumber} --tracking …`,
    );
  });
});

describe('ship-csv', () => {
  it('shows first, and takes over with --yes', async () => {
    const world = await withOrder();
    const file = join(world.dataFolder, 'sendungen.csv');
    const rows = [`${T1};${orderNumber}`, `${T2};kein-Auftrag`];
    await writeFile(file, `Sendungsnummer;Sendungsreferenz (Referenznr.)\n${rows.join('\n')}\n`);
    const preview = await world.run(['ship-csv', file]);
    expect(preview.exitCode).toBe(3);
    expect(preview.text).toContain('Zu senden: 1, wartend: 0, schon gemeldet: 0, nicht möglich: 1');
    expect(preview.text).toContain('„kein-Auftrag“');
    expect(preview.text).toContain(`npm run bridge -- ship-csv ${file} --yes`);
    expect(numbersAt(world)).toEqual([]);
    await world.run(['ship-csv', file, '--yes']);
    await world.run(['ship-csv', file, '--yes']);
    expect(numbersAt(world)).toEqual([T1]);
  });

  it('asks for the columns of a file it does not know', async () => {
    const world = await withOrder();
    const file = join(world.dataFolder, 'liste.csv');
    await writeFile(file, `Für wen;Paketnr.\n${orderNumber};${T1}\n`);
    const unknown = await world.run(['ship-csv', file]);
    expect(unknown.exitCode).toBe(2);
    expect(unknown.text).toContain('Die Spalten der Datei: Für wen, Paketnr.');
    const map = ['--map', 'orderReference=Für wen', '--map', 'trackingNumber=Paketnr.'];
    await world.ok('ship-csv', file, ...map, '--yes');
    expect(numbersAt(world)).toEqual([T1]);
  });

  it.each([
    [['ship-csv', '/dev/null/x'], 'lässt sich nicht lesen'],
    [['ship-csv', '/dev/null', '--map', 'x=y'], 'Möglich sind: orderReference'],
    [['ship-csv', '/dev/null'], 'Die Datei ist leer.'],
  ])('%j is refused with a plain sentence', async (argv, sentence) => {
    const answer = await (await withOrder()).run(argv);
    expect(answer).toMatchObject({ exitCode: 2 });
    expect(answer.text).toContain(sentence);
  });
});

describe('ship-list', () => {
  it('names what must ship, until it is reported', async () => {
    const world = await withOrder();
    expect((await world.ok('ship-list')).text).toContain(`${orderNumber} 1`);
    await world.ok('ship', orderNumber, '--tracking', T1);
    expect((await world.ok('ship-list')).text).toContain('Es ist nichts zu versenden.');
  });
});

describe('carrier', () => {
  it('remembers which carrier a name means', async () => {
    const world = await withOrder();
    const { sofa } = sandboxProducts;
    const large = buildSalesOrder({ seed: 2, positionItems: [{ product: sofa }] });
    world.otto.addOrder(large);
    await world.ok('import');
    await world.ok('settings', 'set', 'shippingRules.forwarderSkus', JSON.stringify([sofa.sku]));
    const ship = [
      'ship',
      large.orderNumber,
      '--carrier',
      'Spedition Meier',
      '--tracking',
      'FF12345678',
    ];
    const asked = await world.run(ship);
    expect(asked.text).toContain("npm run bridge -- carrier 'Spedition Meier' …");
    await world.ok('carrier', 'Spedition Meier', 'dachser');
    await world.ok('reports', 'run');
    expect(world.otto.shipments.all()).toMatchObject([{ trackingKey: { carrier: 'DACHSER' } }]);
    expect((await world.ok('carrier')).text).toContain('Spedition Meier DACHSER');
    const taken = await world.run(['carrier', 'DHL', 'GLS']);
    expect(taken.exitCode).toBe(2);
    expect(taken.text).toContain('„DHL“ ist bei OTTO selbst ein Versender');
    const wrong = await world.run(['carrier', 'x', 'SNAIL']);
    expect(wrong.exitCode).toBe(2);
    expect(wrong.text).toContain('„SNAIL“ ist kein Versender, den OTTO kennt.');
  });
});

describe('settings set of a value with parts', () => {
  it.each([
    ['shippingRules.shipFrom', '[{"name":"Lager","city":"Dresden"}]', '0.zipCode: erwartet'],
    ['shippingRules.shippedStatuses', '["processing"]', '„processing“ bekommen Bestellungen'],
  ])('says what is wrong with %s, and where in it', async (name, value, told) => {
    const world = await startCliWorld();
    await connect(world);
    const { exitCode, text } = await world.run(['settings', 'set', name, value]);
    expect(exitCode).toBe(2);
    expect(text).toContain(told);
  });
});

describe('settings set', () => {
  it.each([
    ['shippingRules.shippedStatuses', '["completed","sent"]'],
    ['shippingRules.returnCarrier', 'DHL'],
    ['shippingRules.transitDays', '{"DHL":1}'],
    ['shippingRules.stopAfterDays', '7'],
    ['shippingRules.stopAfterDays', 'null'],
    ['shippingRules.cancellations', 'at-once'],
    ['accounts.main.shipping.graceMinutes', '5'],
    ['accounts.main.shipping.forwarderSkus', '["SOFA-*"]'],
    ['schedules.reports', 'off'],
  ])('%s %s', async (name, value) => {
    const world = await startCliWorld();
    await connect(world);
    await world.ok('settings', 'set', name, value);
    expect((await world.ok('settings', 'show')).out).toContain(name.replace(/\.[A-Z].*/, ''));
  });

  it('reaches every shipping rule, and takes an account’s own answer back', async () => {
    const world = await startCliWorld();
    await connect(world);
    const unknown = await world.run(['settings', 'set', 'shippingRules.x', '1']);
    for (const rule of [
      'shipFrom',
      'returnPools',
      'transitDays',
      'alarmAfterHours',
      'carrierMetaKeys',
    ]) {
      expect(unknown.text).toContain(`shippingRules.${rule}`);
    }
    await world.ok('settings', 'set', 'accounts.main.shipping.graceMinutes', '5');
    await world.ok('settings', 'set', 'accounts.main.shipping.graceMinutes', 'null');
    expect((await world.ok('settings', 'show')).out).not.toContain('shipping.graceMinutes');
    const bad = await world.run([
      'settings',
      'set',
      'shippingRules.returnPools',
      POOL.replace('999999', '0'),
    ]);
    expect(bad.exitCode).toBe(2);
    expect(bad.text).toContain('liegt vor der ersten laufenden Nummer');
  });
});
