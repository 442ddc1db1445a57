import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeShop, startFakeShop } from '../fakes/woocommerce/fake-shop.ts';
import { isObject, type PhpArray } from '../fakes/woocommerce/php-values.ts';
import { taxRate } from '../fakes/woocommerce/settings.ts';
import { testClient } from '../fakes/woocommerce/test-client.ts';

/** What the fake shop must do as the real one does, beyond the recordings. */
let shop: FakeShop;
let api: ReturnType<typeof testClient>;
let nowMs: number;

beforeEach(async () => {
  nowMs = Date.UTC(2026, 10, 21, 12, 0, 0);
  shop = await startFakeShop({
    now: () => new Date(nowMs),
    products: [
      { id: 10, sku: 'SKU-A', name: 'Blue mug', price: '19.99', stockQuantity: 10 },
      { id: 11, sku: 'SKU-B', name: 'Tea towel', price: '9.99', stockQuantity: 10 },
      { id: 12, sku: 'SKU-C', name: 'Cookbook', price: '24.90', taxClass: 'reduced-rate' },
      { id: 20, sku: 'SHIRT', name: 'Shirt', type: 'variable' },
      { id: 21, sku: 'SHIRT-M', name: 'Shirt - M', parentId: 20, price: '29.00', stockQuantity: 5 },
    ],
  });
  api = testClient(shop.url, shop.key);
});

afterEach(() => shop.stop());

const german = { country: 'DE', postcode: '10115', city: 'Berlin', address_1: 'Musterstraße 12' };

async function createOrder(order: PhpArray = {}): Promise<PhpArray> {
  const answer = await api.post('orders', {
    line_items: [{ product_id: 10, quantity: 2 }],
    ...order,
  });
  expect(answer.status).toBe(201);
  return answer.body;
}

const net = (gross: number, percent: number, places = 6) =>
  (gross / (1 + percent / 100)).toFixed(places);

const line = (gross: number, percent: number, places = 6): PhpArray => ({
  sku: 'OTTO-ONLY',
  name: 'Article',
  quantity: 1,
  tax_class: percent === 7 ? 'reduced-rate' : '',
  subtotal: net(gross, percent, places),
  total: net(gross, percent, places),
});

const mailsTo = (audience: string) =>
  shop.state.mails.filter((mail) => mail.audience === audience).map((mail) => mail.type);

const stockOf = (id: number) => shop.state.products.get(id)?.stockQuantity;

const errorOf = (item: unknown) =>
  isObject(item) && isObject(item.error) ? item.error.code : undefined;

const linesOf = (order: PhpArray): PhpArray[] =>
  Array.isArray(order.line_items) ? order.line_items.filter(isObject) : [];

const notesText = () => shop.state.notes.map((note) => note.note);

describe('finding orders', () => {
  it('makes two orders of the same POST', async () => {
    await createOrder({ transaction_id: 'T-1' });
    await createOrder({ transaction_id: 'T-1' });
    expect((await api.get('orders', { search: 'T-1' })).headers).toMatchObject({
      'x-wp-total': '2',
    });
  });

  it('ignores filters it does not know and returns everything', async () => {
    await createOrder();
    await createOrder();
    expect((await api.get('orders', { transaction_id: 'none', meta_key: 'x' })).list).toHaveLength(
      2,
    );
  });

  it('filters by created_via from 9.9 on and ignores that filter before', async () => {
    await createOrder({ created_via: 'otto' });
    await createOrder();
    expect((await api.get('orders', { created_via: 'otto' })).list).toHaveLength(1);
    shop.settings.wooVersion = '9.8.5';
    expect((await api.get('orders', { created_via: 'otto' })).list).toHaveLength(2);
  });

  it('reads modified_after as GMT without suffix, as shop time otherwise, and misreads Z', async () => {
    await createOrder();
    const found = async (value: string, gmt: boolean) =>
      (await api.get('orders', { modified_after: value, dates_are_gmt: gmt })).list.length;
    expect(await found('2026-11-21T11:59:59', true)).toBe(1);
    expect(await found('2026-11-21T12:00:00', true)).toBe(0);
    expect(await found('2026-11-21T11:59:59Z', true)).toBe(0);
    expect(await found('2026-11-21T12:59:59', false)).toBe(1);
    expect(await found('2026-11-21T11:59:59Z', false)).toBe(1);
    expect((await api.get('orders', { modified_after: '2026-11-21' })).status).toBe(400);
  });

  it('answers a page past the end with an empty list and totals of 0', async () => {
    await createOrder();
    const answer = await api.get('orders', { page: 2 });
    expect(answer.list).toEqual([]);
    expect(answer.headers).toMatchObject({ 'x-wp-total': '0', 'x-wp-totalpages': '0' });
    expect((await api.get('orders', { per_page: 101 })).status).toBe(400);
  });

  it('searches id, transaction id, addresses and item names, but no SKU, meta or note', async () => {
    const order = await createOrder({
      transaction_id: 'OTTO-777',
      billing: { ...german, last_name: 'Müller' },
      shipping_lines: [{ method_id: 'otto', method_title: 'OTTO bzq2k4' }],
      meta_data: [{ key: 'k', value: 'needle' }],
    });
    for (const term of [String(order.id), '777', 'muller', '101', 'bzq2', 'Blue']) {
      expect((await api.get('orders', { search: term })).list, term).toHaveLength(1);
    }
    for (const term of ['SKU-A', 'needle']) {
      expect((await api.get('orders', { search: term })).list, term).toHaveLength(0);
    }
    shop.settings.orderStorage = 'legacy';
    expect((await api.get('orders', { search: '777' })).list).toHaveLength(0);
  });

  it('lists a trashed order only under status=trash, yet still shows it by its id', async () => {
    const { id } = await createOrder();
    expect((await api.delete(`orders/${id}`)).body.status).toBe('pending');
    expect((await api.get('orders', { include: [id] })).list).toHaveLength(0);
    expect((await api.get('orders', { status: 'trash' })).list).toHaveLength(1);
    expect((await api.get(`orders/${id}`)).body.status).toBe('trash');
    expect((await api.put(`orders/${id}`, { status: 'processing' })).body.status).toBe(
      'processing',
    );
  });

  it('hides orders whose status no plugin registers any more', async () => {
    shop.settings.orderStatuses.push({ slug: 'packing', name: 'Packing' });
    await createOrder({ status: 'packing' });
    expect((await api.get('orders', { status: 'packing' })).list).toHaveLength(1);
    shop.settings.orderStatuses.pop();
    expect((await api.get('orders')).list).toHaveLength(0);
  });

  it('finds variations and drafts by SKU without regard to case, and no trashed products', async () => {
    shop.addProduct({ id: 30, sku: 'OLD', name: 'Old', status: 'trash' });
    shop.addProduct({ id: 31, sku: 'NEW', name: 'New', status: 'draft' });
    const { list } = await api.get('products', { sku: 'shirt-m,OLD,NEW,none' });
    expect(list.map(({ id, type, parent_id }) => [id, type, parent_id])).toEqual([
      [31, 'simple', 0],
      [21, 'variation', 20],
    ]);
    expect((await api.get('products/20/variations')).list).toHaveLength(1);
  });
});

