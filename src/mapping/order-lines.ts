import type { MappingIssue } from './mapping-issue.ts';
import { MULTIPLIER_SCALE, netMillionths, textFromMillionths } from './money.ts';
import { lineTax, shippingMultiplier } from './order-amounts.ts';
import type { DeliveryFee, PositionItem } from './otto/sales-order.ts';
import { SHOP_WORDS } from './shop-words.ts';
import { productOf } from './stock/expand-sets.ts';
import { readPartId } from './stock/part-id.ts';
import type { WooLineItemDraft, WooShippingLineDraft } from './woocommerce/order.ts';
import { joinIds, META, SHIPPING_METHOD } from './woocommerce/order-meta.ts';
import type { ShopProduct, ShopProfile, TaxLocation } from './woocommerce/shop-profile.ts';

/** Equal pieces: same SKU, price, discount, VAT rate and take-back; they become one line item. */
export type PieceGroup = { pieces: [PositionItem, ...PositionItem[]] };

export type LineContext = {
  profile: ShopProfile;
  location: TaxLocation;
  products: ReadonlyMap<string, ShopProduct>;
  language: 'de' | 'en';
};

/**
 * Groups pieces into future line items, first seen first. Two pieces share a line only when every
 * field the line shows is equal, so that no amount is ever an average.
 */
export function groupPieces(pieces: readonly PositionItem[]): PieceGroup[] {
  const groups = new Map<string, PieceGroup>();
  for (const piece of pieces) {
    const key = JSON.stringify([
      piece.sku || [piece.articleNumber, piece.productTitle],
      productKey(piece),
      piece.grossCents,
      piece.payableCents,
      piece.vatRatePercent,
      piece.weeePickup,
    ]);
    const group = groups.get(key);
    if (group) group.pieces.push(piece);
    else groups.set(key, { pieces: [piece] });
  }
  return [...groups.values()];
}

/** Of a part of a set: its product, or its place in the set where the shop has none. */
function productKey({ part, positionItemId }: PositionItem): unknown {
  if (!part) return undefined;
  const { product } = part;
  return product
    ? [product.productId, product.variationId]
    : (readPartId(positionItemId)?.place ?? 0);
}

/**
 * Line items and shipping lines whose sums, taxed by the shop, are OTTO's gross to the cent.
 *
 * @param groups the lines wanted, each a set of equal pieces
 * @returns drafts in the order given; amounts are net decimal text with six places
 */
export function draftLines(
  groups: readonly PieceGroup[],
  fees: readonly DeliveryFee[],
  context: LineContext,
): {
  lineItems: WooLineItemDraft[];
  shippingLines: WooShippingLineDraft[];
  issues: MappingIssue[];
} {
  const issues: MappingIssue[] = [];
  const taxed = groups.map((group) => {
    const [first] = group.pieces;
    const product = productOf(first, context.products);
    return {
      group,
      first,
      product,
      ...lineTax(context.profile, context.location, first, product, issues),
    };
  });
  const onShipping = shippingMultiplier(context.profile, context.location, taxed);
  const shippingNets = fees.map((fee) => netMillionths(fee.grossCents, onShipping));
  const shift = roundingShift(context.profile, shippingNets);
  const payable = groups.map(
    ({ pieces: [first, ...rest] }) => first.payableCents * (1 + rest.length),
  );
  const carrier = payable.indexOf(Math.max(...payable));
  const lineItems = taxed.map(({ group, first, product, taxClass, multiplier }, index) => {
    const quantity = group.pieces.length;
    const net = netMillionths(first.payableCents * quantity, multiplier);
    const shifted = net - (index === carrier ? (shift * MULTIPLIER_SCALE) / multiplier : 0n);
    const total = shifted < 0n ? 0n : shifted;
    const subtotal = netMillionths(first.grossCents * quantity, multiplier);
    if (!product) issues.push({ code: 'sku-not-in-shop', params: { sku: first.sku } });
    return {
      ...productReference(first, product),
      quantity,
      tax_class: taxClass,
      subtotal: textFromMillionths(subtotal > total ? subtotal : total),
      total: textFromMillionths(total),
      meta_data: lineMeta(group, context.language, product === undefined),
    };
  });
  const shippingLines = fees.map((fee, index) => ({
    method_id: SHIPPING_METHOD,
    method_title: SHOP_WORDS[context.language].deliveryFee(fee.name),
    total: textFromMillionths(shippingNets[index] ?? 0n),
  }));
  return { lineItems, shippingLines, issues };
}

/**
 * A shop that rounds at the subtotal still rounds each shipping line's net, but not its tax. What
 * that adds is taken off the dearest product line, so that the order's sum comes out.
 */
function roundingShift(profile: ShopProfile, shippingNets: bigint[]): bigint {
  if (!profile.roundAtSubtotal || !profile.taxesOn) return 0n;
  return shippingNets.reduce((sum, net) => sum + ((net + 5_000n) / 10_000n) * 10_000n - net, 0n);
}

/** Before the SKU of a line that has no product in the shop; no shop's own SKU begins like this. */
const NO_PRODUCT_PREFIX = 'otto-market/';

function productReference(
  piece: PositionItem,
  product: ShopProduct | undefined,
): Omit<WooLineItemDraft, 'quantity'> {
  if (!product) {
    // WooCommerce refuses a line with neither product nor SKU, and takes any SKU it does not know. The
    // prefix keeps it from linking another product: it compares without accents and trailing spaces.
    const name = piece.productTitle || piece.sku || piece.articleNumber || 'OTTO Market';
    return { sku: `${NO_PRODUCT_PREFIX}${piece.sku || piece.articleNumber}`, name };
  }
  return product.variationId === 0
    ? { product_id: product.productId }
    : { product_id: product.productId, variation_id: product.variationId };
}

/** The line's meta: its pieces, OTTO's VAT rate, what a piece costs; visibly the SKU of a missing product and take-back. */
export function lineMeta(
  group: PieceGroup,
  language: 'de' | 'en',
  hasNoProduct: boolean,
): { key: string; value: string }[] {
  const [first] = group.pieces;
  const words = SHOP_WORDS[language];
  return [
    {
      key: META.linePositionItems,
      value: joinIds(group.pieces.map((piece) => piece.positionItemId)),
    },
    { key: META.lineVatRate, value: String(first.vatRatePercent) },
    { key: META.lineCents, value: String(first.payableCents) },
    // The shop keeps no SKU of a line without product, and the packers need it.
    ...(hasNoProduct && first.sku !== '' ? [{ key: 'SKU', value: first.sku }] : []),
    ...(first.weeePickup
      ? [
          { key: META.lineTakeBack, value: 'yes' },
          { key: words.takeBackKey, value: words.takeBackValue },
        ]
      : []),
  ];
}
