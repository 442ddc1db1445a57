import { addProduct, type ProductSeed, productById, refreshStockStatus } from './products.ts';
import type { Shop } from './shop.ts';
import type { Product } from './state.ts';
import { productCreated, productTrashed, productUpdated } from './webhook-events.ts';

/**
 * What a person does with products in the WordPress admin, or another program over REST: it changes
 * dates and fires webhooks as the real shop does. They throw for an unknown product.
 */
export function createProductHands(shop: Shop) {
  function known(id: number): Product {
    const product = productById(shop, id);
    if (product === undefined) throw new Error(`the fake shop has no product ${id}`);
    return product;
  }

  function change(id: number, changes: Partial<Omit<Product, 'id'>>): Product {
    const product = Object.assign(known(id), changes);
    if (changes.stockStatus === undefined) refreshStockStatus(shop, product);
    productUpdated(shop, product);
    return product;
  }

  return {
    changeProduct: change,

    /** A number makes the shop count it from now on. */
    setStock(id: number, stockQuantity: number): void {
      change(id, { manageStock: true, stockQuantity });
    },

    /** As over REST; `addProduct` of the shop itself fires nothing. */
    createProduct(seed: ProductSeed): Product {
      const product = addProduct(shop, seed);
      productCreated(shop, product);
      return product;
    },

    trashProduct(id: number): void {
      const product = known(id);
      product.status = 'trash';
      productTrashed(shop, product);
    },

    /** Fires nothing, and is in no list of what changed; its variations go with it. */
    deleteProductForGood(id: number): void {
      known(id);
      const { products } = shop.state;
      for (const product of [...products.values()]) {
        if (product.id === id || product.parentId === id) products.delete(product.id);
      }
    },
  };
}