describe('SKUs', () => {
  it('are compared without accents, too, and link a line to a product spelled otherwise', async () => {
    const kuehl = shop.addProduct({ sku: 'Kühl-1', name: 'Fridge', price: '1' });
    expect((await api.get('products', { sku: 'KUHL-1' })).list).toMatchObject([{ id: kuehl.id }]);
    const order = await createOrder({
      line_items: [
        { sku: 'kuhl-1 ', name: 'Other fridge', quantity: 1, subtotal: '1', total: '1' },
      ],
    });
    expect(linesOf(order)).toMatchObject([{ product_id: kuehl.id, sku: 'Kühl-1' }]);
  });
});

describe('what a single call refuses and a batch lets through', () => {
  it('throws an order back to pending when a batch names an unknown status', async () => {
    const { id } = await createOrder({ status: 'processing' });
    expect((await api.put(`orders/${id}`, { status: 'nope' })).status).toBe(400);
    const batch = { create: [{ status: 'nope' }], update: [{ id, status: 'nope' }] };
    expect((await api.post('orders/batch', batch)).body).toMatchObject({
      create: [{ status: 'pending' }],
      update: [{ id, status: 'pending' }],
    });
  });

  it('refuses numbers as line totals in a single call and takes them in a batch', async () => {
    const order = { line_items: [{ product_id: 10, quantity: 1, total: 16.798319 }] };
    const refused = await api.post('orders', order);
    expect(refused.body).toMatchObject({
      code: 'rest_invalid_param',
      data: { params: { line_items: 'line_items[0][total] is not of type string.' } },
    });
    expect((await api.post('orders/batch', { create: [order] })).body).toMatchObject({
      create: [{ total: '19.99' }],
    });
  });

  it('dies in the middle of a batch when a new line has quantity 0', async () => {
    const good = { line_items: [{ product_id: 10, quantity: 1 }] };
    const bad = { line_items: [{ product_id: 10, quantity: 0 }] };
    const answer = await api.post('orders/batch', { create: [good, bad, good] });
    expect(answer.status).toBe(500);
    expect(answer.body.code).toBe('internal_server_error');
    expect(shop.state.orders.size).toBe(1);
  });

  it('refuses bad e-mails in both, each in its own words, and an empty one in a single call', async () => {
    const order = (email: string | null) => ({ billing: { ...german, email } });
    expect((await api.post('orders', order(''))).body.code).toBe('rest_invalid_param');
    expect((await api.post('orders', order(null))).status).toBe(201);
    expect((await api.post('orders', { billing: null })).status).toBe(201);
    const { body } = await api.post('orders/batch', { create: [order('ü@example.de')] });
    expect([body.create].flat().map(errorOf)).toEqual(['order_invalid_billing_email']);
  });

  it('loses address and lines, with a 201, when a phone is longer than 100 characters', async () => {
    const order = await createOrder({ billing: { ...german, phone: '0'.repeat(101) } });
    expect(order).toMatchObject({
      total: '39.98',
      line_items: [],
      billing: { city: '', phone: '' },
    });
    expect(notesText()[0]).toContain('Error saving order ID');
    shop.settings.orderStorage = 'legacy';
    const kept = await createOrder({ billing: { ...german, phone: '0'.repeat(101) } });
    expect(kept).toMatchObject({ billing: { city: 'Berlin' } });
  });

  it('leaves a draft behind when a coupon is refused', async () => {
    const answer = await api.post('orders', { coupon_lines: [{ code: 'none' }] });
    expect(answer.status).toBe(400);
    const [draft] = [...shop.state.orders.values()];
    expect(answer.body.data).toEqual({ status: 400, new_draft_order_id: draft?.id });
    expect(draft?.status).toBe('checkout-draft');
  });

  it('takes JSON under another content type for an empty order, and names broken JSON', async () => {
    const https = { 'x-forwarded-proto': 'https', authorization: basic(shop.key.consumerSecret) };
    const post = (type: string, body: string) =>
      fetch(`${shop.url}/wp-json/wc/v3/orders`, {
        method: 'POST',
        headers: { ...https, 'content-type': type },
        body,
      });
    const empty = await post('text/plain', '{"status":"processing"}');
    expect(empty.status).toBe(201);
    expect(await empty.json()).toMatchObject({ status: 'pending', line_items: [] });
    const broken = await post('application/json', '{"status":');
    expect(broken.status).toBe(400);
    expect(await broken.json()).toMatchObject({ code: 'rest_invalid_json' });
  });
});

