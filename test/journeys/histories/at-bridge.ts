import type { ImportRules } from '../../../src/mapping/import-rules.ts';
import { importRulesSchema } from '../../../src/mapping/import-rules.ts';
import { backUpLedger, loseLedger } from '../crash/ledger-files.ts';
import { MAIN, MINUTE } from '../support/world.ts';
import { judgeStep } from './audit.ts';
import { type Chronicle, inShop, type OrderLog, type ShopSide, tell } from './chronicle.ts';
import { checkDoor, watchShop } from './shop-door.ts';
import { leftCents } from './shop-sums.ts';
import { MAPPINGS, type Step } from './steps.ts';

export type StepAtBridge = Extract<
  Step,
  {
    do:
      | 'import'
      | 'look at shop'
      | 'webhooks'
      | 'restart'
      | 'announced orders'
      | 'map statuses'
      | 'restock'
      | 'copy ledger'
      | 'put ledger back'
      | 'empty ledger';
  }
>;

/** Lets the bridge, or the owner at its settings and files, do something; the story hears of it. */
export async function happenAtBridge(chronicle: Chronicle, step: StepAtBridge): Promise<void> {
  const { world } = chronicle;
  switch (step.do) {
    case 'import':
      await world.clock.advance(step.minutes * MINUTE);
      return void (await runImport(chronicle));
    case 'look at shop':
      await world.clock.advance(step.minutes * MINUTE);
      return lookAtShop(chronicle);
    case 'webhooks':
      return runWebhooks(chronicle, step.how);
    case 'restart':
      await restart(chronicle);
      return tell(chronicle, 'the bridge is restarted');
    case 'announced orders':
      await world.setRules({ announcedImport: step.enter });
      return tell(chronicle, `setting: announced orders enter: ${step.enter}`);
    case 'map statuses':
      await world.setRules({
        statusMapping: importRulesSchema.shape.statusMapping.parse(MAPPINGS[step.as]),
      });
      return tell(chronicle, `setting: statuses as "${step.as}"`);
    case 'restock':
      await world.setRules({ [step.which]: step.on });
      return tell(chronicle, `setting: ${step.which} ${step.on ? 'on' : 'off'}`);
    case 'copy ledger':
      await restart(chronicle, async () => {
        chronicle.putBack = await backUpLedger(world.config.ledger);
      });
      chronicle.inLedger.copy = new Set(chronicle.inLedger.now);
      return tell(chronicle, 'a copy of the ledger is made');
    case 'put ledger back':
      return putLedgerBack(chronicle);
    default:
      await restart(chronicle, () => loseLedger(world.config.ledger));
      chronicle.inLedger.now = new Set();
      forget(chronicle);
      return tell(chronicle, 'the ledger is lost, an empty one begins');
  }
}

async function putLedgerBack(chronicle: Chronicle): Promise<void> {
  const { putBack } = chronicle;
  if (!putBack) return;
  chronicle.putBack = undefined;
  await restart(chronicle, putBack);
  chronicle.inLedger.now = new Set(chronicle.inLedger.copy);
  forget(chronicle);
  tell(chronicle, 'the copy of the ledger is put back');
}

async function restart({ world }: Chronicle, meanwhile?: () => Promise<void>): Promise<void> {
  await world.restart(meanwhile);
  await checkDoor(world);
}

/** What the ledger does not hold any more it can't be held to. */
function forget(chronicle: Chronicle): void {
  chronicle.hasLostLedger = true;
  const { orders, inLedger } = chronicle;
  for (const log of orders) {
    if (log.deleted === 'no') continue;
    log.deleted = inLedger.now.has(log.salesOrderId) ? 'ledger knows' : 'ledger forgot';
  }
}

/** @returns whether it wrote anything into the shop */
export async function runImport(chronicle: Chronicle): Promise<boolean> {
  const { world } = chronicle;
  tamperWithNextListing(chronicle);
  return bridgeActs(chronicle, 'import', async () => {
    const { fault } = await world.run();
    if (fault) chronicle.breaches.push(`the import stopped: ${JSON.stringify(fault)}`);
  });
}

export async function lookAtShop(chronicle: Chronicle): Promise<void> {
  await bridgeActs(chronicle, 'look at the shop', () => watchShop(chronicle.world, 'poll'));
}

