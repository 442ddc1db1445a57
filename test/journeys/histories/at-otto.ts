import {
  furtherProducts,
  inventedPeople,
  type PositionItemOverrides,
  sandboxProducts,
  type WirePositionItem,
  type WireSalesOrder,
} from '../../fixtures/otto/index.ts';
import { type Chronicle, newLog, type OrderLog, withFirst } from './chronicle.ts';
import type { NewOrder, PieceDraft, StepAtOtto } from './otto-steps.ts';
import { goesTo } from './shop-sums.ts';

const MOST_ORDERS = 3;

export const PRODUCTS = {
  ...sandboxProducts,
  cookbook: furtherProducts.cookbook,
  panel: furtherProducts.photovoltaicPanel,
};

type Change = Exclude<StepAtOtto, { do: 'new order' | 'odd listing' }>;

/**
 * Lets something happen at OTTO.
 *
 * @returns the story's sentence; undefined when it can't happen now
 */
export function happenAtOtto(chronicle: Chronicle, step: StepAtOtto): string | undefined {
  if (step.do === 'new order') return placeOrder(chronicle, step);
  return withFirst(chronicle, step.order, (log) => {
    if (step.do === 'odd listing') {
      chronicle.oddListing = { how: step.how, salesOrderId: log.salesOrderId };
      return `OTTO: the next listing ${step.how} ${log.letter}`;
    }
    const done = change(chronicle, log, step);
    if (done === undefined) return undefined;
    if (log.deleted !== 'no') log.changedSinceDeleted = true;
    return `OTTO: ${done}`;
  });
}

function change({ world }: Chronicle, log: OrderLog, step: Change): string | undefined {
  const { otto } = world;
  const { salesOrderId, letter } = log;
  const salesOrder = otto.state.orders.find(salesOrderId);
  if (!salesOrder) return undefined;
  switch (step.do) {
    case 'release':
      return move(salesOrder, ['ANNOUNCED'], step.pieces, (ids, what) => {
        otto.release(salesOrderId, ids);
        return `${letter}: ${what} released`;
      });
    case 'cancel': {
      const isOttos = step.by === 'marketplace';
      const from = isOttos ? ['ANNOUNCED', 'PROCESSABLE'] : ['PROCESSABLE'];
      return move(salesOrder, from, step.pieces, (ids, what) => {
        if (isOttos) otto.cancelByMarketplace(salesOrderId, ids, step.reason);
        else otto.cancelByPartner(salesOrderId, ids);
        return `${letter}: ${what} cancelled by the ${step.by}`;
      });
    }
    case 'send':
      return move(salesOrder, ['PROCESSABLE'], step.pieces, (ids, what) => {
        otto.send(salesOrderId, ids);
        return `${letter}: ${what} sent`;
      });
    case 'return':
      return move(salesOrder, ['SENT'], step.pieces, (ids, what) => {
        otto.returnItems(salesOrderId, ids);
        return `${letter}: ${what} returned`;
      });
    case 'new address': {
      const person = inventedPeople[step.who];
      if (!person || goesTo(salesOrder) === '') return undefined;
      amend(world, salesOrder, { deliveryAddress: { ...person, street: 'Umzugsweg' } });
      return `${letter}: is to go to ${person.city} now`;
    }
    case 'vanish':
      return vanish(world, log, salesOrder, step.piece);
    case 'come back': {
      const pieces = log.vanished.splice(0);
      if (pieces.length === 0) return undefined;
      amend(world, salesOrder, { positionItems: [...salesOrder.positionItems, ...pieces] });
      return `${letter}: ${inWords(pieces)} listed again`;
    }
    default:
      return move(salesOrder, [step.from], 0, (ids, what) => {
        const positionItems = salesOrder.positionItems.map((piece) =>
          ids.includes(piece.positionItemId) ? oneStepBack(piece) : piece,
        );
        amend(world, salesOrder, { positionItems });
        log.reporting.movedBackward = true;
        return `${letter}: ${what} moved backward from ${step.from}`;
      });
  }
}

