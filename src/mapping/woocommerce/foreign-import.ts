import { CREATED_VIA, META, TEST_CREATED_VIA } from './order-meta.ts';

/** What is looked at in a shop order to tell who made it. No name, no address. */
export type ForeignCandidate = {
  wooOrderId: number;
  number: string;
  status: string;
  createdVia: string;
  paymentMethod: string;
  paymentTitle: string;
  transactionId: string;
  customerNote: string;
  /** UTC ISO */
  createdAt: string | undefined;
  /** values of any form as JSON text */
  meta: readonly { key: string; value: string }[];
};

/** An order that OTTO has, by both its names. */
export type OttoOrderName = { orderNumber: string; salesOrderId: string };

export type ForeignPlace =
  | 'meta'
  | 'order-number'
  | 'transaction-id'
  | 'customer-note'
  | 'created-via'
  | 'payment-method';

/** A shop order that somebody else seems to have made of an OTTO order. */
export type ForeignOrder = {
  wooOrderId: number;
  wooOrderNumber: string;
  status: string;
  createdAt: string | undefined;
  /** certain: it holds the number or id of an order that OTTO has; suspicion: it only speaks of OTTO */
  sureness: 'certain' | 'suspicion';
  /** the number or id that was found; undefined for a suspicion */
  ottoOrder: string | undefined;
  place: ForeignPlace;
  /** hints at the other importer: its meta key, created_via or payment method */
  hint: string;
};

/** Shorter numbers may mean anything. */
const SHORTEST_NAME = 6;
const OWN_KEYS: ReadonlySet<string> = new Set(Object.values(META));
/** WooCommerce's own origins, which name no plugin. */
const USUAL_ORIGINS: readonly string[] = [
  '',
  'checkout',
  'admin',
  'rest-api',
  'store-api',
  'import',
];

/**
 * Shop orders that another importer has made of OTTO orders: certain ones first. An order is certain
 * when one of its texts holds, as a whole word, a number or id that OTTO has given.
 */
export function findForeignOrders(
  orders: readonly ForeignCandidate[],
  ottoOrders: readonly OttoOrderName[],
): ForeignOrder[] {
  const names = new Set(
    ottoOrders
      .flatMap(({ orderNumber, salesOrderId }) => [orderNumber, salesOrderId])
      .filter((name) => name.length >= SHORTEST_NAME)
      .map((name) => name.toLowerCase()),
  );
  const found = orders.filter(isNotOurs).flatMap((order) => {
    const trace = certainTrace(order, names) ?? suspicion(order);
    if (trace === undefined) return [];
    const { wooOrderId, number, status, createdAt } = order;
    return [{ wooOrderId, wooOrderNumber: number, status, createdAt, ...trace }];
  });
  return [
    ...found.filter(({ sureness }) => sureness === 'certain'),
    ...found.filter(({ sureness }) => sureness === 'suspicion'),
  ];
}

/** Hints at the other importer, the most frequent first. */
export function importerHints(orders: readonly ForeignOrder[]): string[] {
  const counts = new Map<string, number>();
  for (const { hint } of orders) counts.set(hint, (counts.get(hint) ?? 0) + 1);
  counts.delete('');
  return [...counts].toSorted(([, one], [, other]) => other - one).map(([hint]) => hint);
}

function isNotOurs({ createdVia, meta }: ForeignCandidate): boolean {
  const isMarked = meta.some(({ key, value }) => key === META.salesOrderId && value !== '');
  return !isMarked && createdVia !== CREATED_VIA && createdVia !== TEST_CREATED_VIA;
}

type Trace = Pick<ForeignOrder, 'sureness' | 'ottoOrder' | 'place' | 'hint'>;

function certainTrace(order: ForeignCandidate, names: ReadonlySet<string>): Trace | undefined {
  const places: [ForeignPlace, text: string, key: string][] = [
    ...order.meta.map(({ key, value }): [ForeignPlace, string, string] => ['meta', value, key]),
    ['order-number', order.number, ''],
    ['transaction-id', order.transactionId, ''],
    ['customer-note', order.customerNote, ''],
  ];
  for (const [place, text, key] of places) {
    const ottoOrder = wordsOf(text).find((word) => names.has(word.toLowerCase()));
    if (ottoOrder === undefined) continue;
    return { sureness: 'certain', ottoOrder, place, hint: key === '' ? originOf(order) : key };
  }
  return undefined;
}

/** Its origin, payment method or a meta key names OTTO. A buyer may be called so: no name is looked at. */
function suspicion(order: ForeignCandidate): Trace | undefined {
  const trace = { sureness: 'suspicion', ottoOrder: undefined } as const;
  const { createdVia, paymentMethod, paymentTitle } = order;
  if (namesOtto(createdVia)) return { ...trace, place: 'created-via', hint: createdVia };
  if (namesOtto(paymentMethod) || namesOtto(paymentTitle)) {
    return { ...trace, place: 'payment-method', hint: paymentMethod || paymentTitle };
  }
  const key = order.meta
    .map((entry) => entry.key)
    .find((name) => !OWN_KEYS.has(name) && namesOtto(name));
  return key === undefined ? undefined : { ...trace, place: 'meta', hint: key };
}

function originOf({ createdVia, paymentMethod }: ForeignCandidate): string {
  return USUAL_ORIGINS.includes(createdVia) ? paymentMethod : createdVia;
}

/** "otto" as a word of its own, or with "market" behind it: not Lotto, not Ottomane. */
function namesOtto(text: string): boolean {
  return /(^|[^a-z])otto(market)?([^a-z]|$)/i.test(text);
}

/** Words as order numbers and ids are written: with dashes, as in ids, and what is between dashes. */
function wordsOf(text: string): string[] {
  const words = text.match(/[\p{L}\p{N}]+(-[\p{L}\p{N}]+)*/gu) ?? [];
  return words.flatMap((word) => [word, ...(word.includes('-') ? word.split('-') : [])]);
}
