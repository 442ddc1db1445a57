import { createOttoCaller, type OttoCaller } from '../../src/bridge/otto/otto-caller.ts';
import { createOttoClient } from '../../src/bridge/otto/otto-client.ts';
import { listPriceReductions } from '../../src/bridge/otto/price-reductions.ts';
import { listQuantities, readQuantity } from '../../src/bridge/otto/quantities.ts';
import { listShipments, readShipment } from '../../src/bridge/otto/read-shipments.ts';
import { listReceipts, readReceipt } from '../../src/bridge/otto/receipts.ts';
import { listReturnShipments, readReturnShipment } from '../../src/bridge/otto/return-shipments.ts';
import { listReturns } from '../../src/bridge/otto/returns.ts';
import { addSentOrder, startAfterSaleWorld } from '../bridge/otto/after-sale-world.ts';
import { recordingLogger } from '../bridge/otto/otto-world.ts';
import {
  announcedPrepayment,
  buildSalesOrder,
  processableTakeBack,
  variedSalesOrders,
} from '../fixtures/otto/index.ts';
import { marked } from './mutate.ts';

const PERSONAL = /name|street|houseNumber|addition|phone|email|salutation|^city$|detail|customer/i;
/** Names of things, not of people. */
const OF_THINGS = ['dealName', 'displayName', 'discountName', 'countryName'];

/** The marker in every text of OTTO's that says who somebody is or where he lives. */
export function markedAsPersonal(value: unknown): unknown {
  return marked(value, (key) => PERSONAL.test(key) && !OF_THINGS.includes(key) && key !== 'name');
}

/** Orders of every kind, as OTTO writes them. */
export function orderBases(): unknown[] {
  const small = ['a', 'b', 'c'].map((seed) => buildSalesOrder({ seed }));
  const varied = variedSalesOrders(6, 'fuzz');
  const orders = [...small, ...varied, announcedPrepayment(), processableTakeBack()];
  return orders.map(markedAsPersonal);
}

/** A reader of a list or of one thing, with an answer as the fake OTTO gives it. */
export type Reading = { name: string; body: unknown; read(call: OttoCaller): Promise<unknown> };

const SINCE = { createdSince: '2026-03-01T00:00:00Z' };
const DAYS = { from: '2026-03-01', to: '2026-03-31' };
const TYPES = ['PURCHASE', 'REFUND', 'PARTIAL_REFUND'] as const;

/** Every list and single thing that is read of OTTO but orders. */
export async function readings(): Promise<Reading[]> {
  const world = await startAfterSaleWorld();
  const { otto, access, clock, piece } = world;
  addSentOrder(world, 'more', 3);
  otto.reduceByHand(piece(0), 250);
  otto.announce(piece(0), { carrier: 'DHL', trackingNumbers: ['R1', 'R2'] });
  otto.moveReturnShipment('R1', 'ON_THE_WAY', 'Im Paketzentrum');
  otto.misdirect(piece(1), { ottoWarehouseId: 'HAL-7' });
  otto.acceptByHand(piece(2));
  otto.availability.know('SKU-1', 'SKU-2');
  const client = createOttoClient(access, { clock, logger: recordingLogger([]) });
  await client.pushQuantities([{ sku: 'SKU-1', quantity: 3 }]);
  const [entry] = (await collected(client.listShipments(SINCE))).flat();
  const receipt = (await collected(client.listReceipts({ types: ['PURCHASE'], ...DAYS })))[0];
  const shipmentId = entry?.shipmentId ?? '';
  const receiptNumber = receipt?.receipts[0]?.receiptNumber ?? '';
  const reads: [name: string, read: Reading['read']][] = [
    ['shipments', (call) => collected(listShipments(SINCE, { call }))],
    ['shipment', (call) => readShipment(call, { shipmentId })],
    ['returns', (call) => collected(listReturns({}, { call }))],
    ['return shipments', (call) => collected(listReturnShipments(SINCE, { call }))],
    [
      'return shipment',
      (call) => readReturnShipment(call, { carrier: 'DHL', trackingNumber: 'R1' }),
    ],
    ['receipts', (call) => collected(listReceipts({ types: [...TYPES], ...DAYS }, { call }))],
    ['receipt', (call) => readReceipt(call, receiptNumber)],
    ['price reductions', (call) => listPriceReductions(call, piece(0))],
    ['quantities', (call) => collected(listQuantities({ call }))],
    ['quantity', (call) => readQuantity(call, 'SKU-1')],
  ];
  const found: Reading[] = [];
  for (const [name, read] of reads) {
    const texts: string[] = [];
    const call = createOttoCaller(access, { clock, logger: recordingLogger([]) });
    await read((question, signal) =>
      call(
        {
          ...question,
          read(answer) {
            texts.push(answer.text);
            return question.read(answer);
          },
        },
        signal,
      ),
    );
    if (texts.length === 0) throw new Error(`The fake OTTO shows no ${name}`);
    for (const text of texts.slice(0, 3)) {
      const body = markedAsPersonal(JSON.parse(text));
      found.push({ name, body, read }, { name, body: leadingOn(body), read });
    }
  }
  return found;
}

/** The same with nothing in it but the way to a further page. */
function leadingOn(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  const empty = Object.entries(body).map(([name, value]) => [
    name,
    Array.isArray(value) ? [] : value,
  ]);
  const links = [{ rel: 'next', href: '/v1/list?page=2&next=a&cursor=b%3D' }];
  return { ...Object.fromEntries(empty), links };
}

/** More pages than any answer here can have: what asks on has lost its end. */
const MOST_CALLS = 40;

/** OTTO, giving the same answer to every question. */
export function answering(bytes: Buffer, statusCode = 200): OttoCaller {
  let calls = 0;
  const text = new TextDecoder().decode(bytes);
  return async (question) => {
    calls += 1;
    if (calls > MOST_CALLS) throw new Error(`asked ${calls} times: ${question.route}`);
    const requestLine = `${question.method} ${question.path}`;
    return question.read({
      requestLine,
      ok: true,
      statusCode,
      text,
      bytes,
      retryAfterMs: undefined,
    });
  };
}

export async function collected<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(page);
  return all;
}
