import type { FoundShopOrder } from '../../../src/mapping/plan-shop-changes.ts';
import type { ShopStep } from '../../../src/mapping/shop-plan.ts';
import type { WooOrderChange } from '../../../src/mapping/woocommerce/order.ts';
import { wooOrderSchema, wooRefundSchema } from '../../../src/mapping/woocommerce/order.ts';
import { META } from '../../../src/mapping/woocommerce/order-meta.ts';
import type { ShopProduct, ShopProfile } from '../../../src/mapping/woocommerce/shop-profile.ts';
import { createOrder, updateOrder } from '../../fakes/woocommerce/order-save.ts';
import { viewOrder, viewRefund } from '../../fakes/woocommerce/order-view.ts';
import { isObject, type PhpArray } from '../../fakes/woocommerce/php-values.ts';
import { addProduct, type ProductSeed } from '../../fakes/woocommerce/products.ts';
import { createRefund, refundsOf } from '../../fakes/woocommerce/refunds.ts';
import type { ShopSettings } from '../../fakes/woocommerce/settings.ts';
import type { Shop } from '../../fakes/woocommerce/shop.ts';
import { emptyState, type StoredOrder } from '../../fakes/woocommerce/state.ts';
import { profileOf } from './shop-profiles.ts';

/** Every product starts with this many pieces in stock. */
export const STOCK_AT_START = 1_000;

/**
 * One shop in memory that holds at most one order: the fake shop's own rules of saving, taxes, stock
 * and refunds, without HTTP. A step is carried out as the shop would, after the checks that only the
 * bridge can make (a real shop answers 200 and does the wrong thing).
 */
export class ModelShop {
  readonly shop: Shop;
  /** everything that was asked of the shop, in order */
  readonly written: Extract<ShopStep, { action: 'create' | 'update' | 'refund' }>[] = [];
  /** sees every step before it is carried out */
  beforeEach: (step: ShopStep) => void = () => {};
  private secondsGone = 0;

  constructor(settings: ShopSettings, products: readonly ProductSeed[]) {
    const start = Date.parse('2026-03-02T08:00:00.000Z');
    this.shop = {
      state: emptyState(),
      settings,
      now: () => new Date(start + this.secondsGone * 1_000),
      homeUrl: () => 'https://shop.example',
      orderKey: () => 'wc_order_example',
    };
    for (const product of products) {
      addProduct(this.shop, { ...product, stockQuantity: STOCK_AT_START });
    }
  }

  profile(): ShopProfile {
    return profileOf(this.shop.settings);
  }

  productsBySku(): Map<string, ShopProduct> {
    return new Map(
      [...this.shop.state.products.values()].map((product) => [
        product.sku,
        {
          sku: product.sku,
          productId: product.type === 'variation' ? product.parentId : product.id,
          variationId: product.type === 'variation' ? product.id : 0,
          taxStatus: product.taxStatus,
        },
      ]),
    );
  }

  /** The order as the bridge would read it, through the bridge's own schemas. */
  found(): FoundShopOrder | undefined {
    const stored = this.storedOrder();
    if (!stored) return undefined;
    return {
      order: wooOrderSchema.parse(overTheWire(viewOrder(this.shop, stored))),
      refunds: refundsOf(this.shop, stored.id).map((refund) =>
        wooRefundSchema.parse(overTheWire(viewRefund(this.shop, refund))),
      ),
    };
  }

  storedOrder(): StoredOrder | undefined {
    const [stored] = this.shop.state.orders.values();
    return stored;
  }

  /** Pieces of a SKU that are missing from the shelf. */
  stockTaken(sku: string): number {
    const product = [...this.shop.state.products.values()].find((each) => each.sku === sku);
    return STOCK_AT_START - (product?.stockQuantity ?? STOCK_AT_START);
  }