describe('amounts', () => {
  it('adds the tax on top of a gross total', async () => {
    const order = await createOrder({ line_items: [{ ...line(19.99, 0), total: '19.99' }] });
    expect(order.total).toBe('23.79');
  });

  it.each([
    ['per line, gross shop', true, false],
    ['per line, net shop', false, false],
    ['at the subtotal, gross shop', true, true],
    ['at the subtotal, net shop', false, true],
  ])('meets every gross total with 6 decimals: %s', async (_case, gross, atSubtotal) => {
    shop.settings.pricesIncludeTax = gross;
    shop.settings.roundAtSubtotal = atSubtotal;
    const orders = Array.from({ length: 60 }, () => basket());
    const { body } = await api.post('orders/batch', { create: orders.map((order) => order.lines) });
    const totals = [body.create].flat().map((order) => (isObject(order) ? order.total : undefined));
    expect(totals).toEqual(orders.map((order) => order.gross));
  });

  it('misses gross totals now and then with 2 decimals', async () => {
    const prices = Array.from({ length: 100 }, (_, index) => 19 + index / 100);
    const create = prices.map((price) => ({ line_items: [line(price, 19, 2)] }));
    const { body } = await api.post('orders/batch', { create });
    const wrong = [body.create]
      .flat()
      .filter((order, index) =>
        isObject(order) ? order.total !== prices[index]?.toFixed(2) : true,
      );
    expect(wrong.length).toBeGreaterThan(5);
    expect(wrong.length).toBeLessThan(30);
  });

  it('taxes shipping with the class of the basket, and not at all without lines', async () => {
    const shipping_lines = [{ method_id: 'otto', total: '5.000000' }];
    const taxOf = async (line_items: PhpArray[]) =>
      (await createOrder({ line_items, shipping_lines })).shipping_tax;
    expect(await taxOf([line(10, 19), line(10, 7)])).toBe('0.95');
    expect(await taxOf([line(10, 7)])).toBe('0.35');
    expect(await taxOf([])).toBe('0.00');
    shop.settings.shippingTaxClass = '';
    expect(await taxOf([line(10, 7)])).toBe('0.95');
  });

  it('takes totals as they are when taxes are off or no rate matches', async () => {
    const abroad = await createOrder({
      line_items: [line(19.99, 19)],
      shipping: { country: 'AT' },
    });
    expect(abroad).toMatchObject({ total: '16.80', total_tax: '0.00', tax_lines: [] });
    shop.settings.calcTaxes = false;
    expect((await createOrder({ line_items: [line(19.99, 0)] })).total).toBe('19.99');
  });

  it('changes the total when only the address changes, and not for status or meta', async () => {
    const { id } = await createOrder({ line_items: [line(19.99, 19)], shipping: german });
    const moved = await api.put(`orders/${id}`, { shipping: { country: 'AT' } });
    expect(moved.body.total).toBe('16.80');
    shop.settings.taxRates.push(taxRate({ id: 3, rate: '20.0000', country: 'AT' }));
    expect((await api.put(`orders/${id}`, { status: 'on-hold' })).body.total).toBe('16.80');
    expect((await api.put(`orders/${id}`, { line_items: [] })).body.total).toBe('20.16');
  });

  it('spreads a negative fee over all tax classes and leaves an untaxed fee alone', async () => {
    const line_items = [line(19.99, 19), line(24.9, 7)];
    const fee = { name: 'Discount', total: '-4.201681', tax_class: '' };
    const discounted = await createOrder({ line_items, fee_lines: [fee] });
    expect(Number(discounted.total)).toBeGreaterThan(44.89 - 5);
    const corrected = await createOrder({
      line_items,
      fee_lines: [{ name: 'Rounding', total: '-0.01', tax_status: 'none' }],
    });
    expect(corrected.total).toBe('44.88');
  });

  it('stacks compound rates, skips rates not meant for shipping, and picks by postcode', async () => {
    shop.settings.taxRates = [
      taxRate({ id: 1, rate: '10.0000', country: '', shipping: false }),
      taxRate({ id: 2, rate: '5.0000', country: '', priority: 2, compound: true }),
      taxRate({ id: 3, rate: '0.0000', postcodes: ['27498'], shipping: false }),
    ];
    const shipping_lines = [{ method_id: 'x', total: '10.00' }];
    const line_items = [{ ...line(100, 0), total: '100.00' }];
    const order = await createOrder({ line_items, shipping_lines, shipping: german });
    expect(order).toMatchObject({ cart_tax: '15.50', shipping_tax: '0.50' });
    const island = await createOrder({ line_items, shipping: { ...german, postcode: '27498' } });
    expect(island.cart_tax).toBe('5.00');
  });

  it('loses the cents with 0 price decimals', async () => {
    shop.settings.priceDecimals = 0;
    expect((await createOrder({ line_items: [line(19.99, 19)] })).total).toBe('20');
  });

  it('lets the SKU win over the product id and ignores the price of a line', async () => {
    const order = await createOrder({
      line_items: [
        { product_id: 10, sku: 'none', name: 'Unlinked', quantity: 1, total: '1.00' },
        { variation_id: 21, quantity: 1, price: 99 },
      ],
    });
    expect(linesOf(order)).toMatchObject([
      { name: 'Unlinked', product_id: 0, sku: null },
      { product_id: 20, variation_id: 21, sku: 'SHIRT-M', parent_name: 'Shirt', total: '24.37' },
    ]);
  });
});

