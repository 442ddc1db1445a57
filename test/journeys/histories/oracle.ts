import { MAIN } from '../support/world.ts';
import { rulesOf } from './at-bridge.ts';
import { atOtto, type Chronicle, inShop, type OrderLog, type ShopSide } from './chronicle.ts';
import { contradictedBy } from './contradicted.ts';
import { judgeMoney, judgePieces } from './judge-lines.ts';
import { judgeNotes } from './judge-notes.ts';
import { judgeStock } from './judge-stock.ts';
import {
  feesCents,
  isCancelled,
  isReleasedPhase,
  phaseOf,
  priceCents,
  rankOf,
  sum,
} from './shop-sums.ts';

export type Say = (what: string) => void;

/** Incidents that tell of something odd without the order being out of line. */
const HARMLESS = ['sku-not-in-shop', 'vat-rate-not-in-shop', 'address-incomplete', 'pack-stop'];

/**
 * What must hold once all is quiet, for every order OTTO ever showed: told from OTTO's state, the
 * shop's state and what a person did there, never from what the bridge thinks.
 *
 * @returns every breach in words; empty = all is true
 */
export async function judgeEnd(chronicle: Chronicle): Promise<string[]> {
  const { world, orders } = chronicle;
  const found: string[] = [];
  for (const log of orders) {
    const say = (what: string) => found.push(`order ${log.letter}: ${what}`);
    await judgeOrder(chronicle, log, say);
  }
  const claims = await world.bridge.ledger.loadOpenClaims(MAIN);
  if (claims.length > 0) found.push(`${claims.length} claims stay open`);
  return found;
}

async function judgeOrder(chronicle: Chronicle, log: OrderLog, say: Say): Promise<void> {
  const salesOrder = atOtto(chronicle, log);
  const phase = phaseOf(salesOrder);
  const sides = inShop(chronicle, log);
  const [side] = sides;
  if (sides.length > 1) say(`expected one shop order, found ${sides.length}`);
  const codes = await openCodes(chronicle, log);
  const row = (await chronicle.world.bridge.ledger.loadSalesOrders(MAIN, [log.salesOrderId])).get(
    log.salesOrderId,
  );
  if (!row) return say('the ledger does not know it');
  if (row.reason !== null && ['imported', 'held'].includes(row.import_state)) {
    if (codes.length === 0) say(`waits with ${row.reason}, but no incident is open`);
  }
  if (!side) return judgeAbsent(chronicle, log, codes, say);
  if (row.woo_order_id !== side.order.id) say('the ledger does not point at its shop order');
  if (row.import_state !== 'imported') say(`expected imported, found ${row.import_state}`);
  if (side.order.status === 'trash') {
    const isMissed = rankOf(phase) < rankOf('returned') && codes.length === 0;
    if (isMissed) say('in the bin, and no incident is open');
    return;
  }
  if (isOdd(log, side, phase)) {
    if (codes.length === 0) say('OTTO shows it oddly, and no incident is open');
    return;
  }
  await judgeStatus(chronicle, log, side, say);
  judgePieces(log, salesOrder, side, say);
  judgeMoney(log, salesOrder, side, say);
  judgeAddress(chronicle, log, side, say);
  await judgeStock(chronicle, log, side, say);
  judgeNotes(chronicle, log, side, say);
  await judgePayment(chronicle, log, say);
  const contradicted = contradictedBy(log, salesOrder, side, await rulesOf(chronicle));
  for (const { because, codes: any } of contradicted) {
    if (!any.some((code) => codes.includes(code))) {
      say(`${because}, and no incident says so (open: ${codes.join(', ') || 'none'})`);
    }
  }
  if (log.hands.size === 0) {
    const alarms = codes.filter((code) => !HARMLESS.includes(code));
    if (alarms.length > 0) say(`nobody touched it, but incidents are open: ${alarms.join(', ')}`);
  }
}

/** Moved backward since the bridge saw it further, or a piece the shop shows is not listed. */
function isOdd(log: OrderLog, { order }: ShopSide, phase: string): boolean {
  const written = String(order.meta.find(({ key }) => key === '_otto_market_phase')?.value ?? '');
  const shown = JSON.stringify(order.lineItems.map(({ meta }) => meta));
  const lacks = log.vanished.some(({ positionItemId }) => shown.includes(positionItemId));
  return lacks || (written !== '' && rankOf(phase) < rankOf(written));
}

