import type { LineItem, StoredOrder } from '../../fakes/woocommerce/state.ts';
import { type Chronicle, type OrderLog, openShopOrder, withFirst } from './chronicle.ts';
import type { StepInShop } from './shop-steps.ts';
import { goesToInShop, idsOfLine, leftCents } from './shop-sums.ts';

type Deed = { says: string };

/**
 * Lets a person do something in the shop.
 *
 * @returns the story's sentence; undefined when it can't be done now
 */
export function doInShop(chronicle: Chronicle, step: StepInShop): string | undefined {
  return withFirst(chronicle, step.order, (log) => {
    const deed = step.do === 'restore' ? restore(chronicle, log) : byHand(chronicle, log, step);
    return deed && `a person ${deed.says}`;
  });
}

function restore({ world }: Chronicle, log: OrderLog): Deed | undefined {
  const [order] = world.shopOrders(log.salesOrderId);
  if (order?.status !== 'trash') return undefined;
  world.shop.hands.restore(order.id);
  return { says: `restores the shop order of ${log.letter} from the bin` };
}

function byHand(
  chronicle: Chronicle,
  log: OrderLog,
  step: Exclude<StepInShop, { do: 'restore' }>,
): Deed | undefined {
  const { world } = chronicle;
  const { hands } = world.shop;
  const order = openShopOrder(chronicle, log);
  if (!order) return undefined;
  const ofOrder = `of the shop order of ${log.letter}`;
  switch (step.do) {
    case 'set status':
      if (order.status === step.status) return undefined;
      hands.setStatus(order.id, step.status);
      noteStatus(log, step.status);
      if (step.status === 'refunded') log.hands.add('refund');
      return { says: `sets the shop order of ${log.letter} to ${step.status}` };
    case 'set quantity':
      return withLine(order, step.line, (line) => {
        const quantity = line.quantity + step.by;
        if (quantity < 1) return undefined;
        hands.setLineQuantity(order.id, line.id, quantity);
        log.hands.add('lines');
        return { says: `sets ${nameOf(line)} ${ofOrder} to ${quantity} pieces` };
      });
    case 'remove line':
      return withLine(order, step.line, (line) => {
        hands.removeLine(order.id, line.id);
        for (const id of idsOfLine(line)) log.takenOut.add(id);
        log.hands.add('lines');
        return { says: `removes ${nameOf(line)} from the shop order of ${log.letter}` };
      });
    case 'add fee':
      hands.addFee(order.id, 'Nachlass oder Zuschlag', step.total);
      log.hands.add('fees');
      return { says: `adds a fee of ${step.total} to the shop order of ${log.letter}` };
    case 'edit address':
      log.addressBeforeHand ??= goesToInShop(order);
      hands.setAddress(order.id, { shipping: { address_1: 'Handweg 5', city: 'Kiel' } });
      log.hands.add('address');
      return { says: `changes the address ${ofOrder}` };
    case 'refund':
      return refund(chronicle, log, order, step);
    case 'throw away':
      hands.trash(order.id);
      return { says: `throws the shop order of ${log.letter} away` };
    case 'delete':
      hands.deleteForGood(order.id);
      log.deleted = chronicle.inLedger.now.has(log.salesOrderId) ? 'ledger knows' : 'ledger forgot';
      return { says: `deletes the shop order of ${log.letter} for good` };
    default:
      hands.setEmail(order.id, 'typed-in@buyer.example');
      log.hands.add('e-mail');
      return { says: `types an e-mail address into the shop order of ${log.letter}` };
  }
}

/** A status that is just the one the bridge wrote is nobody else's choice. */
export function noteStatus(log: OrderLog, status: string): void {
  log.hands.add('status');
  if (status !== log.statusWritten) log.statusBy = 'hand';
  else log.statusBy = log.wasPassedOver ? 'either' : 'bridge';
}

function refund(
  { world }: Chronicle,
  log: OrderLog,
  order: StoredOrder,
  step: Extract<StepInShop, { do: 'refund' }>,
): Deed | undefined {
  const { hands, state } = world.shop;
  const leftNow = leftCents(order, [...state.refunds.values()]);
  const [line] = order.lineItems.slice(step.line % Math.max(1, order.lineItems.length));
  const isPiece = step.what === 'one piece' && line !== undefined;
  const pieceCents = line
    ? Math.round(((Number(line.total) + Number(line.totalTax)) / line.quantity) * 100)
    : 0;
  const cents = isPiece ? pieceCents : step.what === 'one euro' ? 100 : leftNow;
  if (cents < 1 || cents > leftNow) return undefined;
  const amount = (cents / 100).toFixed(2);
  hands.refund(order.id, amount, isPiece ? { pieces: { [line.id]: 1 } } : {});
  log.hands.add('refund');
  const status = world.shop.state.orders.get(order.id)?.status;
  if (status === 'refunded') noteStatus(log, status);
  const what = isPiece ? `one piece of ${nameOf(line)} (${amount})` : `${amount}`;
  return { says: `refunds ${what} of the shop order of ${log.letter}` };
}

function withLine(
  order: StoredOrder,
  index: number,
  act: (line: LineItem) => Deed | undefined,
): Deed | undefined {
  const line = order.lineItems[index % Math.max(1, order.lineItems.length)];
  return line && act(line);
}

function nameOf(line: LineItem): string {
  return `${line.quantity} × ${line.name}`;
}
