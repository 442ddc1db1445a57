import type { WirePositionItem, WireSalesOrder } from '../../../fixtures/otto/wire.ts';
import type { World } from '../world.ts';
import { centsOf, pieceCents } from './cents.ts';
import type { BilledItem, BilledModification, BilledService } from './receipt-store.ts';

/** The pieces as positions: equal ones together, with their number (section 5.3 of the reference). */
export function billedItems(order: WireSalesOrder, pieces: WirePositionItem[]): BilledItem[] {
  return grouped(pieces.map((piece) => ({ piece, modifications: discountOf(order, piece) })));
}

/** The same for what goes back: price reductions of before are taken off, so that the rest is left. */
export function refundedItems(
  world: World,
  order: WireSalesOrder,
  pieces: WirePositionItem[],
): BilledItem[] {
  return grouped(
    pieces.map((piece) => ({
      piece,
      modifications: [...discountOf(order, piece), ...reductionsOf(world, piece)],
    })),
  );
}

/** The take-back of old appliances, free of charge; one entry a piece (section 3.9). */
export function disposalServices(pieces: WirePositionItem[]): BilledService[] {
  return pieces
    .filter((piece) => piece.weeePickup === true)
    .map(({ positionItemId, product }) => ({
      serviceType: 'DISPOSAL',
      serviceName: 'Altgerätemitnahme',
      positionItemIds: [positionItemId],
      unitCents: 0,
      vatRate: product.vatRate,
    }));
}

type Billed = { piece: WirePositionItem; modifications: BilledModification[] };

function grouped(billed: Billed[]): BilledItem[] {
  const equal = Map.groupBy(billed, ({ piece, modifications }) =>
    JSON.stringify([piece.product.sku, piece.itemValueGrossPrice.amount, modifications]),
  );
  return [...equal.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return {
      product: first.piece.product,
      positionItemIds: group.map(({ piece }) => piece.positionItemId),
      unitCents: centsOf(first.piece.itemValueGrossPrice),
      modifications: first.modifications.map((modification) => ({
        ...modification,
        cents: modification.cents * group.length,
      })),
    };
  });
}

function discountOf(order: WireSalesOrder, piece: WirePositionItem): BilledModification[] {
  const cents = centsOf(piece.itemValueGrossPrice) - pieceCents(piece);
  if (cents === 0) return [];
  const discount = order.initialDiscounts?.find((candidate) =>
    candidate.positionItemIds.includes(piece.positionItemId),
  );
  const type = discount?.name ?? 'PARTNER_DISCOUNT';
  const details = discount
    ? { type, id: discount.discountId, description: discount.discountName }
    : { type };
  return [{ priceModificationType: 'PARTNER_DISCOUNT', details, cents }];
}

function reductionsOf(world: World, piece: WirePositionItem): BilledModification[] {
  return world.reductions
    .of(piece.positionItemId)
    .filter(({ status }) => status !== 'REJECTED')
    .map(({ partialRefundType, cents }) => ({
      priceModificationType: partialRefundType,
      details: {},
      cents,
    }));
}