describe('stock, mails and notes', () => {
  it('takes stock once and gives it back on cancelling', async () => {
    const { id } = await createOrder({ status: 'processing' });
    expect(stockOf(10)).toBe(8);
    await api.put(`orders/${id}`, { status: 'completed' });
    expect(stockOf(10)).toBe(8);
    await api.put(`orders/${id}`, { status: 'cancelled' });
    expect(stockOf(10)).toBe(10);
    expect(shop.state.stockMovements).toHaveLength(2);
    expect(notesText()).toContain('Stock levels increased: Blue mug (8&rarr;10)');
  });

  it('sells more than there is', async () => {
    await createOrder({ status: 'processing', line_items: [{ sku: 'sku-b', quantity: 12 }] });
    expect(shop.state.products.get(11)).toMatchObject({
      stockQuantity: -2,
      stockStatus: 'outofstock',
    });
    expect(mailsTo('admin')).toEqual(['no-stock', 'backorder', 'new-order']);
  });

  it('moves stock with quantities of a processing order, amounts only when they are sent', async () => {
    const order = await createOrder({ status: 'processing' });
    const [first] = linesOf(order);
    const changed = await api.put(`orders/${order.id}`, {
      line_items: [{ id: first?.id, quantity: 3 }],
    });
    expect(changed.body.total).toBe('39.98');
    expect(stockOf(10)).toBe(7);
    const removed = await api.put(`orders/${order.id}`, {
      line_items: [{ id: first?.id, quantity: '0' }],
    });
    expect(removed.body).toMatchObject({ line_items: [], total: '0.00' });
    expect(stockOf(10)).toBe(10);
    const foreign = await api.put(`orders/${order.id}`, { line_items: [{ id: 999, quantity: 1 }] });
    expect(foreign.body.code).toBe('woocommerce_rest_invalid_item_id');
  });

  it.each([
    ['pending', [], []],
    ['on-hold', ['new-order'], ['customer-on-hold-order']],
    ['processing', ['new-order'], ['customer-processing-order']],
    ['completed', ['new-order'], ['customer-completed-order']],
    ['cancelled', [], []],
    ['failed', ['failed-order'], ['customer-failed-order']],
    ['refunded', [], ['customer-refunded-order']],
    ['checkout-draft', [], []],
  ])('mails on creation as %s', async (status, admin, customer) => {
    await createOrder({ status, billing: { ...german, email: 'a@example.de' } });
    expect(mailsTo('admin')).toEqual(admin);
    expect(mailsTo('customer')).toEqual(customer);
  });

  it('never mails a buyer without billing e-mail, whatever happens', async () => {
    const { id } = await createOrder({ status: 'processing', customer_note: 'Ring twice' });
    for (const status of [
      'on-hold',
      'processing',
      'completed',
      'cancelled',
      'failed',
      'refunded',
    ]) {
      await api.put(`orders/${id}`, { status });
    }
    await api.post(`orders/${id}/notes`, { note: 'For you', customer_note: true });
    expect(mailsTo('customer')).toEqual([]);
    expect(mailsTo('admin').filter((type) => type === 'new-order')).toHaveLength(1);
  });

  it('pays with set_paid and notes that instead of the status', async () => {
    const order = await createOrder({ set_paid: true });
    expect(order).toMatchObject({ status: 'processing', date_paid_gmt: '2026-11-21T12:00:00' });
    expect(notesText()).toContain('Payment complete.');
    expect(notesText().join()).not.toContain('Order status changed');
  });

  it('bumps date_modified with every PUT, also an empty one, but not with a note', async () => {
    const { id } = await createOrder();
    nowMs += 5000;
    await api.post(`orders/${id}/notes`, { note: 'back\\slash <b>bold</b>' });
    expect((await api.get(`orders/${id}`)).body.date_modified_gmt).toBe('2026-11-21T12:00:00');
    expect(notesText()).toEqual(['backslash <b>bold</b>']);
    expect((await api.put(`orders/${id}`, {})).body.date_modified_gmt).toBe('2026-11-21T12:00:05');
  });

  it('makes entities of bare signs in notes and drops scripts, from 10.9 on', async () => {
    const { id } = await createOrder();
    const noted = async (note: string) =>
      (await api.post(`orders/${id}/notes`, { note })).body.note;
    expect(await noted('a & b')).toBe('a & b');
    shop.settings.wooVersion = '10.9.4';
    // Each as a real 10.9.4 answered it.
    expect(await noted('a & b')).toBe('a &amp; b');
    expect(await noted('&amp; &nbsp; &foo; &#8364; &#x20AC; &')).toBe(
      '&amp; &nbsp; &amp;foo; &#8364; &#x20AC; &amp;',
    );
    expect(await noted('a < b > c')).toBe('a <b> c');
    expect(await noted('<3 du')).toBe('&lt;3 du');
    expect(await noted('<script>alert(1)</script>')).toBe('alert(1)');
    expect(await noted('&lt;b&gt; 1 &gt 2 &#0;')).toBe('&lt;b&gt; 1 &amp;gt 2 &amp;#0;');
    expect(await noted('<b>x</b>\\ "q"')).toBe('<b>x</b> "q"');
  });

  it('keeps meta as documented', async () => {
    const { id } = await createOrder({
      meta_data: [
        { key: 'twice', value: 'a' },
        { key: 'twice', value: 'b' },
        { key: 'number', value: 5 },
        { key: 'none', value: null },
        { key: 'k'.repeat(256), value: 'x' },
      ],
    });
    const meta = async () => {
      const { body } = await api.get(`orders/${id}`);
      return Object.fromEntries(
        [body.meta_data].flat().map((entry) => (isObject(entry) ? [entry.key, entry.value] : [])),
      );
    };
    expect(await meta()).toEqual({ number: '5', twice: 'b' });
    await api.put(`orders/${id}`, {
      meta_data: [
        { key: 'twice', value: null },
        { key: 'yes', value: true },
      ],
    });
    expect(await meta()).toEqual({ number: '5', yes: '1' });
  });
});

