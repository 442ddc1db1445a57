import { describe, expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { buildSalesOrder, type WireSalesOrder } from '../../fixtures/otto/index.ts';
import { toMainland } from '../../journeys/receipts/receipt-world.ts';
import { readEvents } from './event-reader.ts';
import { type HttpWorld, startHttpWorld, until } from './http-world.ts';

const RECEIPTS = '/api/v1/receipts';

/** Orders that were sent, their receipts read. */
async function startWithReceipts(orders = 1): Promise<HttpWorld & { orders: WireSalesOrder[] }> {
  const world = await startHttpWorld();
  const sent = Array.from({ length: orders }, (_, index) =>
    buildSalesOrder({ seed: `receipt-${index}`, positionItems: [{}, {}], ...toMainland() }),
  );
  for (const order of sent) world.otto.addOrder(order);
  await world.importAll();
  for (const { salesOrderId } of sent) world.otto.send(salesOrderId);
  await world.importAll();
  await readNow(world);
  return { ...world, orders: sent };
}

async function readNow(world: HttpWorld): Promise<void> {
  const before = await world.bridge.ledger.loadReadCursor('main', 'receipt-checks');
  await world.api.read(API_OPERATIONS.readReceiptsNow, `${RECEIPTS}/read`, { body: {} });
  await until(async () => {
    const now = await world.bridge.ledger.loadReadCursor('main', 'receipt-checks');
    const [run] = await world.bridge.ledger.listJobRuns({
      job: 'receipts',
      accountId: null,
      before: undefined,
      limit: 1,
    });
    return now.readAt !== before.readAt && run?.ended_at != null;
  });
}

const ofOrder = ({ salesOrderId }: WireSalesOrder) =>
  `/api/v1/orders/main/${salesOrderId}/receipts`;

describe('the list of receipts', () => {
  it('shows each with its order, sums, words, and where its PDF is', async () => {
    const world = await startWithReceipts();
    const [order] = world.orders;
    const { items, nextCursor } = await world.api.read(API_OPERATIONS.listReceipts, RECEIPTS);
    const [wooOrder] = world.shop.state.orders.values();
    const [receipt] = world.otto.receipts.all();
    expect(nextCursor).toBeNull();
    expect(items).toEqual([
      {
        accountId: 'main',
        receiptNumber: receipt?.receiptNumber,
        type: 'PURCHASE',
        typeWord: 'Invoice',
        createdAt: receipt?.creationDate,
        salesOrderId: order?.salesOrderId,
        orderNumber: order?.orderNumber,
        isOrderKnown: true,
        wooOrderId: wooOrder?.id,
        wooOrderNumber: String(wooOrder?.id),
        shopUrl: `${world.shop.url}/wp-admin/post.php?post=${wooOrder?.id}&action=edit`,
        isReal: true,
        grossCents: 5593,
        gross: '55.93',
        dueCents: 5593,
        due: '55.93',
        feesCents: 595,
        fees: '5.95',
        servicesCents: 0,
        services: '0.00',
        discountsCents: 0,
        discounts: '0.00',
        vouchersCents: 0,
        vouchers: '0.00',
        currency: 'EUR',
        taxes: [{ ratePercent: '19', gross: '55.93', net: '47.00', tax: '8.93' }],
        linkedReceiptNumber: null,
        refundKind: null,
        refundKindWord: null,
        paymentMethod: 'PAYPAL',
        check: 'agree',
        checkWord: 'agrees',
        pdfPath: `/api/v1/receipts/main/${receipt?.receiptNumber}.pdf`,
      },
    ]);
  });

  it('pages newest first, filters by month, and sums up what a filter lets through', async () => {
    const world = await startWithReceipts(3);
    const read = (query: string) =>
      world.api.read(API_OPERATIONS.listReceipts, `${RECEIPTS}?${query}`);
    const first = await read('limit=2');
    const second = await read(`limit=2&cursor=${first.nextCursor}`);
    const numbers = [...first.items, ...second.items].map(({ receiptNumber }) => receiptNumber);
    expect(new Set(numbers).size).toBe(3);
    expect(numbers).toEqual(numbers.toSorted().toReversed());
    const month = first.items[0]?.createdAt.slice(0, 7) ?? '';
    expect((await read(`month=${month}`)).items).toHaveLength(3);
    expect((await read('month=2020-01')).items).toEqual([]);
    expect((await read(`search=${numbers[0]?.toLowerCase()}`)).items).toHaveLength(1);
    expect((await read('check=differs')).items).toEqual([]);
    const counts = await world.api.read(
      API_OPERATIONS.countReceipts,
      `${RECEIPTS}/counts?month=${month}`,
    );
    expect(counts).toMatchObject({ balance: '167.79', balanceCents: 3 * 5593 });
    expect(counts.items[0]).toMatchObject({ type: 'PURCHASE', count: 3, gross: '167.79' });
    const refused = await world.api.problem(
      `${RECEIPTS}?month=${month}&createdFrom=2026-01-01T00:00:00Z`,
    );
    expect(refused).toMatchObject({ status: 400, code: 'request-invalid' });
  });
});

describe('the receipts of an order', () => {
  it('stand with their comparison, both sums side by side', async () => {
    const world = await startWithReceipts();
    const [order] = world.orders;
    if (!order) throw new Error('no order');
    world.otto.returnItems(order.salesOrderId, [order.positionItems[0]?.positionItemId ?? '']);
    await readNow(world);
    const { items, check } = await world.api.read(
      API_OPERATIONS.getReceiptsOfOrder,
      ofOrder(order),
    );
    expect(items.map(({ type, refundKindWord }) => [type, refundKindWord])).toEqual([
      ['PURCHASE', null],
      ['REFUND', 'Return'],
    ]);
    expect(check).toMatchObject({
      state: 'settling',
      stateWord: 'being checked again',
      comparedAt: expect.stringMatching(/Z$/),
      sums: {
        purchases: { amount: '55.93' },
        refunds: { amount: '24.99' },
        receipts: { cents: 3094 },
        otto: { amount: '55.93' },
        shop: { amount: '55.93' },
      },
    });
    expect(check.about.what).toContain(`Order ${order.orderNumber}: the receipts of OTTO come to`);
    expect(check.findings).toMatchObject([{ code: 'receipt-refund-without-return' }]);
  });

  it('are read and compared again when somebody asks, which is written down', async () => {
    const world = await startWithReceipts();
    const [order] = world.orders;
    if (!order) throw new Error('no order');
    world.otto.refundFee(order.salesOrderId);
    const body = {};
    const path = `${ofOrder(order)}/check`;
    const { items } = await world.api.read(API_OPERATIONS.checkReceiptsAgain, path, { body });
    expect(items.map(({ type, fees }) => [type, fees])).toEqual([
      ['PURCHASE', '5.95'],
      ['REFUND', '5.95'],
    ]);
    const [entry] = await world.bridge.ledger.listAuditEntries({ limit: 1 });
    expect(entry).toMatchObject({ action: 'checkReceiptsAgain', subject: order.orderNumber });
  });

  it('are unknown of an order that nobody knows', async () => {
    const { api } = await startHttpWorld();
    const path = '/api/v1/orders/main/nobody/receipts';
    expect(await api.problem(path)).toMatchObject({ status: 404, code: 'order-unknown' });
    const check = { body: {} };
    expect(await api.problem(`${path}/check`, check)).toMatchObject({ code: 'order-unknown' });
  });

  it('are told in sum with the payment of the order', async () => {
    const world = await startWithReceipts();
    const [order] = world.orders;
    world.otto.refundFee(order?.salesOrderId ?? '', 100);
    await readNow(world);
    const { items } = await world.api.read(API_OPERATIONS.listPayments, '/api/v1/payments');
    const [purchase, refund] = world.otto.receipts.all();
    expect(items[0]?.receipts).toEqual({
      count: 2,
      numbers: [refund?.receiptNumber, purchase?.receiptNumber],
      balanceCents: 5493,
      balance: '54.93',
      lastCreatedAt: refund?.creationDate,
    });
  });
});

describe('the PDF of a receipt', () => {
  const pathOf = ({ otto }: HttpWorld) =>
    `${RECEIPTS}/main/${otto.receipts.all()[0]?.receiptNumber}.pdf`;

  it('is passed on from OTTO under its number, kept by nobody, and the look written down', async () => {
    const world = await startWithReceipts();
    const { status, headers, text } = await world.api.call(pathOf(world));
    expect(status).toBe(200);
    expect(text.startsWith('%PDF-')).toBe(true);
    const number = world.otto.receipts.all()[0]?.receiptNumber;
    expect(headers.get('content-type')).toBe('application/pdf');
    expect(headers.get('content-disposition')).toBe(`attachment; filename=${number}.pdf`);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('etag')).toBeNull();
    const [entry] = await world.bridge.ledger.listAuditEntries({ limit: 1 });
    expect(entry).toMatchObject({ action: 'getReceiptPdf', subject: number });
    const asked = () => world.otto.requestsTo('GET', /\.pdf$/).length;
    const before = asked();
    await world.api.call(pathOf(world));
    expect(asked()).toBe(before + 1);
  });

  it('holds every byte as OTTO sent it', async () => {
    const world = await startWithReceipts();
    const [receipt] = world.otto.receipts.all();
    const direct = await world.bridge.receipts.readPdf(
      { accountId: 'main', receiptNumber: receipt?.receiptNumber ?? '' },
      new AbortController().signal,
    );
    const response = await fetch(`${world.service.url}${pathOf(world)}`, {
      headers: { Authorization: `Bearer ${world.service.apiToken.reveal()}` },
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(Buffer.compare(bytes, direct ?? new Uint8Array())).toBe(0);
    expect(bytes.length).toBeGreaterThan(100);
  });

  it('is a problem where the bridge knows no such receipt, and OTTO is not asked', async () => {
    const world = await startWithReceipts();
    const asked = world.otto.requests.length;
    const problem = await world.api.problem(`${RECEIPTS}/main/R-DE-1-2026-1.pdf`);
    expect(problem).toMatchObject({ status: 404, code: 'receipt-unknown' });
    expect(world.otto.requests).toHaveLength(asked);
  });

  it('is a problem where OTTO has none, or the app has no right to it', async () => {
    const world = await startWithReceipts();
    const path = pathOf(world);
    const gone = world.otto.faults.answerWith(404, { on: 'get-receipt-pdf', times: 9 });
    expect(await world.api.problem(path)).toMatchObject({
      status: 404,
      code: 'receipt-pdf-missing',
    });
    gone.withdraw();
    const refused = world.otto.faults.forbidden({ on: 'get-receipt-pdf', times: 9 });
    expect(await world.api.problem(path)).toMatchObject({
      status: 503,
      code: 'otto-right-missing',
    });
    refused.withdraw();
  });
});

describe('the rest', () => {
  it('gives a month as a file for spreadsheets', async () => {
    const world = await startWithReceipts();
    const month = world.otto.receipts.all()[0]?.creationDate.slice(0, 7);
    const path = `${RECEIPTS}/months/receipts-${month}.csv`;
    const { headers, text } = await world.api.call(path, {
      headers: { 'Accept-Language': 'de' },
    });
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe(`attachment; filename=receipts-${month}.csv`);
    expect(text).toContain('Beleg: Rechnung;main;');
    expect(text).toContain('Summe Belege;;;;;;;;55,93;');
    const wrong = await world.api.problem(`${RECEIPTS}/months/receipts-2026-13.csv`);
    expect(wrong).toMatchObject({ status: 400, code: 'request-invalid' });
  });

  it('refuses a day to read from that OTTO has no receipts for', async () => {
    const world = await startHttpWorld();
    const body = { since: '2001-01-01' };
    const problem = await world.api.problem(`${RECEIPTS}/read`, { body });
    expect(problem).toMatchObject({ status: 400, code: 'receipts-since-invalid' });
  });

  it('lists the comparisons by state', async () => {
    const world = await startWithReceipts(2);
    const read = (query: string) =>
      world.api.read(API_OPERATIONS.listReceiptChecks, `/api/v1/receipt-checks${query}`);
    expect((await read('')).items).toEqual([]);
    const first = await read('?state=agree&limit=1');
    expect(first.items).toMatchObject([{ accountId: 'main', check: { state: 'agree' } }]);
    const second = await read(`?state=agree&limit=1&cursor=${first.nextCursor}`);
    const ids = [...first.items, ...second.items].map(({ salesOrderId }) => salesOrderId);
    expect(ids.toSorted()).toEqual(world.orders.map((one) => one.salesOrderId).toSorted());
    expect(second.nextCursor).toBeNull();
  });

  it('tells open pages that receipts were read', async () => {
    const world = await startWithReceipts();
    const reader = await readEvents(world, '/api/v1/events');
    await readNow(world);
    await until(() =>
      reader.events.some(({ data }) => JSON.stringify(data).includes('"receipts"')),
    );
    reader.close();
  });
});
