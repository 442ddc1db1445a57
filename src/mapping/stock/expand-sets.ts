import type { PositionItem } from '../otto/sales-order.ts';
import { idsEverWritten, idsInLines } from '../own-lines.ts';
import type { WooLineItem, WooOrder } from '../woocommerce/order.ts';
import { META, splitIds } from '../woocommerce/order-meta.ts';
import type { ShopProduct } from '../woocommerce/shop-profile.ts';
import { type PartId, partIdText, readPartId } from './part-id.ts';
import { splitCents } from './split-cents.ts';

/** One product of a set; `weight` is the share of all its quantity together, an integer from 0. */
export type SetPart = { product: ShopProduct; quantity: number; weight: number };

/** SKUs of OTTO's that are several products of the shop. */
export type Sets = ReadonlyMap<string, readonly SetPart[]>;

export const NO_SETS: Sets = new Map();

/** What is needed of a piece to be shown in its parts; OTTO's answer and the ledger both know it. */
type PricedPiece = { positionItemId: string; payableCents: number; grossCents?: number };

/**
 * The pieces as the lines of a shop order hold them: one that was written in parts, in just these
 * parts, whatever its SKU is a set of today. Pieces that are in parts already stay as they are.
 *
 * A part has the state, the days and the words of its piece; the parts' prices are the piece's to the
 * cent, split as they were when they were written, so that an unchanged price gives the same parts.
 */
export function piecesInShop<Piece extends PricedPiece>(
  pieces: readonly Piece[],
  order: WooOrder,
): Piece[] {
  const written = partsWritten(order);
  if (written.size === 0) return [...pieces];
  return pieces.flatMap((piece) => {
    const parts = written.get(piece.positionItemId);
    return parts ? inParts(piece, parts) : [piece];
  });
}

/**
 * The pieces of a sales order as the shop is to hold them: what is in the shop order already as it
 * stands there, the rest by what its SKU is a set of now.
 *
 * @param order undefined = not in the shop yet
 */
export function expandSets(
  pieces: readonly PositionItem[],
  sets: Sets,
  order: WooOrder | undefined,
): PositionItem[] {
  const inShop = order ? piecesInShop(pieces, order) : [...pieces];
  const linked = order ? linkParts(inShop, sets, order) : inShop;
  const written = new Set(
    order ? [...idsInLines(order), ...(idsEverWritten(order) ?? [])] : undefined,
  );
  return linked.flatMap((piece) => {
    const set = sets.get(piece.sku);
    const isNew = readPartId(piece.positionItemId) === undefined;
    return set && isNew && !written.has(piece.positionItemId) ? inSet(piece, set) : [piece];
  });
}

/**
 * The pieces as OTTO knows them, their parts put together again; prices are those of the parts at
 * hand. For whatever is told to people, who know of pieces alone.
 */
export function wholePieces(pieces: readonly PositionItem[]): PositionItem[] {
  const groups = Map.groupBy(
    pieces,
    ({ positionItemId: id }) => readPartId(id)?.positionItemId ?? id,
  );
  return [...groups].flatMap(([positionItemId, parts]) => {
    const [first] = parts;
    if (!first || first.positionItemId === positionItemId) return parts;
    const { part: _part, ...piece } = first;
    const sum = (cents: (part: PositionItem) => number) =>
      parts.reduce((all, part) => all + cents(part), 0);
    return [
      {
        ...piece,
        positionItemId,
        grossCents: sum((part) => part.grossCents),
        payableCents: sum((part) => part.payableCents),
      },
    ];
  });
}

/** The shop product that a piece, or a part of one, is; undefined = the shop has none. */
export function productOf(
  piece: Pick<PositionItem, 'sku' | 'part'>,
  products: ReadonlyMap<string, ShopProduct>,
): ShopProduct | undefined {
  return piece.part ? piece.part.product : products.get(piece.sku);
}

/** How the parts of one piece share its price: by weight, what a part gets equally over its pieces. */
export function shareOut(cents: number, set: readonly Omit<SetPart, 'product'>[]): number[][] {
  const shares = splitCents(
    cents,
    set.map(({ weight }) => weight),
  );
  return set.map(({ quantity }, index) =>
    splitCents(shares[index] ?? 0, Array<number>(quantity).fill(1)),
  );
}

type WrittenPart = { id: string; part: PartId };

/** The parts of each piece that the order's lines hold, or held once; in the order of the set. */
function partsWritten(order: WooOrder): Map<string, WrittenPart[]> {
  const ids = [...idsInLines(order), ...splitIds(order.meta[META.pieces])];
  const parts = [...new Set(ids)].flatMap((id) => {
    const part = readPartId(id);
    return part ? [{ id, part }] : [];
  });
  const inPlace = parts.toSorted((a, b) => a.part.place - b.part.place);
  return Map.groupBy(inPlace, ({ part }) => part.positionItemId);
}

function inParts<Piece extends PricedPiece>(piece: Piece, parts: readonly WrittenPart[]): Piece[] {
  const weights = parts.map(({ part }) => part.cents);
  const payable = splitCents(piece.payableCents, weights);
  const gross = piece.grossCents === undefined ? [] : splitCents(piece.grossCents, weights);
  return parts.map(({ id }, index) =>
    Object.assign({}, piece, {
      positionItemId: id,
      payableCents: payable[index] ?? 0,
      ...(piece.grossCents === undefined ? {} : { grossCents: gross[index] ?? 0 }),
    }),
  );
}

function inSet(piece: PositionItem, set: readonly SetPart[]): PositionItem[] {
  const shares = shareOut(piece.payableCents, set);
  const cents = shares.flat();
  const gross = splitCents(piece.grossCents, cents);
  const products = set.flatMap(({ product, quantity }) => Array(quantity).fill(product));
  const { positionItemId } = piece;
  return cents.map((payableCents, index) => {
    const part = { positionItemId, place: index + 1, count: cents.length, cents: payableCents };
    return {
      ...piece,
      positionItemId: partIdText(part),
      payableCents,
      grossCents: gross[index] ?? 0,
      part: { product: products[index] },
    };
  });
}

/** Links parts to the product their line has; those whose line is gone by what the set is now. */
function linkParts(pieces: readonly PositionItem[], sets: Sets, order: WooOrder): PositionItem[] {
  const lineOf = new Map(
    order.lineItems.flatMap((line) => line.positionItemIds.map((id) => [id, line] as const)),
  );
  return pieces.map((piece) => {
    const written = readPartId(piece.positionItemId);
    if (!written) return piece;
    const set = sets.get(piece.sku) ?? [];
    const line = lineOf.get(piece.positionItemId);
    const product = line ? productOfLine(line, set) : productAt(written, set);
    return { ...piece, part: { product } };
  });
}

function productOfLine(line: WooLineItem, set: readonly SetPart[]): ShopProduct | undefined {
  const { productId, variationId, sku = '' } = line;
  if (productId === 0) return undefined;
  const known = set.find(
    ({ product }) => product.productId === productId && product.variationId === variationId,
  );
  return known?.product ?? { sku, productId, variationId, taxStatus: 'taxable' };
}

/** Only a set of as many pieces as then can be told to have the same thing in the same place. */
function productAt({ place, count }: PartId, set: readonly SetPart[]): ShopProduct | undefined {
  const products = set.flatMap(({ product, quantity }) =>
    Array<ShopProduct>(quantity).fill(product),
  );
  return products.length === count ? products[place - 1] : undefined;
}
