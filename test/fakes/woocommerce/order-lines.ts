import { setMeta, updateMeta } from './meta-data.ts';
import { addNote } from './notes.ts';
import { toDecimalText } from './php-numbers.ts';
import {
  isEmpty,
  isNumeric,
  isObject,
  isSet,
  listOf,
  type PhpArray,
  toId,
  toInt,
  toNumber,
  toPlainText,
  toText,
} from './php-values.ts';
import { netPriceOf, productById, productBySku, productOfLine } from './products.ts';
import { PhpFatalError, RestError } from './rest.ts';
import { taxClassSlugs } from './settings.ts';
import type { Shop } from './shop.ts';
import type { FeeLine, LineItem, Product, ShippingLine, StoredOrder } from './state.ts';
import { takeId } from './state.ts';
import { adjustLineStock } from './stock.ts';

const STOCK_STATUSES = ['processing', 'completed', 'on-hold'];

/** A line added to an order in this call; it gets its ids only when the order is saved. */
export type NewLine = LineItem | ShippingLine | FeeLine;

/**
 * Applies `line_items`, `shipping_lines` or `fee_lines` of a request: entries without id add,
 * entries with id change, a null product/method/name or quantity 0 removes.
 *
 * @throws PhpFatalError on quantity 0 (or a null name) in an entry without id
 */
export function applyLines(
  shop: Shop,
  order: StoredOrder,
  kind: 'line_items' | 'shipping_lines' | 'fee_lines',
  posted: unknown,
): void {
  for (const entry of listOf(posted)) {
    if (!isObject(entry)) continue;
    if (isRemoval(entry)) removeLine(shop, order, entry);
    else if (kind === 'line_items') setLineItem(shop, order, entry);
    else if (kind === 'shipping_lines') setShippingLine(shop, order, entry);
    else setFeeLine(shop, order, entry);
  }
}

function isRemoval(entry: PhpArray): boolean {
  const nulled = ['product_id', 'method_id', 'method_title', 'name', 'code'];
  return nulled.some((key) => entry[key] === null) || entry.quantity === 0;
}

function removeLine(shop: Shop, order: StoredOrder, entry: PhpArray): void {
  if (!isSet(entry.id)) throw new PhpFatalError('remove_item(): item_id must be of type int');
  const id = toId(entry.id);
  const line = order.lineItems.find((candidate) => candidate.id === id);
  const found = [...order.lineItems, ...order.shippingLines, ...order.feeLines].some(
    (candidate) => candidate.id === id,
  );
  if (!found) throw foreignItem();
  if (line !== undefined) adjustLineStock(shop, order, line, 0);
  order.lineItems = order.lineItems.filter((candidate) => candidate.id !== id);
  order.shippingLines = order.shippingLines.filter((candidate) => candidate.id !== id);
  order.feeLines = order.feeLines.filter((candidate) => candidate.id !== id);
}

function setLineItem(shop: Shop, order: StoredOrder, entry: PhpArray): void {
  const creating = isEmpty(entry.id);
  const line = creating ? newLineItem() : existing(order.lineItems, entry.id);
  const product = referredProduct(shop, entry, creating);
  if (product !== undefined) {
    setProduct(shop, line, product);
    if (creating) {
      const quantity = isSet(entry.quantity) ? toNumber(entry.quantity) : 1;
      setTotal(line, netPriceOf(shop, product, quantity));
      line.subtotal = line.total;
    }
  }
  if (isSet(entry.name)) line.name = toText(entry.name);
  if (isSet(entry.quantity)) line.quantity = toInt(entry.quantity);
  if (isSet(entry.total)) setTotal(line, entry.total);
  if (isSet(entry.subtotal)) line.subtotal = numericOrZero(entry.subtotal);
  if (isSet(entry.tax_class)) {
    line.taxClass = checkedTaxClass(shop, entry.tax_class, 'order_item_product_invalid_tax_class');
  }
  updateMeta(line.meta, entry.meta_data, metaIdOf(shop, line));
  if (creating) order.lineItems.push(line);
  if (STOCK_STATUSES.includes(order.status)) noteStock(shop, order, line);
}

function setShippingLine(shop: Shop, order: StoredOrder, entry: PhpArray): void {
  const creating = isEmpty(entry.id);
  const line: ShippingLine = creating
    ? { ...emptyItem(), kind: 'shipping', methodTitle: '', methodId: '', instanceId: '' }
    : existing(order.shippingLines, entry.id);
  if (creating && isEmpty(entry.method_id)) {
    throw badRequest('woocommerce_rest_invalid_shipping_item', 'Shipping method ID is required.');
  }
  if (isSet(entry.method_id)) line.methodId = toPlainText(entry.method_id);
  if (isSet(entry.method_title)) line.methodTitle = toPlainText(entry.method_title);
  if (isSet(entry.total)) line.total = toDecimalText(entry.total);
  if (isSet(entry.instance_id)) line.instanceId = toText(entry.instance_id);
  updateMeta(line.meta, entry.meta_data, metaIdOf(shop, line));
  if (creating) order.shippingLines.push(line);
}