describe('refunds', () => {
  const refund = (id: unknown, body: PhpArray) =>
    api.post(`orders/${id}/refunds`, { api_refund: false, ...body });

  it('becomes refunded when the sum reaches the total, and then refuses more with a 500', async () => {
    const { id } = await createOrder({ status: 'processing' });
    expect((await refund(id, { amount: '39.97' })).status).toBe(201);
    expect((await api.get(`orders/${id}`)).body).toMatchObject({ status: 'processing' });
    expect((await refund(id, { amount: '0.02' })).body).toMatchObject({ data: 500 });
    await refund(id, { amount: '0.01' });
    expect((await api.get(`orders/${id}`)).body).toMatchObject({
      status: 'refunded',
      total: '39.98',
    });
    expect((await api.get(`orders/${id}/refunds`)).list).toHaveLength(2);
  });

  it('shows the tax of each refund in the order, from 10.9 on', async () => {
    const created = await createOrder({ line_items: [line(11.9, 19)] });
    const [lineId] = linesOf(created).map(({ id }) => id);
    const entry = {
      id: lineId,
      quantity: 1,
      refund_total: 1,
      refund_tax: [{ id: 1, refund_total: 0.19 }],
    };
    const refund = { amount: '1.19', api_refund: false, line_items: [entry] };
    expect((await api.post(`orders/${created.id}/refunds`, refund)).status).toBe(201);
    const shown = async () => (await api.get(`orders/${created.id}`)).body.refunds;
    expect(await shown()).toMatchObject([{ total: '-1.19' }]);
    expect(JSON.stringify(await shown())).not.toContain('total_tax');
    shop.settings.wooVersion = '10.9.4';
    expect(await shown()).toMatchObject([{ total: '-1.19', total_tax: '-0.19' }]);
  });

  it('does not notice repeats, nor more pieces than were sold', async () => {
    const order = await createOrder({ status: 'processing' });
    const [first] = linesOf(order);
    const body = {
      amount: '1.00',
      line_items: [{ id: first?.id, quantity: 5, refund_total: 0.84 }],
    };
    await refund(order.id, body);
    expect(stockOf(10)).toBe(13);
    await refund(order.id, body);
    expect((await api.get(`orders/${order.id}`)).body.refunds).toHaveLength(2);
  });

  it('sums the lines without an amount, refuses a number, and wants api_refund false', async () => {
    const order = await createOrder({ status: 'processing' });
    const [first] = linesOf(order);
    const line_items = [
      {
        id: first?.id,
        quantity: 1,
        refund_total: 16.798319,
        refund_tax: [{ id: 1, refund_total: 3.191681 }],
      },
    ];
    expect((await refund(order.id, { line_items })).body.amount).toBe('19.99');
    expect((await refund(order.id, { amount: 1 })).status).toBe(400);
    expect((await refund(order.id, { amount: '1.00', api_refund: true })).status).toBe(500);
  });

  it('books a full refund by itself for status refunded, leaves stock alone, and keeps pieces after DELETE', async () => {
    const { id } = await createOrder({ status: 'processing' });
    await api.put(`orders/${id}`, { status: 'refunded' });
    const [booked] = (await api.get(`orders/${id}/refunds`)).list;
    expect(booked).toMatchObject({ amount: '39.98', reason: 'Order fully refunded.' });
    expect(stockOf(10)).toBe(8);
    expect((await api.delete(`orders/${id}/refunds/${booked?.id}`)).status).toBe(200);
    expect((await api.get(`orders/${id}/refunds`)).list).toHaveLength(0);
  });
});

