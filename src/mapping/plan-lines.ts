import {
  fateOf,
  type LineFate,
  type LinesInput,
  type ShippingFate,
  shippingFates,
} from './line-fates.ts';
import type { MappingIssue } from './mapping-issue.ts';
import { draftLines, groupPieces, type LineContext } from './order-lines.ts';
import { livePieces } from './order-phase.ts';
import type { PositionItem } from './otto/sales-order.ts';
import {
  idsEverWritten,
  idsInLines,
  isChangedByHand,
  type OwnLine,
  ownLines,
} from './own-lines.ts';
import type { WooLineItemDraft, WooMeta, WooOrder, WooOrderChange } from './woocommerce/order.ts';
import { joinIds, META } from './woocommerce/order-meta.ts';

/** The lines of a shop order written anew, and what that changes. */
export type LinesPlan = {
  change: Pick<WooOrderChange, 'line_items' | 'shipping_lines'>;
  totalCents: number;
  /** pieces that leave their lines */
  gone: PositionItem[];
  /** pieces that get a line */
  added: PositionItem[];
  meta: WooMeta[];
};

/**
 * Our lines written anew where OTTO's pieces ask for it: without those cancelled before payment, with
 * those that came later, at new prices, for the taxes of a new place. A line that a person changed is
 * left alone, and one that a person took out does not come back, unless the owner yields. Lines,
 * shipping and fees that a person added are not ours and stay as they are.
 *
 * @returns undefined when the lines stay as they are
 */
export function planLines(
  input: LinesInput,
  context: LineContext,
  issues: MappingIssue[],
): LinesPlan | undefined {
  const { order } = input.found;
  const fates = ownLines(order, input.salesOrder.positionItems).map((own) => fateOf(own, input));
  const added = missingPieces(input);
  const fees = input.salesOrder.deliveryFees;
  const shipping = shippingFates(order, fees, input.ownerYields);
  const isNeeded =
    input.isTaxedAnew ||
    added.length > 0 ||
    shipping.some((fate) => fate.isNeeded) ||
    fates.some((fate) => fate.isNeeded);
  if (!isNeeded) return undefined;
  const wanted = [
    ...fates.flatMap(({ own, groups, isSent }) =>
      groups.map((group, index) => ({
        group,
        lineItemId: index === 0 ? own.line.lineItemId : undefined,
        isSent,
      })),
    ),
    ...groupPieces(added).map((group) => ({ group, lineItemId: undefined, isSent: true })),
  ];
  const drafted = draftLines(
    wanted.map(({ group }) => group),
    shipping.map(({ fee }) => fee),
    context,
  );
  const newSkus = added.map((piece) => piece.sku);
  issues.push(
    ...drafted.issues.filter(
      ({ code, params }) => code !== 'sku-not-in-shop' || newSkus.includes(String(params.sku)),
    ),
  );
  const lineItems = drafted.lineItems.flatMap((line, index) => {
    const place = wanted[index];
    if (!place?.isSent) return [];
    return [place.lineItemId === undefined ? line : existingLine(line, place.lineItemId)];
  });
  const removed = fates.filter(({ groups, isNeeded }) => isNeeded && groups.length === 0);
  const shippingLines = drafted.shippingLines.flatMap((line, index) => {
    const fate = shipping[index];
    if (!fate?.isSent) return [];
    return [{ ...line, ...(fate.lineId === undefined ? {} : { id: fate.lineId }) }];
  });
  // Where it is not known what was written, whatever is in no line counts as taken out by a person.
  const ids = [
    ...(idsEverWritten(order) ?? []),
    ...(idsEverWritten(order) ? added : input.salesOrder.positionItems).map(
      (piece) => piece.positionItemId,
    ),
  ];
  return {
    change: {
      line_items: [
        ...lineItems,
        ...removed.map(({ own }) => ({ id: own.line.lineItemId, quantity: 0 })),
      ],
      ...(shippingLines.length > 0 ? { shipping_lines: shippingLines } : {}),
    },
    totalCents: totalAfter(order, fates, added, shipping),
    gone: fates.flatMap(({ own, kept }) => own.pieces.filter((piece) => !kept.includes(piece))),
    added,
    meta: [{ key: META.pieces, value: joinIds([...new Set(ids)]) }],
  };
}

/** Pieces of the sale that are in no line: those that are new, and, if the owner yields, all others. */
function missingPieces({ salesOrder, found, ownerYields }: LinesInput): PositionItem[] {
  const { order } = found;
  if (order.meta[META.phase] === undefined) return [];
  const inLines = idsInLines(order);
  const everWritten = idsEverWritten(order);
  return livePieces(salesOrder.positionItems).filter(
    ({ positionItemId }) =>
      !inLines.has(positionItemId) && (ownerYields || everWritten?.has(positionItemId) === false),
  );
}

/** The product stays linked as it is, be it one that a person put there. */
function existingLine(line: WooLineItemDraft, id: number): WooLineItemDraft {
  const { product_id: _product, variation_id: _variation, sku: _sku, name: _name, ...rest } = line;
  return { ...rest, id };
}

/**
 * The order's total after the write. Where all of it is ours it is the sum of what was written; where
 * a person changed or added something, that stays in it.
 */
function totalAfter(
  order: WooOrder,
  fates: readonly LineFate[],
  added: readonly PositionItem[],
  shipping: readonly ShippingFate[],
): number {
  const pieces = (fate: LineFate) => fate.groups.flatMap((group) => group.pieces);
  const lines = fates.filter((fate) => fate.isSent);
  const fees = shipping.filter((fate) => fate.isSent);
  const wantedCents =
    payableCents([...lines.flatMap(pieces), ...added]) +
    fees.reduce((sum, { fee }) => sum + fee.grossCents, 0);
  const isAllOurs =
    lines.length === order.lineItems.length &&
    fees.filter((fate) => fate.lineId !== undefined).length === order.shippingLines.length &&
    order.feeLines.length === 0;
  if (isAllOurs) return wantedCents;
  const shownCents =
    lines.reduce((sum, { own }) => sum + shownIn(own), 0) +
    fees.reduce(
      (sum, { fee, isNeeded, shownCents }) => sum + (isNeeded ? shownCents : fee.grossCents),
      0,
    );
  return order.totalCents + wantedCents - shownCents;
}

function shownIn(own: OwnLine<PositionItem>): number {
  const { line } = own;
  if (line.pieceCents === undefined || isChangedByHand(own)) return line.grossCents;
  return line.pieceCents * line.quantity;
}

function payableCents(pieces: readonly PositionItem[]): number {
  return pieces.reduce((sum, piece) => sum + piece.payableCents, 0);
}