async function runWebhooks(
  chronicle: Chronicle,
  how: Extract<Step, { do: 'webhooks' }>['how'],
): Promise<void> {
  const { shop } = chronicle.world;
  if (shop.state.pendingDeliveries.length === 0) return;
  const times = shop.state.pendingDeliveries.length;
  if (how === 'lost') shop.deliveryFaults.lose({ times });
  if (how === 'delivered twice') shop.deliveryFaults.sendTwice({ times });
  await bridgeActs(chronicle, `${times} webhooks ${how}`, async () => {
    await shop.runWebhookQueue();
    await watchShop(chronicle.world, 'webhook');
  });
}

/** Lets OTTO's next listing leave an order out, or name it twice. */
function tamperWithNextListing(chronicle: Chronicle): void {
  const { otto } = chronicle.world;
  otto.hooks.onEffect = ({ method, path }, { json }) => {
    const odd = chronicle.oddListing;
    if (!odd || method !== 'GET' || path !== '/v4/orders') return;
    if (typeof json !== 'object' || json === null || !('resources' in json)) return;
    const { resources } = json;
    if (!Array.isArray(resources)) return;
    const index = resources.findIndex((order) => order.salesOrderId === odd.salesOrderId);
    if (index < 0) return;
    if (odd.how === 'misses') resources.splice(index, 1);
    else resources.push(resources[index]);
  };
}

async function bridgeActs(
  chronicle: Chronicle,
  name: string,
  act: () => Promise<void>,
): Promise<boolean> {
  const { world, orders } = chronicle;
  const rules = await rulesOf(chronicle);
  const before = orders.map((log) => inShop(chronicle, log));
  const mails = world.shop.state.mails.length;
  const since = world.mark();
  await act();
  chronicle.oddListing = undefined;
  const writes = world.shopWrites(since);
  const changes: string[] = [];
  for (const [index, log] of orders.entries()) {
    const step = { before: before[index] ?? [], after: inShop(chronicle, log), rules };
    const change = changeInWords(log, step);
    if (change) changes.push(change);
    judgeStep(chronicle, log, step);
  }
  for (const mail of world.shop.state.mails.slice(mails)) {
    const log = orders.find((candidate) =>
      world.shopOrders(candidate.salesOrderId).some(({ id }) => id === mail.orderId),
    );
    if (mail.audience === 'customer' && !log?.hands.has('e-mail')) {
      chronicle.breaches.push(`a mail "${mail.type}" went to a buyer`);
    }
  }
  await rememberLedger(chronicle);
  tell(
    chronicle,
    `${name}: ${changes.join('; ') || (writes.length > 0 ? `${writes.length} writes` : 'nothing')}`,
  );
  return writes.length > 0;
}

export async function rulesOf({ world }: Chronicle): Promise<ImportRules> {
  return (await world.bridge.settings.load()).importRules;
}

async function rememberLedger({ world, orders, inLedger }: Chronicle): Promise<void> {
  const ids = orders.map(({ salesOrderId }) => salesOrderId);
  const rows = await world.bridge.ledger.loadSalesOrders(MAIN, ids);
  inLedger.now = new Set(
    [...rows.values()].flatMap((row) => (row.woo_order_id === null ? [] : row.sales_order_id)),
  );
}

/** What a step did to an order, for the story; empty = nothing one could see. */
function changeInWords(log: OrderLog, step: { before: ShopSide[]; after: ShopSide[] }): string {
  return step.after
    .flatMap((after) => {
      const before = step.before.find(({ order }) => order.id === after.order.id);
      const now = picture(after);
      if (!before) return [`${log.letter} created as ${now.join(', ')}`];
      const then = picture(before);
      const changed = now.flatMap((part, index) =>
        part === then[index] ? [] : `${then[index]} → ${part}`,
      );
      return changed.length > 0 ? [`${log.letter}: ${changed.join(', ')}`] : [];
    })
    .join('; ');
}

function picture({ order, refunds }: ShopSide): string[] {
  const lines = order.lineItems.map((line) => `${line.quantity} × ${line.name}`).join(' + ');
  const refunded = refunds.map(({ amount }) => Number(amount).toFixed(2)).sort();
  return [
    order.status,
    `${order.total.toFixed(2)} for ${lines || 'nothing'}`,
    `refunded ${refunded.join(' + ') || 'nothing'} (left ${(leftCents(order, refunds) / 100).toFixed(2)})`,
    order.shipping.city === '' ? 'no address' : `to ${order.shipping.city}`,
  ];
}
