import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openDatabase } from '../../../src/bridge/ledger/database.ts';
import { eachDatabase } from '../../databases.ts';
import {
  inventedAddresses,
  sandboxProducts,
  variedSalesOrders,
  type WireAddress,
} from '../../fixtures/otto/index.ts';
import { DAY, HOUR, startWorld, type World } from '../support/world.ts';

/** What tells of a person: all of an address but its form and its country. */
function personalTexts(addresses: readonly (WireAddress | undefined)[]): string[] {
  const texts = addresses.flatMap((address) => {
    if (!address) return [];
    const { salutation: _form, countryCode: _country, houseNumber, ...rest } = address;
    return [...Object.values(rest), `${rest.street} ${houseNumber}`];
  });
  return [...new Set(texts)].filter((text) => text.length > 2);
}

/** Not a part of a longer number or id, where a postal code may stand by chance. */
function found(personal: readonly string[], everything: string): string[] {
  return personal.filter((text) => {
    const escaped = text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    return new RegExp(`(?<![\\w-])${escaped}(?![\\w-])`).test(everything);
  });
}

async function dump(world: World): Promise<string> {
  const database = await openDatabase(world.config.ledger);
  try {
    const rows: unknown[] = [];
    for (const { name } of await database.introspection.getTables()) {
      const table = await sql`select * from ${sql.table(name)}`.execute(database);
      rows.push(name, ...table.rows);
    }
    return JSON.stringify(rows);
  } finally {
    await database.destroy();
  }
}

eachDatabase('the ledger after a whole life of orders', ({ kind }) => {
  it('holds no name, address, mail or phone number, and neither does the log', async () => {
    const world = await startWorld({ database: kind, rules: { announcedImport: 'all' } });
    await world.update((settings) => ({ ...settings, eraseShopMetaAfterDays: 1 }));
    const orders = variedSalesOrders(30);
    for (const order of orders) world.otto.addOrder(order);
    const forwarded = world.order({
      seed: 'forwarded',
      positionItems: [{ product: sandboxProducts.sofa }, {}],
    });
    const held = world.order({
      seed: 'held',
      positionItems: [{ product: sandboxProducts.fridge }],
    });
    await world.run();
    const secret = inventedAddresses('moved', true);
    world.otto.amend(forwarded.salesOrderId, (order) => ({ ...order, ...secret }));
    world.otto.cancelByMarketplace(held.salesOrderId);
    // The shop's own words may repeat what was sent.
    world.shop.faults.answer(
      {
        status: 400,
        body: {
          code: 'rest_invalid_param',
          message: `Invalid: ${secret.deliveryAddress.lastName}, ${secret.deliveryAddress.street}`,
          data: { status: 400 },
        },
      },
      { method: 'PUT' },
    );
    await world.runAfter(HOUR);
    const shopOrder = world.shopOrder(forwarded.salesOrderId);
    world.shop.hands.setAddress(shopOrder.id, { shipping: { last_name: 'Handgeschrieben' } });
    world.shop.hands.setEmail(shopOrder.id, 'hand@geschrieben.example');
    const watch = { cause: 'poll', holderKind: 'service' } as const;
    const { signal } = new AbortController();
    await world.bridge.watchShop({ ...watch, signal });
    await world.runAfter(HOUR);
    await world.bridge.proveMail({ cause: 'command', holderKind: 'command', signal });
    await world.clock.advance(3 * DAY);
    await world.bridge.eraseShopMeta({
      cause: 'schedule',
      holderKind: 'service',
      dryRun: false,
      again: false,
      signal,
    });
    await world.bridge.readRawAnswers({
      accountId: 'main',
      salesOrderId: forwarded.salesOrderId,
      signal,
    });

    const persons = [...orders, forwarded, held].flatMap((order) => [
      order.deliveryAddress,
      order.invoiceAddress,
    ]);
    const personal = [
      ...personalTexts([...persons, secret.deliveryAddress, secret.invoiceAddress]),
      'Handgeschrieben',
      'hand@geschrieben.example',
    ];
    expect(personal.length).toBeGreaterThan(40);
    const everything = await dump(world);
    expect(everything).toContain(forwarded.salesOrderId);
    expect(found(personal, everything)).toEqual([]);
    const log = JSON.stringify(world.log);
    expect(found(personal, log)).toEqual([]);
    // The shop itself does hold it: what is looked for is found where it stands.
    expect(found(personal, JSON.stringify([...world.shop.state.orders.values()]))).not.toEqual([]);
  });
});