  /** Carries out a step that writes; the others change nothing. */
  apply(step: ShopStep): void {
    this.secondsGone += 60;
    this.beforeEach(step);
    if (step.action === 'create') {
      must(this.storedOrder() === undefined, 'one sales order makes one shop order');
      checkSendable(step.draft, this.shop.settings);
      must(
        step.draft.line_items.every((line) => line.id === undefined),
        'a new line has no id',
      );
      createOrder(this.shop, overTheWire(step.draft));
    } else if (step.action === 'update') {
      checkSendable(step.change, this.shop.settings);
      updateOrder(this.shop, this.orderOf(step.wooOrderId), overTheWire(step.change));
    } else if (step.action === 'refund') {
      const { refund } = step;
      must(/^\d+\.\d\d$/.test(refund.amount), `bad amount ${refund.amount}`);
      must(!refund.api_refund, 'no gateway holds the money');
      createRefund(this.shop, this.orderOf(step.wooOrderId), {
        amount: refund.amount,
        reason: refund.reason,
        lines: new Map(
          refund.line_items.map((line) => [
            line.id,
            {
              quantity: line.quantity,
              total: line.refund_total,
              taxes: new Map(line.refund_tax.map((tax) => [tax.id, tax.refund_total])),
            },
          ]),
        ),
        viaGateway: refund.api_refund,
        restock: refund.api_restock,
        meta: overTheWire({ meta: refund.meta_data }).meta,
      });
    } else return;
    this.written.push(step);
  }

  /** What a person does in the shop's own screens. */
  changeByHand(params: PhpArray): void {
    const stored = this.storedOrder();
    if (stored) updateOrder(this.shop, stored, params);
  }

  /** A person puts the order into the bin. */
  binByHand(): void {
    const stored = this.storedOrder();
    if (stored) stored.status = 'trash';
  }

  /** A person books a refund, of some pieces of a line or only of a sum. */
  refundByHand(cents: number, pieces?: { lineItemId: number; quantity: number }): void {
    const stored = this.storedOrder();
    if (!stored) return;
    const line = { quantity: pieces?.quantity ?? 0, total: cents / 100, taxes: new Map() };
    createRefund(this.shop, stored, {
      amount: (cents / 100).toFixed(2),
      reason: 'by hand',
      lines: new Map(pieces ? [[pieces.lineItemId, line]] : []),
      viaGateway: false,
      restock: pieces !== undefined,
      meta: [],
    });
  }

  private orderOf(wooOrderId: number): StoredOrder {
    const stored = this.shop.state.orders.get(wooOrderId);
    if (!stored) throw new Error(`the shop has no order ${wooOrderId}`);
    return stored;
  }
}

/** The value as it arrives on the other side: keys that are undefined are gone. */
function overTheWire(value: unknown): PhpArray {
  const arrived: unknown = JSON.parse(JSON.stringify(value));
  if (!isObject(arrived)) throw new Error('not an object');
  return arrived;
}

/** What the shop would not refuse but must never be sent. */
function checkSendable(body: WooOrderChange, settings: ShopSettings): void {
  if (body.status !== undefined) {
    const isKnown = settings.orderStatuses.some(({ slug }) => slug === body.status);
    must(isKnown, `the shop has no status ${body.status}`);
    must(body.status !== 'refunded', 'the shop would book a full refund by itself');
  }
  for (const address of [body.billing, body.shipping]) {
    must(!Object.keys(address ?? {}).includes('email'), 'an e-mail would reach the buyer');
  }
  const taxClasses = ['', ...settings.taxClasses.map(({ slug }) => slug)];
  for (const line of body.line_items ?? []) {
    const { id, quantity, tax_class, total, subtotal } = line;
    must(id !== undefined || quantity > 0, 'a new line of quantity 0 is a fatal error');
    must(taxClasses.includes(tax_class ?? ''), `the shop has no tax class ${tax_class}`);
    for (const amount of [total, subtotal]) {
      must(amount === undefined || SIX_DECIMALS.test(amount), `bad amount ${amount}`);
    }
  }
  for (const { total } of body.shipping_lines ?? []) {
    must(SIX_DECIMALS.test(total), `bad amount ${total}`);
  }
  for (const { key, value } of body.meta_data ?? []) {
    must(OUR_KEYS.has(key) && typeof value === 'string', `bad meta ${key}`);
  }
}

const SIX_DECIMALS = /^\d+\.\d{6}$/;
const OUR_KEYS = new Set<string>(Object.values(META));

function must(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}