describe('keys', () => {
  it('verifies the official client with arrays, dates and umlauts in the query', async () => {
    const ids: unknown[] = [];
    for (let count = 0; count < 10; count += 1) ids.push((await createOrder()).id);
    expect((await api.get('orders', { include: ids, per_page: 100 })).list).toHaveLength(10);
    const answer = await api.get('orders', {
      status: ['pending', 'on-hold'],
      modified_after: '2026-11-21T11:00:00',
      dates_are_gmt: true,
      search: "Käthe (Groß) & Söhne's + 50 % *",
    });
    expect([answer.status, answer.list]).toEqual([200, []]);
  });

  it('refuses the official client with more than ten entries in an array, not in a comma list', async () => {
    // The client signs a[1] before a[10] but sends a[10] first; PHP keeps the order of arrival.
    const ids = Array.from({ length: 11 }, (_, index) => index + 1);
    expect((await api.get('orders', { include: ids })).body.message).toContain('does not match');
    expect((await api.get('orders', { include: ids.join(',') })).status).toBe(200);
  });

  it('names wrong keys, wrong secrets, repeated nonces and missing rights', async () => {
    const refusedAs = async (
      key: { consumerKey: string; consumerSecret: string },
      write = false,
    ) => {
      const client = testClient(shop.url, key);
      const answer = await (write ? client.post('orders', {}) : client.get('orders'));
      return [answer.status, answer.body.message];
    };
    const { consumerKey, consumerSecret } = shop.key;
    const reader = shop.addKey({ permissions: 'read' });
    const writer = shop.addKey({ permissions: 'write' });
    expect(await refusedAs({ consumerKey: 'ck_x', consumerSecret })).toEqual([
      401,
      'Consumer key is invalid.',
    ]);
    expect(await refusedAs({ consumerKey, consumerSecret: 'cs_x' })).toEqual([
      401,
      'Invalid signature - provided signature does not match.',
    ]);
    expect(await refusedAs(reader, true)).toEqual([
      401,
      'The API key provided does not have write permissions.',
    ]);
    expect(await refusedAs(writer)).toEqual([
      401,
      'The API key provided does not have read permissions.',
    ]);
  });

  it('takes HTTP Basic over https only', async () => {
    const get = (headers: Record<string, string>) =>
      fetch(`${shop.url}/wp-json/wc/v3/orders`, { headers });
    const authorization = basic(shop.key.consumerSecret);
    expect((await get({ authorization })).status).toBe(401);
    expect((await get({ authorization, 'x-forwarded-proto': 'https' })).status).toBe(200);
  });

  it('shows the statuses to anybody, but not to a key with a wrong secret', async () => {
    const get = (headers: Record<string, string>) =>
      fetch(`${shop.url}/wp-json/wc/v3/orders/statuses`, { headers });
    expect((await get({})).status).toBe(200);
    const wrong = { authorization: basic('cs_wrong'), 'x-forwarded-proto': 'https' };
    expect((await get(wrong)).status).toBe(401);
  });

  it('updates by POST or _method where PUT is blocked, and reads no keys under rest_route', async () => {
    const { id } = await createOrder();
    expect((await api.post(`orders/${id}`, { status: 'on-hold' })).body.status).toBe('on-hold');
    const put = await api.post(`orders/${id}`, { status: 'failed' }, { _method: 'PUT' });
    expect(put.body.status).toBe('failed');
    const headers = { authorization: basic(shop.key.consumerSecret), 'x-forwarded-proto': 'https' };
    expect((await fetch(`${shop.url}/?rest_route=/wc/v3/orders`, { headers })).status).toBe(401);
    expect((await fetch(`${shop.url}/index.php/wp-json/wc/v3/orders`, { headers })).status).toBe(
      200,
    );
    expect((await api.get('nothing/here')).body.code).toBe('rest_no_route');
  });
});

