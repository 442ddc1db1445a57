import type { ImportRules } from '../../../src/mapping/import-rules.ts';
import {
  acceptedAtOtto,
  atOtto,
  type Chronicle,
  type OrderLog,
  type ShopSide,
} from './chronicle.ts';
import {
  hasLeft,
  idsOfLine,
  idsOfRefund,
  inCents,
  isByHand,
  isCancelled,
  moneyOfRefund,
  phaseNoted,
  phaseOf,
  priceCents,
  sum,
} from './shop-sums.ts';

export type BridgeStep = { before: ShopSide[]; after: ShopSide[]; rules: ImportRules };

/** What packers take in hand, by the shop's own words and the owner's. */
export function packersStatuses({ statusMapping }: ImportRules): string[] {
  return ['processing', 'completed', statusMapping.processable, statusMapping.sent];
}

/**
 * Judges what the bridge did to one order in one go, by who had done what before, and keeps what the
 * end will be judged by. What broke is added to the chronicle.
 */
export function judgeStep(chronicle: Chronicle, log: OrderLog, step: BridgeStep): void {
  const say = (what: string) => chronicle.breaches.push(`order ${log.letter}: ${what}`);
  notePhase(chronicle, log, step.rules);
  const [first, ...doubles] = step.after;
  if (doubles.length > 0) say(`expected one shop order, found ${1 + doubles.length}`);
  if (!first) return;
  const before = step.before.find(({ order }) => order.id === first.order.id);
  judgeStatus(chronicle, log, { before, after: first, rules: step.rules }, say);
  if (before) judgeHands(log, before, first, say);
  else judgeNew(chronicle, log, first, say);
  judgeRefunds(chronicle, log, { before, after: first, rules: step.rules }, say);
}

/** Keeps by which statuses an order may be called while it is in its phase. */
function notePhase(chronicle: Chronicle, log: OrderLog, rules: ImportRules): void {
  const salesOrder = atOtto(chronicle, log);
  const phase = phaseOf(salesOrder);
  if (log.phase !== phase) {
    // Of a returned order the status stays that of the sent one until its refunds change it.
    const stays = phase === 'returned' && log.phase === 'sent';
    log.phase = phase;
    if (!stays) log.statusesOfPhase = new Set();
  }
  log.statusesOfPhase.add(rules.statusMapping[phase]);
  if (phase === 'returned') log.statusesOfPhase.add(rules.statusMapping.sent);
}

type Seen = { before: ShopSide | undefined; after: ShopSide; rules: ImportRules };

function judgeStatus(
  chronicle: Chronicle,
  log: OrderLog,
  { before, after, rules }: Seen,
  say: (what: string) => void,
): void {
  const salesOrder = atOtto(chronicle, log);
  const phase = phaseOf(salesOrder);
  const was = before?.order.status;
  const now = after.order.status;
  const mapped = [rules.statusMapping[phase], phase === 'returned' ? rules.statusMapping.sent : ''];
  const refundedNow = after.refunds.length > (before?.refunds.length ?? 0);
  const cameByItself = now === 'refunded' && refundedNow;
  if (was === now) {
    if (log.statusBy !== 'hand' || !tookNote(before, after)) return;
    // A person who set just what the new phase asks for was ahead of the bridge.
    if (mapped.includes(now)) {
      log.statusBy = 'bridge';
      log.statusWritten = now;
    } else {
      log.wasPassedOver = true;
    }
    return;
  }
  // Nor is it a choice against the bridge to set what the owner now wants for the phase before.
  const wanted = [...mapped, before && wantedFor(phaseNoted(before), rules)];
  const isHands = log.statusBy === 'hand' && was !== undefined && !wanted.includes(was);
  if (was === 'trash') say(`the bridge took it out of the bin (${now})`);
  else if (isHands && !cameByItself) {
    say(`a person's status ${was} was overwritten with ${now}`);
  }
  const isUnpaid = salesOrder.positionItems.some((p) => p.fulfillmentStatus === 'ANNOUNCED');
  if (isUnpaid && packersStatuses(rules).includes(now)) {
    say(`set to ${now}, where packers take it, while OTTO has not released it`);
  }
  if (now === 'refunded' && !cameByItself) say('the status refunded was written by the bridge');
  log.statusBy = 'bridge';
  log.statusWritten = cameByItself ? log.statusWritten : now;
  log.wasPassedOver = false;
}

function wantedFor(noted: string, { statusMapping }: ImportRules): string | undefined {
  return Object.entries(statusMapping).find(([phase]) => phase === noted)?.[1];
}

/** The bridge saw a phase it had not seen before. */
function tookNote(before: ShopSide | undefined, after: ShopSide): boolean {
  return before !== undefined && phaseNoted(before) !== phaseNoted(after);
}