function setFeeLine(shop: Shop, order: StoredOrder, entry: PhpArray): void {
  const creating = isEmpty(entry.id);
  const line: FeeLine = creating
    ? { ...emptyItem(), kind: 'fee', name: '', taxClass: '', taxStatus: 'taxable' }
    : existing(order.feeLines, entry.id);
  if (creating && isEmpty(entry.name)) {
    throw badRequest('woocommerce_rest_invalid_fee_item', 'Fee name is required.');
  }
  if (isSet(entry.name)) line.name = toText(entry.name);
  if (isSet(entry.tax_class)) {
    line.taxClass = checkedTaxClass(shop, entry.tax_class, 'order_item_fee_invalid_tax_class');
  }
  if (isSet(entry.tax_status)) line.taxStatus = entry.tax_status === 'none' ? 'none' : 'taxable';
  if (isSet(entry.total)) line.total = toDecimalText(entry.total);
  updateMeta(line.meta, entry.meta_data, metaIdOf(shop, line));
  if (creating) order.feeLines.push(line);
}

/** SKU wins over ids; an unknown SKU or id means "no product". */
function referredProduct(shop: Shop, entry: PhpArray, creating: boolean): Product | undefined {
  if (!isEmpty(entry.sku)) return productBySku(shop, toText(entry.sku));
  if (!isEmpty(entry.variation_id)) return productById(shop, toInt(entry.variation_id));
  if (!isEmpty(entry.product_id)) return productById(shop, toInt(entry.product_id));
  if (!creating) return undefined;
  throw badRequest('woocommerce_rest_required_product_reference', 'Product ID or SKU is required.');
}

function setProduct(shop: Shop, line: LineItem, product: Product): void {
  line.productId = product.type === 'variation' ? product.parentId : product.id;
  line.variationId = product.type === 'variation' ? product.id : 0;
  line.name = product.name;
  line.taxClass = product.taxClass;
  for (const [key, value] of Object.entries(product.attributes)) {
    setMeta(line.meta, key, value, metaIdOf(shop, line));
  }
}

function setTotal(line: LineItem, value: unknown): void {
  line.total = numericOrZero(value);
  if (line.subtotal === '' || toNumber(line.subtotal) < toNumber(line.total)) {
    line.subtotal = line.total;
  }
}

function numericOrZero(value: unknown): string {
  const text = toDecimalText(value);
  return isNumeric(text) ? text : '0';
}

function checkedTaxClass(shop: Shop, value: unknown, code: string): string {
  const taxClass = toText(value);
  if (taxClass !== '' && !taxClassSlugs(shop.settings).includes(taxClass)) {
    throw badRequest(code, 'Invalid tax class');
  }
  return taxClass;
}

/** Meta of a new line gets its id when the order is saved; meta of a saved one at once. */
function metaIdOf(shop: Shop, line: NewLine): () => number {
  return () => (line.id === 0 ? 0 : takeId(shop.state, 'itemMeta'));
}

function noteStock(shop: Shop, order: StoredOrder, line: LineItem): void {
  if (productOfLine(shop, line) === undefined) return;
  const move = adjustLineStock(shop, order, line, Math.max(0, line.quantity));
  if (move === undefined) return;
  addNote(shop, order, `Adjusted stock: ${line.name} (${move.from}&rarr;${move.to})`, {
    author: shop.state.apiKeys[0]?.owner ?? 'WooCommerce',
  });
}

function existing<Line extends { id: number }>(lines: Line[], id: unknown): Line {
  const line = lines.find((candidate) => candidate.id === toId(id));
  if (line === undefined) throw foreignItem();
  return line;
}

function newLineItem(): LineItem {
  return {
    ...emptyItem(),
    kind: 'line',
    name: '',
    productId: 0,
    variationId: 0,
    quantity: 1,
    taxClass: '',
    total: '0',
    subtotal: '',
    subtotalTax: '0',
    subtotalTaxes: new Map(),
  };
}

function emptyItem(): Pick<NewLine, 'id' | 'total' | 'totalTax' | 'taxes' | 'meta'> {
  return { id: 0, total: '0', totalTax: '0', taxes: new Map(), meta: [] };
}

function foreignItem(): RestError {
  return badRequest(
    'woocommerce_rest_invalid_item_id',
    'Order item ID provided is not associated with order.',
  );
}

function badRequest(code: string, message: string): RestError {
  return new RestError(code, message, { status: 400 });
}