describe('settings', () => {
  it('tells what a bridge has to know before it computes', async () => {
    const value = async (path: string) => (await api.get(`settings/${path}`)).body.value;
    expect(await value('general/woocommerce_calc_taxes')).toBe('yes');
    expect(await value('general/woocommerce_default_country')).toBe('DE');
    expect(await value('tax/woocommerce_shipping_tax_class')).toBe('inherit');
    const classes = await api.get('taxes/classes');
    expect(classes.list.map(({ slug }) => slug)).toEqual(['standard', 'reduced-rate', 'zero-rate']);
    expect(classes.headers).toMatchObject({ 'x-wp-total': '3', 'x-wp-totalpages': '1' });
    expect((await api.get('system_status')).body).toMatchObject({
      environment: { php_max_execution_time: 300 },
    });
    expect((await api.get('settings/nothing')).body.code).toBe(
      'rest_setting_setting_group_invalid',
    );
  });

  it('switches mails off by setting', async () => {
    await api.put('settings/email_new_order/enabled', { value: 'no' });
    await createOrder({ status: 'processing' });
    expect(mailsTo('admin')).toEqual([]);
  });

  it('names the accepted statuses under OPTIONS, auto-draft included', async () => {
    const answer = await fetch(`${shop.url}/wp-json/wc/v3/orders`, { method: 'OPTIONS' });
    const body: unknown = await answer.json();
    expect(JSON.stringify(body)).toContain('"auto-draft","pending"');
  });
});

describe('webhooks', () => {
  it('and refunds are listed newest first, or by id when asked', async () => {
    for (const name of ['first', 'second', 'third']) {
      await api.post('webhooks', { name, topic: 'order.updated', delivery_url: 'https://a.de' });
    }
    const { id } = await createOrder();
    for (const amount of ['1.00', '2.00', '3.00']) {
      await api.post(`orders/${id}/refunds`, { amount, api_refund: false });
    }
    const byId = { orderby: 'id', order: 'asc', per_page: 2, offset: 1 };
    const names = async (params?: PhpArray) =>
      (await api.get('webhooks', params)).list.map(({ name }) => name);
    const amounts = async (params?: PhpArray) =>
      (await api.get(`orders/${id}/refunds`, params)).list.map(({ amount }) => amount);
    expect(await names()).toEqual(['third', 'second', 'first']);
    expect(await names(byId)).toEqual(['second', 'third']);
    expect(await amounts()).toEqual(['3.00', '2.00', '1.00']);
    expect(await amounts(byId)).toEqual(['2.00', '3.00']);
  });

  it('are paused, disabled and deleted over REST, not put into a bin', async () => {
    const body = { topic: 'order.updated', delivery_url: 'https://bridge.example/hook' };
    const { id } = (await api.post('webhooks', body)).body;
    for (const status of ['paused', 'disabled', 'active']) {
      expect((await api.put(`webhooks/${id}`, { status })).body.status).toBe(status);
      expect((await api.get('webhooks', { status })).list).toHaveLength(1);
    }
    expect((await api.delete(`webhooks/${id}`)).status).toBe(501);
    expect((await api.delete(`webhooks/${id}`, { force: true })).status).toBe(200);
    expect((await api.delete(`webhooks/${id}`, { force: true })).body).toMatchObject({
      code: 'woocommerce_rest_shop_webhook_invalid_id',
      data: { status: 404 },
    });
  });

  it('keeps one waiting delivery per order, sent as the order is by then', async () => {
    const webhook = await api.post('webhooks', {
      topic: 'order.updated',
      delivery_url: 'https://bridge.example/hook',
      secret: 's',
    });
    const { id } = await createOrder();
    await api.put(`orders/${id}`, { status: 'processing' });
    await api.put(`orders/${id}`, {});
    expect(shop.state.pendingDeliveries).toHaveLength(1);
    const delivery = shop.deliveryOf(Number(webhook.body.id), Number(id));
    expect(delivery.rawBody).toContain('"status":"processing"');
    expect((await api.delete(`webhooks/${webhook.body.id}`)).status).toBe(501);
    expect(
      (await api.post('webhooks', { topic: 'x.y', delivery_url: 'https://a.de' })).status,
    ).toBe(400);
  });
});

