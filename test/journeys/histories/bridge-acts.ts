import type { ImportRules } from '../../../src/mapping/import-rules.ts';
import { MAIN } from '../support/world.ts';
import { judgeStep } from './audit.ts';
import { type Chronicle, inShop, type OrderLog, type ShopSide, tell } from './chronicle.ts';
import { leftCents } from './shop-sums.ts';

/** Lets the bridge act, judges what it did to each order, and tells it as one line of the story. */
export async function bridgeActs(
  chronicle: Chronicle,
  name: string,
  act: () => Promise<void>,
  alsoTold: () => string[] = () => [],
): Promise<void> {
  const { world, orders } = chronicle;
  const rules = await rulesOf(chronicle);
  const before = orders.map((log) => inShop(chronicle, log));
  const mails = world.shop.state.mails.length;
  const since = world.mark();
  const befell = await chronicle.disturbance.around(chronicle, act);
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
  const writes = world.shopWrites(since).length;
  // Notes and marks do not show in the picture of an order.
  const unseen = writes > 0 ? `${writes} writes` : 'nothing';
  tell(chronicle, `${name}: ${[...befell, ...alsoTold(), ...changes].join('; ') || unseen}`);
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