/** What a person changed stays as it is. */
function judgeHands(
  log: OrderLog,
  before: ShopSide,
  after: ShopSide,
  say: (what: string) => void,
): void {
  const { order: was } = before;
  const { order: now } = after;
  if (was.billing.email !== now.billing.email) say(`the bridge wrote an e-mail address`);
  const addressesOf = ({ shipping, billing }: typeof was) => JSON.stringify([shipping, billing]);
  if (log.hands.has('address') && addressesOf(was) !== addressesOf(now)) {
    say("a person's address was overwritten");
  }
  const back = now.lineItems.flatMap(idsOfLine).filter((id) => log.takenOut.has(id));
  if (back.length > 0) say('pieces that a person took out were put back');
  const fees = was.feeLines.map(({ id }) => id);
  if (fees.some((id) => !now.feeLines.some((line) => line.id === id))) say('a fee is gone');
  // The shop taxes a person's fee anew with every change of lines, which the bridge may even out.
  const isTouched = log.hands.has('fees') || log.hands.has('lines');
  if (!isTouched && now.feeLines.length > was.feeLines.length) say('the bridge added a fee');
  const gone = before.refunds.filter(({ id }) => !after.refunds.some((one) => one.id === id));
  if (gone.length > 0) say('a refund is gone');
}

function judgeNew(
  chronicle: Chronicle,
  log: OrderLog,
  { order }: ShopSide,
  say: (what: string) => void,
): void {
  if (order.billing.email !== '') say('created with an e-mail address');
  if (order.customerId !== 0) say('created with a customer account');
  if (log.deleted === 'ledger knows') say('made again although a person deleted it');
  if (log.deleted !== 'no') {
    // A new one begins anew, whatever a person did to the deleted one.
    log.hands.clear();
    log.takenOut.clear();
    log.restocked.clear();
    log.addressBeforeHand = undefined;
    log.deleted = 'no';
  }
  if (atOtto(chronicle, log).positionItems.every(isCancelled)) say('created though cancelled');
}

/**
 * Each refund of ours says what it is of, and is over just that: pieces that left, over what of their
 * price was not reduced before; else reductions and fees, each key once in all refunds.
 */
function judgeRefunds(
  chronicle: Chronicle,
  log: OrderLog,
  { before, after, rules }: Seen,
  say: (what: string) => void,
): void {
  const salesOrder = atOtto(chronicle, log);
  const known = new Set(before?.refunds.map(({ id }) => id));
  for (const refund of after.refunds.filter(({ id }) => !known.has(id))) {
    const ids = idsOfRefund(refund);
    const money = moneyOfRefund(refund);
    const pieces = salesOrder.positionItems.filter(({ positionItemId }) =>
      ids.includes(positionItemId),
    );
    if (isByHand(refund)) say(`a refund of ${refund.amount} does not say what it is of`);
    if (!pieces.every(hasLeft)) say(`refunded a piece that neither was cancelled nor came back`);
    const named = new Map(money.flatMap(({ key, piece, cents }) => (key ? [] : [[piece, cents]])));
    const whole = pieces.filter(({ positionItemId }) => !named.has(positionItemId));
    const expected = sum(whole.map(priceCents)) + sum(money.map(({ cents }) => cents));
    if (inCents(refund.amount) !== expected) {
      say(`refunded ${refund.amount} instead of ${(expected / 100).toFixed(2)}`);
    }
    for (const piece of pieces) {
      const { positionItemId: id } = piece;
      const isWanted = isCancelled(piece)
        ? rules.restockCancelled
        : isPutBack(acceptedAtOtto(chronicle, id), rules);
      log.restocked.set(id, isWanted);
    }
  }
  const all = after.refunds.flatMap(idsOfRefund);
  if (new Set(all).size < all.length) say('a piece was refunded twice');
  const keys = after.refunds.flatMap((one) => moneyOfRefund(one).flatMap(({ key }) => key ?? []));
  if (new Set(keys).size < keys.length) say('a reduction or a fee was refunded twice');
  for (const piece of salesOrder.positionItems) {
    const id = piece.positionItemId;
    const booked = sum(
      after.refunds.flatMap((refund) => {
        const ofPiece = moneyOfRefund(refund).filter((one) => one.piece === id);
        const isWhole = idsOfRefund(refund).includes(id) && ofPiece.every(({ key }) => key);
        return [...ofPiece.map(({ cents }) => cents), isWhole ? priceCents(piece) : 0];
      }),
    );
    if (booked > priceCents(piece)) say(`refunded more of a piece than it cost: ${booked}`);
  }
}

/** What never left counts as cancelled, what is lost or kept never comes back, what is worn is put aside. */
function isPutBack(
  { condition = 'unknown', reason = '' }: { condition?: string; reason?: string },
  rules: ImportRules,
): boolean {
  if (reason === 'STATUS_SENT_BY_ACCIDENT') return rules.restockCancelled;
  if (['REFUND_AFTER_AFFIDAVIT', 'COMPLAINT', 'SHIPMENT_LOST', 'RETURN_LOST'].includes(reason)) {
    return false;
  }
  return rules.restockReturned && !['C', 'D', 'E'].includes(condition);
}
