import { stockHolderOf } from './products.ts';
import { gmtText, localText, resourceUrl, type Shop } from './shop.ts';
import type { Product } from './state.ts';

/** A product or variation as REST shows it. */
export function viewProduct(shop: Shop, product: Product): Record<string, unknown> {
  const { dateCreated: created, dateModified: modified } = product;
  const holder = stockHolderOf(shop, product);
  const isVariable = product.type === 'variable';
  const variations = (isVariable ? [...shop.state.products.values()] : [])
    .filter((candidate) => candidate.parentId === product.id && candidate.type === 'variation')
    .map((variation) => variation.id);
  return {
    id: product.id,
    name: product.name,
    slug: product.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    permalink: `${shop.homeUrl()}/?product=${product.id}`,
    date_created: localText(shop, created),
    date_created_gmt: gmtText(created),
    date_modified: localText(shop, modified),
    date_modified_gmt: gmtText(modified),
    type: product.type,
    status: product.status,
    featured: false,
    catalog_visibility: 'visible',
    description: '',
    short_description: '',
    sku: product.sku,
    price: product.price,
    regular_price: product.price,
    sale_price: '',
    on_sale: false,
    purchasable: product.price !== '',
    virtual: product.virtual,
    downloadable: product.downloadable,
    tax_status: product.taxStatus,
    tax_class: product.taxClass,
    manage_stock: product.manageStock || (holder === undefined ? false : 'parent'),
    stock_quantity: holder?.stockQuantity ?? null,
    backorders: product.backorders,
    backorders_allowed: product.backorders !== 'no',
    weight: '',
    dimensions: { length: '', width: '', height: '' },
    shipping_class: '',
    parent_id: product.parentId,
    categories: [],
    tags: [],
    images: [],
    attributes: Object.entries(product.attributes).map(([name, option]) => ({
      id: 0,
      name,
      option,
    })),
    variations,
    stock_status: (holder ?? product).stockStatus,
    global_unique_id: product.globalUniqueId,
    meta_data: [],
    _links: {
      self: [{ href: resourceUrl(shop, `products/${product.id}`) }],
      collection: [{ href: resourceUrl(shop, 'products') }],
    },
  };
}
