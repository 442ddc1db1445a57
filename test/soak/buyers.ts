import { MINUTE } from '../../src/bridge/clock.ts';
import { buildSalesOrder, type WirePositionItem } from '../fixtures/otto/index.ts';
import { clockTime, MINUTES_OF_DAY } from './calendar.ts';
import type { Hours } from './hours.ts';
import type { LargeShop } from './large-shop.ts';

/** A newsletter, the lunch break, a spot on television: this share of the day comes in so few minutes. */
const BURSTS = [
  { begins: '09:00', minutes: 30, share: 0.15 },
  { begins: '12:15', minutes: 45, share: 0.1 },
  { begins: '20:15', minutes: 10, share: 0.2 },
] as const;
const LEAST_SHARE_AT_NIGHT = 0.1;

/** Puts the day's orders into the calendar, and what their buyers and OTTO do to them later. */
export function planBuyers(world: LargeShop, orders: number, { from, until }: Hours): void {
  const weights = Array.from({ length: until - from }, (_, minute) => weightAt(from + minute));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let wanted = 0;
  let planned = 0;
  for (const [index, weight] of weights.entries()) {
    wanted += (weight / total) * orders;
    const now = index === weights.length - 1 ? orders : Math.round(wanted);
    const many = now - planned;
    planned = now;
    const minute = from + index;
    if (many > 0) world.calendar.at(minute, () => placeSome(world, minute, many));
  }
}

function weightAt(minute: number): number {
  const usual =
    LEAST_SHARE_AT_NIGHT +
    (1 - LEAST_SHARE_AT_NIGHT) * Math.max(0, Math.sin(((minute - 300) / 1_080) * Math.PI));
  const inBurst = BURSTS.filter(
    ({ begins, minutes }) => minute >= clockTime(begins) && minute < clockTime(begins) + minutes,
  );
  // The usual day comes to about 0.6 a minute.
  const ofDay = MINUTES_OF_DAY * 0.6;
  return inBurst.reduce((sum, { minutes, share }) => sum + (share * ofDay) / minutes, usual);
}

function placeSome(world: LargeShop, minute: number, many: number): void {
  for (let index = 0; index < many; index += 1) placeOne(world, minute);
}

function placeOne(world: LargeShop, minute: number): void {
  const { otto, clock, calendar, chance, goods, placed } = world;
  const isAnnounced = chance.chance(25);
  const pieces = chance.chance(70) ? 1 : chance.wholeNumber(2, 5);
  const now = clock.now();
  const order = buildSalesOrder({
    seed: `soak ${placed.length}`,
    payment: { paymentMethod: isAnnounced ? 'PREPAYMENT' : 'PAYPAL' },
    positionItems: Array.from({ length: pieces }, () => ({
      product: chance.oneOf(goods),
      fulfillmentStatus: isAnnounced ? ('ANNOUNCED' as const) : ('PROCESSABLE' as const),
    })),
    orderDate: new Date(now.getTime() - MINUTE).toISOString(),
    orderLifecycleInformation: { lifecycleChangeDate: now.toISOString() },
  });
  const { salesOrderId } = order;
  otto.addOrder(order);
  placed.push(salesOrderId);
  if (isAnnounced) {
    const after = chance.wholeNumber(3, 90);
    calendar.at(minute + after, () => {
      if (inState(world, salesOrderId, 'ANNOUNCED').length > 0) otto.release(salesOrderId);
    });
  }
  if (chance.chance(4)) {
    calendar.at(minute + chance.wholeNumber(2, 240), () => cancel(world, salesOrderId));
  }
  if (chance.chance(6)) {
    calendar.at(minute + chance.wholeNumber(120, 600), () => sendBack(world, salesOrderId, 0));
  }
  if (chance.chance(1)) {
    calendar.at(minute + chance.wholeNumber(120, 600), () => reduce(world, salesOrderId));
  }
}

/** The buyer cancels all of it or one piece, as long as OTTO lets him. */
function cancel(world: LargeShop, salesOrderId: string): void {
  const { otto, chance, crossed } = world;
  const pieces = [
    ...inState(world, salesOrderId, 'ANNOUNCED'),
    ...inState(world, salesOrderId, 'PROCESSABLE'),
  ];
  const [first] = pieces;
  if (!first) return;
  const chosen = chance.chance(70) ? pieces : [first];
  otto.cancelByMarketplace(
    salesOrderId,
    chosen.map(({ positionItemId }) => positionItemId),
  );
  if (world.shopOrder(salesOrderId)?.status === 'completed') crossed.add(salesOrderId);
}

/** The buyer makes a label; the goods are back an hour later, and are accepted here or at OTTO. */
function sendBack(world: LargeShop, salesOrderId: string, tries: number): void {
  const { otto, calendar, chance } = world;
  const [piece] = inState(world, salesOrderId, 'SENT');
  const { positionItemId } = piece ?? {};
  const minute = world.minute();
  if (positionItemId === undefined) {
    // Not sent yet: nothing comes back before it is there.
    if (tries < 3) calendar.at(minute + 120, () => sendBack(world, salesOrderId, tries + 1));
    return;
  }
  otto.announce(positionItemId);
  const isDecidedHere = chance.chance(50);
  calendar.at(minute + 60, () => {
    if (isDecidedHere) world.toAccept.push({ salesOrderId, positionItemId });
    else if (inState(world, salesOrderId, 'SENT').length > 0) otto.acceptByHand(positionItemId);
  });
}

/** A complaint: a little goes back, as soon as OTTO has booked it. */
function reduce(world: LargeShop, salesOrderId: string): void {
  const [, piece] = inState(world, salesOrderId, 'SENT');
  if (piece) world.otto.reduceByHand(piece.positionItemId, 500);
}

function inState({ otto }: LargeShop, salesOrderId: string, state: string): WirePositionItem[] {
  const { positionItems = [] } = otto.state.orders.find(salesOrderId) ?? {};
  return positionItems.filter(({ fulfillmentStatus }) => fulfillmentStatus === state);
}
