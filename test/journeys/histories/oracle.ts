import { MAIN } from '../support/world.ts';
import { wentBackCents } from './after-sale.ts';
import { rulesOf } from './bridge-acts.ts';
import {
  atOtto,
  type Chronicle,
  inShop,
  type OrderLog,
  type Say,
  type ShopSide,
} from './chronicle.ts';
import { contradictedBy } from './contradicted.ts';
import { judgeMoney, judgePieces } from './judge-lines.ts';
import { judgeNotes } from './judge-notes.ts';
import { judgeNumbers } from './judge-numbers.ts';
import { judgeMissing, judgeReports, judgeReturnNumbers } from './judge-reports.ts';
import { judgeStock } from './judge-stock.ts';
import {
  feesCents,
  goesTo,
  goesToInShop,
  idsOfLine,
  inCents,
  isCancelled,
  isReleasedPhase,
  phaseNoted,
  phaseOf,
  priceCents,
  rankOf,
  sum,
} from './shop-sums.ts';

/** Incidents that tell of something odd without the order being out of line. */
const HARMLESS = [
  'sku-not-in-shop',
  'vat-rate-not-in-shop',
  'address-incomplete',
  'pack-stop',
  'return-misdirected',
];

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
    const codes = await openCodes(chronicle, log);
    const [side] = inShop(chronicle, log);
    await judgeReports(chronicle, log, { side, codes }, say);
  }
  found.push(...judgeReturnNumbers(chronicle), ...(await judgeNumbers(chronicle)));
  const claims = await world.bridge.ledger.loadOpenClaims(MAIN);
  if (claims.length > 0) found.push(`${claims.length} claims stay open`);
  return found;
}

/** What left is at OTTO as soon as it could be. @returns every breach in words */
export async function judgeSoon(chronicle: Chronicle): Promise<string[]> {
  const { world, orders } = chronicle;
  const found: string[] = [];
  const ids = orders.map(({ salesOrderId }) => salesOrderId);
  const rows = await world.bridge.ledger.loadSalesOrders(MAIN, ids);
  for (const log of orders) {
    const [side] = inShop(chronicle, log);
    const row = rows.get(log.salesOrderId);
    const isInLine =
      side && row?.reason === null && !isOdd(log, side, phaseOf(atOtto(chronicle, log)));
    if (!isInLine || side.order.status === 'trash') continue;
    // What OTTO took back again is missed only after a day.
    if (log.reporting.movedBackward) continue;
    const say = (what: string) => found.push(`order ${log.letter}, soon: ${what}`);
    const codes = await openCodes(chronicle, log);
    // What the owner says he did by hand is waited for, for a day.
    judgeMissing(chronicle, log, codes, say, log.reporting.byHand);
  }
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
  judgeNotes(chronicle, log, side, say);
  await judgeStock(chronicle, log, side, say);
  if (log.hands.size === 0) {
    // What was sent, taken back and sent again OTTO bills twice; and what it no longer lists it may have billed.
    const isBilledOddly = log.reporting.movedBackward || log.vanished.length > 0;
    const harmless = isBilledOddly ? [...HARMLESS, 'receipts-differ'] : HARMLESS;
    const alarms = codes.filter((code) => !harmless.includes(code) && !code.startsWith('report-'));
    if (alarms.length > 0) say(`nobody touched it, but incidents are open: ${alarms.join(', ')}`);
  }
  // While it is held the owner hears of it by that; the rest follows when it goes on.
  if (row.reason !== null) return;
  if (chronicle.shipping) judgeMissing(chronicle, log, codes, say);
  judgeStatus(log, side, say);
  judgePieces(log, salesOrder, side, say);
  const backCents = wentBackCents(chronicle, log);
  judgeMoney(log, salesOrder, side, backCents, say);
  judgeAddress(chronicle, log, side, say);
  await judgePayment(chronicle, log, say);
  const contradicted = contradictedBy(log, salesOrder, side, await rulesOf(chronicle), backCents);
  for (const { because, codes: any } of contradicted) {
    if (!any.some((code) => codes.includes(code))) {
      say(`${because}, and no incident says so (open: ${codes.join(', ') || 'none'})`);
    }
  }
}

/** Moved backward since the bridge saw it further, or a piece the shop shows is not listed. */
function isOdd(log: OrderLog, side: ShopSide, phase: string): boolean {
  const written = phaseNoted(side);
  const shown = side.order.lineItems.flatMap(idsOfLine);
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
function judgeStatus(log: OrderLog, { order, refunds }: ShopSide, say: Say): void {
  if (log.statusBy !== 'bridge') return;
  const words = [...log.statusesOfPhase];
  const refunded = sum(refunds.map(({ amount }) => inCents(amount)));
  const isAllRefunded = refunds.length > 0 && refunded >= inCents(order.total);
  // The shop calls an order refunded by itself once nothing is left, and no order before.
  const isWrittenOver = words.some((word) => word !== 'refunded' && word !== 'completed');
  const untouched = isAllRefunded && !isWrittenOver ? ['refunded'] : words.filter(isNotRefunded);
  const touched = isAllRefunded ? [...words, 'refunded'] : words;
  const expected = log.hands.size > 0 || (isAllRefunded && isWrittenOver) ? touched : untouched;
  if (!expected.includes(order.status)) {
    say(`expected status ${expected.join(' or ')}, found ${order.status}`);
  }
}

function isNotRefunded(status: string): boolean {
  return status !== 'refunded';
}

function judgeAddress(chronicle: Chronicle, log: OrderLog, { order }: ShopSide, say: Say): void {
  const salesOrder = atOtto(chronicle, log);
  if (order.billing.email !== '' && !log.hands.has('e-mail')) say('holds an e-mail address');
  const phase = phaseOf(salesOrder);
  if (log.hands.has('address')) return;
  const states = chronicle.world.otto.state.orders.history(log.salesOrderId);
  const wasReleased = states.some(({ positionItems }) =>
    positionItems.some((piece) => piece.processableDate !== undefined),
  );
  if (isReleasedPhase(phase)) {
    const [expected, actual] = [goesTo(salesOrder), goesToInShop(order)];
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