/** Moves those of the pieces in these states that are chosen bit by bit; none chosen = all. */
function move(
  salesOrder: WireSalesOrder,
  from: readonly string[],
  chosen: number,
  act: (ids: string[], what: string) => string,
): string | undefined {
  const movable = salesOrder.positionItems.filter((piece) =>
    from.includes(piece.fulfillmentStatus),
  );
  const picked = movable.filter((_piece, index) => (chosen >> index) % 2 === 1);
  const pieces = picked.length > 0 ? picked : movable;
  if (pieces.length === 0) return undefined;
  return act(
    pieces.map((piece) => piece.positionItemId),
    inWords(pieces),
  );
}

function vanish(
  world: Chronicle['world'],
  log: OrderLog,
  salesOrder: WireSalesOrder,
  index: number,
): string | undefined {
  const { positionItems } = salesOrder;
  const gone = positionItems[index % positionItems.length];
  if (!gone || positionItems.length === 1) return undefined;
  log.vanished.push(gone);
  amend(world, salesOrder, { positionItems: positionItems.filter((piece) => piece !== gone) });
  return `${log.letter}: ${inWords([gone])} no longer listed`;
}

function oneStepBack(piece: WirePositionItem): WirePositionItem {
  const { sentDate: _sent, trackingInfo: _tracking, ...unsent } = piece;
  if (piece.fulfillmentStatus === 'SENT') return { ...unsent, fulfillmentStatus: 'PROCESSABLE' };
  const { processableDate: _released, ...unreleased } = unsent;
  return { ...unreleased, fulfillmentStatus: 'ANNOUNCED' };
}

/** A change that OTTO does not describe but dates like any other. */
function amend(
  { otto, clock }: Chronicle['world'],
  { salesOrderId }: WireSalesOrder,
  changed: Partial<WireSalesOrder>,
): void {
  const orderLifecycleInformation = { lifecycleChangeDate: clock.now().toISOString() };
  otto.amend(salesOrderId, (order) => ({ ...order, ...changed, orderLifecycleInformation }));
}

function placeOrder(chronicle: Chronicle, step: NewOrder): string | undefined {
  const { world, orders } = chronicle;
  if (orders.length === MOST_ORDERS) return undefined;
  const letter = 'ABC'.charAt(orders.length);
  const { feesCents } = step;
  const salesOrder = world.order({
    // One of the three goes to Helgoland, where nothing is taxed and OTTO calls no receipt a real one.
    seed: `life ${letter}`,
    payment: { paymentMethod: step.begins === 'prepayment' ? 'PREPAYMENT' : 'PAYPAL' },
    positionItems: step.pieces.map((piece, index) => draftPiece(step, piece, index)),
    orderDate: new Date(world.clock.now().getTime() - 60_000).toISOString(),
    orderLifecycleInformation: { lifecycleChangeDate: world.clock.now().toISOString() },
    initialDeliveryFees: feesCents.map((cents, index) => ({
      name: index === 0 ? 'DELIVERY_FEE_STANDARD' : 'DELIVERY_FEE_FREIGHT_SURCHARGE',
      deliveryFeeAmount: { amount: cents / 100, currency: 'EUR' },
      positionItemIds: [],
      vatRate: 19,
    })),
  });
  orders.push(newLog(letter, salesOrder.salesOrderId));
  const fees = feesCents.map((cents) => (cents / 100).toFixed(2)).join(' + ');
  return `OTTO: new ${step.begins} order ${letter} of ${inWords(salesOrder.positionItems)}${fees && `, delivery ${fees}`}`;
}

function draftPiece(step: NewOrder, piece: PieceDraft, index: number): PositionItemOverrides {
  const isReleased =
    step.begins === 'released' || (step.begins === 'partly-released' && index === 0);
  return {
    product: PRODUCTS[piece.goods],
    fulfillmentStatus: isReleased ? 'PROCESSABLE' : 'ANNOUNCED',
    ...(piece.discountCents > 0 ? { discount: piece.discountCents / 100 } : {}),
  };
}

/** Pieces as people say them, e.g. `2 × Kochbuch »Suppen & Eintöpfe«, 1 × Sofa (-3.33)`. */
export function inWords(pieces: readonly WirePositionItem[]): string {
  const titles = pieces.map((piece) => {
    const off = piece.itemValueDiscount?.amount;
    return piece.product.productTitle + (off === undefined ? '' : ` (-${off.toFixed(2)})`);
  });
  const counted = [...Map.groupBy(titles, (title) => title)];
  return counted.map(([title, all]) => `${all.length} × ${title}`).join(', ');
}