describe('faults to order', () => {
  it('answers as ordered, so often as ordered, and only where it matches', async () => {
    shop.faults.tooManyRequests(7, { path: '/orders', method: 'GET', times: 2 });
    shop.faults.maintenance({ path: '/orders', method: 'POST' });
    const limited = await api.get('orders');
    expect([limited.status, limited.headers['retry-after']]).toEqual([429, '7']);
    expect((await api.get('products')).status).toBe(200);
    expect((await api.post('orders', {})).status).toBe(503);
    expect((await api.get('orders')).status).toBe(429);
    expect((await api.get('orders')).status).toBe(200);
    expect(shop.state.orders.size).toBe(0);
  });

  it('has HTML pages, redirects and refusals at hand', async () => {
    const statuses: number[] = [];
    for (const order of [
      () => shop.faults.badGateway(),
      () => shop.faults.htmlInsteadOfJson(),
      () => shop.faults.redirect('https://www.shop.example/'),
      () => shop.faults.refuse(403),
      () => shop.faults.serverError(),
    ]) {
      order();
      statuses.push((await api.get('orders')).status);
    }
    expect(statuses).toEqual([502, 200, 301, 403, 500]);
  });

  it('drops the connection before or after the effect, or cuts the answer', async () => {
    shop.faults.dropBeforeEffect({ method: 'POST' });
    await expect(api.post('orders', {})).rejects.toThrow();
    expect(shop.state.orders.size).toBe(0);
    shop.faults.dropAfterEffect({ method: 'POST' });
    await expect(api.post('orders', {})).rejects.toThrow();
    expect(shop.state.orders.size).toBe(1);
    shop.faults.cutOffBody(100, { method: 'POST' });
    await expect(api.post('orders', {})).rejects.toThrow();
    expect(shop.state.orders.size).toBe(2);
  });

  it('carries a batch to its end after the client has given up', async () => {
    const pause = shop.faults.pauseBatchBefore(1);
    const impatient = testClient(shop.url, shop.key, 100);
    const call = impatient.post('orders/batch', { create: [{}, {}, {}] });
    await expect(call).rejects.toThrow();
    await pause.reached;
    expect(shop.state.orders.size).toBe(1);
    pause.release();
    await expect.poll(() => shop.state.orders.size).toBe(3);
  });

  it('does the work and answers too late', async () => {
    const late = shop.faults.delayAfterEffect('until-released');
    const impatient = testClient(shop.url, shop.key, 100);
    await expect(impatient.post('orders', {})).rejects.toThrow();
    expect(shop.state.orders.size).toBe(1);
    late.release();
  });

  it('lets a batch die in the middle and refuses single objects', async () => {
    shop.faults.killBatchAfter(2);
    const dead = await api.post('orders/batch', { create: [{}, {}, {}] });
    expect([dead.status, shop.state.orders.size]).toEqual([500, 2]);
    shop.faults.refuseItem({
      code: 'no_thanks',
      message: 'No.',
      item: (item) => isObject(item) && item.transaction_id === 'T-2',
    });
    const { body } = await api.post('orders/batch', {
      create: [{ transaction_id: 'T-1' }, { transaction_id: 'T-2' }],
    });
    expect([body.create].flat().map(errorOf)).toEqual([undefined, 'no_thanks']);
  });

  it('slows down every request and every object of a batch for benchmarks', async () => {
    shop.faults.latency = { baseMs: 30, perItemMs: 20 };
    const started = performance.now();
    await api.post('orders/batch', { create: [{}, {}] });
    expect(performance.now() - started).toBeGreaterThan(65);
    shop.faults.latency = { baseMs: 0, perItemMs: 0 };
    const slow = shop.faults.slowBatch(20);
    await api.get('orders');
    await api.post('orders/batch', { create: [{}, {}] });
    expect(slow.used).toBe(1);
  });

  it('lets a test act before the effect and between effect and answer', async () => {
    const seen: number[] = [];
    shop.hooks.onRequest = () => {
      seen.push(shop.state.orders.size);
    };
    shop.hooks.onEffect = (_request, answer) => {
      seen.push(shop.state.orders.size, answer.status);
    };
    await api.post('orders', {});
    expect(seen).toEqual([0, 1, 201]);
  });

  it('logs every request with its parsed body and without OAuth parameters', async () => {
    await api.post('orders', { status: 'on-hold' }, { dp: 4 });
    expect(shop.requests.at(-1)).toMatchObject({
      method: 'POST',
      path: '/wp-json/wc/v3/orders',
      query: { dp: '4' },
      body: { status: 'on-hold' },
      status: 201,
    });
  });
});

function basic(secret: string): string {
  return `Basic ${btoa(`${shop.key.consumerKey}:${secret}`)}`;
}

let seed = 7;

function random(below: number): number {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return Math.floor((seed / 2147483648) * below);
}

/** A random basket of 1–6 lines of both classes, with shipping, and its gross total. */
function basket(): { lines: PhpArray; gross: string } {
  const rates = Array.from({ length: 1 + random(6) }, () => (random(3) === 0 ? 7 : 19));
  const cents = rates.map(() => 1 + random(20_000));
  const shippingCents = random(2) * 595;
  const shippingRate = rates.includes(19) ? 19 : 7;
  const shipping = { method_id: 'otto', total: net(shippingCents / 100, shippingRate) };
  const total = cents.reduce((sum, value) => sum + value, shippingCents);
  return {
    lines: {
      line_items: rates.map((rate, index) => line((cents[index] ?? 0) / 100, rate)),
      shipping_lines: shippingCents === 0 ? [] : [shipping],
    },
    gross: (total / 100).toFixed(2),
  };
}
