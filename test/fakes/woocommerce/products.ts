import { sumOf } from './php-numbers.ts';
import { foldText, toNumber } from './php-values.ts';
import type { Shop } from './shop.ts';
import type { LineItem, Product } from './state.ts';
import { takeId } from './state.ts';
import { findRates, taxInGross } from './tax-rates.ts';

/** A product as a test describes it; everything but the name has a usual value. */
export type ProductSeed = Partial<Product> & { name: string };

/** Puts a product or variation into the shop. With a `stockQuantity` it manages stock. */
export function addProduct(shop: Shop, seed: ProductSeed): Product {
  const id = seed.id ?? takeId(shop.state, 'product');
  const stockQuantity = seed.stockQuantity ?? null;
  const product: Product = {
    sku: '',
    type: seed.parentId === undefined ? 'simple' : 'variation',
    parentId: 0,
    status: 'publish',
    price: '',
    taxStatus: 'taxable',
    taxClass: '',
    manageStock: stockQuantity !== null,
    backorders: 'no',
    virtual: false,
    downloadable: false,
    attributes: {},
    globalUniqueId: '',
    dateCreated: shop.now(),
    dateModified: shop.now(),
    stockStatus: 'instock',
    ...seed,
    id,
    stockQuantity,
  };
  refreshStockStatus(shop, product);
  shop.state.products.set(id, product);
  shop.state.counters.product = Math.max(shop.state.counters.product, id + 1);
  return product;
}

/** Any product by id, also drafts and trashed ones. */
export function productById(shop: Shop, id: number): Product | undefined {
  return shop.state.products.get(id);
}

/** A product or variation by SKU, as the database compares; trashed ones are not found. */
export function productBySku(shop: Shop, sku: string): Product | undefined {
  for (const product of shop.state.products.values()) {
    if (product.status !== 'trash' && isSameSku(product.sku, sku)) return product;
  }
  return undefined;
}

/** MySQL's usual collation knows neither case nor accents, and no space at the end. */
export function isSameSku(one: string, other: string): boolean {
  return skuKey(one) === skuKey(other);
}

/** What two equal SKUs have in common. */
export function skuKey(sku: string): string {
  return foldText(sku).trimEnd();
}

/** The product an order line stands for, if the shop (still) has it. */
export function productOfLine(shop: Shop, line: LineItem): Product | undefined {
  return productById(shop, line.variationId || line.productId);
}

/**
 * Whose stock a product or variation lives on: its own, or that of its product where that one counts
 * and it does not; undefined = none is counted.
 */
export function stockHolderOf(shop: Shop, product: Product): Product | undefined {
  if (product.manageStock) return product;
  const parent = productById(shop, product.parentId);
  return parent?.manageStock === true ? parent : undefined;
}

/** Net price of a quantity, from the shop's own price; contained tax is that of the base address. */
export function netPriceOf(shop: Shop, product: Product, quantity: number): number {
  const { settings } = shop;
  const price = toNumber(product.price) * Math.max(0, quantity);
  const contained = settings.pricesIncludeTax && settings.calcTaxes;
  if (!contained || product.taxStatus !== 'taxable') return price;
  const rates = findRates(settings.baseAddress, product.taxClass, settings);
  return price - sumOf(taxInGross(price, rates).values());
}

/** Sets in stock, out of stock or on backorder from the quantity. */
export function refreshStockStatus(shop: Shop, product: Product): void {
  if (!product.manageStock || product.stockQuantity === null) return;
  if (product.stockQuantity > shop.settings.noStockAmount) product.stockStatus = 'instock';
  else product.stockStatus = product.backorders === 'no' ? 'outofstock' : 'onbackorder';
}