async function openCodes({ world }: Chronicle, log: OrderLog): Promise<string[]> {
  const incidents = await world.bridge.ledger.listIncidentsOfOrder(MAIN, log.salesOrderId);
  return incidents.filter(({ state }) => state === 'open').map(({ code }) => code);
}

async function judgeAbsent(
  chronicle: Chronicle,
  log: OrderLog,
  codes: string[],
  say: Say,
): Promise<void> {
  const salesOrder = atOtto(chronicle, log);
  if (log.deleted === 'ledger knows') {
    if (log.changedSinceDeleted && codes.length === 0) say('deleted, and no incident is open');
    return;
  }
  if (salesOrder.positionItems.every(isCancelled)) return;
  const { announcedImport } = await rulesOf(chronicle);
  const isPrepayment = salesOrder.payment?.paymentMethod === 'PREPAYMENT';
  const isWanted =
    phaseOf(salesOrder) !== 'announced' ||
    announcedImport === 'all' ||
    (announcedImport === 'prepayment' && isPrepayment);
  if (isWanted) say('importable, but not in the shop');
}

/** The status of the phase, in one of the owner's words since it began, unless a person set another. */
async function judgeStatus(
  chronicle: Chronicle,
  log: OrderLog,
  { order, refunds }: ShopSide,
  say: Say,
): Promise<void> {
  if (log.statusBy === 'hand') return;
  const salesOrder = atOtto(chronicle, log);
  const mapped = [...log.statusesOfPhase].filter((status) => status !== 'refunded');
  const cents = sum(refunds.map(({ amount }) => Math.round(Number(amount) * 100)));
  const isAllRefunded = refunds.length > 0 && cents >= Math.round(order.total * 100);
  const usual = (await rulesOf(chronicle)).statusMapping.returned === 'refunded';
  const expected =
    isAllRefunded && (usual || log.hands.size > 0) ? [...mapped, 'refunded'] : mapped;
  const isKept = isAllRefunded && phaseOf(salesOrder) === 'returned' && usual;
  const only = isKept && log.hands.size === 0 ? ['refunded', ...changedWords(log)] : expected;
  if (!only.includes(order.status)) {
    say(`expected status ${[...new Set(only)].join(' or ')}, found ${order.status}`);
  }
}

/** Words that stood for returned orders before the owner chose another. */
function changedWords(log: OrderLog): string[] {
  return [...log.statusesOfPhase].filter((status) => status === 'retour');
}

function judgeAddress(chronicle: Chronicle, log: OrderLog, { order }: ShopSide, say: Say): void {
  const salesOrder = atOtto(chronicle, log);
  if (order.billing.email !== '' && !log.hands.has('e-mail')) say('holds an e-mail address');
  const phase = phaseOf(salesOrder);
  if (log.hands.has('address')) return;
  const pieces = salesOrder.positionItems;
  const wasReleased = pieces.some((piece) => piece.processableDate !== undefined);
  const { deliveryAddress } = salesOrder;
  if (isReleasedPhase(phase)) {
    const expected = `${deliveryAddress?.zipCode} ${deliveryAddress?.city}`;
    const actual = `${order.shipping.postcode} ${order.shipping.city}`;
    if (actual !== expected) say(`expected to go to ${expected}, found ${actual}`);
    if (order.billing.last_name !== salesOrder.invoiceAddress?.lastName) say('wrong invoice name');
  } else if (!wasReleased && order.shipping.city !== '') {
    say(`never released, but the shop shows an address in ${order.shipping.city}`);
  }
}

async function judgePayment(chronicle: Chronicle, log: OrderLog, say: Say): Promise<void> {
  const salesOrder = atOtto(chronicle, log);
  const payments = await chronicle.world.bridge.ledger.listPayments({
    changedSince: undefined,
    after: undefined,
    limit: 1_000,
  });
  const amounts = payments
    .filter((payment) => payment.sales_order_id === log.salesOrderId)
    .map((payment) => payment.amount_cents);
  const phase = phaseOf(salesOrder);
  const live = salesOrder.positionItems.filter((piece) => !isCancelled(piece));
  const gross = sum(live.map(priceCents)) + feesCents(salesOrder);
  if (isReleasedPhase(phase) && amounts.join() !== String(gross)) {
    say(`expected one payment of ${gross} cents, found ${amounts.join(', ') || 'none'}`);
  }
  if (phase === 'announced' && amounts.length > 0) say('paid before it was released');
}
