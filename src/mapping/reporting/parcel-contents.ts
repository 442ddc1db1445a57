import { wholeId } from '../stock/part-id.ts';
import { type CountedParcel, isByForwarder } from './counted-parcels.ts';
import { dealOut } from './deal-out.ts';
import { isForwarderSku } from './delivery-type.ts';
import { fillNamedParcels } from './named-parcels.ts';
import { numbersOf } from './report-numbers.ts';
import type { ParcelGroup, Shipping } from './shipping.ts';
import type { ShippingRules } from './shipping-rules.ts';
import type { ShopPiece } from './shop-pieces.ts';
import type { KnownTransmission } from './transmission.ts';

/**
 * What is in which parcel. First what is said item by item; what is left goes into the parcels of which
 * nobody says what is in them. Forwarder goods and parcel goods never share a parcel.
 */
export function contentsOf(shipping: Shipping): ParcelGroup[] {
  const { said, parcels, known, rules } = shipping;
  const named = fillNamedParcels(shipping);
  const taken = new Set(named.flatMap(({ pieces }) => pieces));
  const rest = said.filter((piece) => !taken.has(piece));
  const reported = new Set(known.fixedShipments.flatMap(numbersOf));
  const unnamed = parcels.filter(
    ({ items, number }) => !items && (number === undefined || !reported.has(number)),
  );
  const groups = [...named, ...dealByGoods(rest, unnamed, rules)].flatMap((group) =>
    byGoods(group.pieces, rules).map((pieces) => ({ ...group, pieces })),
  );
  const shown = new Set(parcels.flatMap(({ number }) => number ?? []));
  return groups.flatMap((group) => keepNumbers(group, known.openShipments, shown));
}

/** Parcel goods, forwarder goods; what there is none of is left out. */
function byGoods(pieces: readonly ShopPiece[], rules: ShippingRules): ShopPiece[][] {
  const isFreight = ({ sku }: ShopPiece) => isForwarderSku(sku, rules);
  return [pieces.filter((piece) => !isFreight(piece)), pieces.filter(isFreight)].filter(
    (goods) => goods.length > 0,
  );
}

/** With both kinds of goods in an order, a parcel that is named after a forwarder holds its goods. */
function dealByGoods(
  pieces: readonly ShopPiece[],
  parcels: readonly CountedParcel[],
  rules: ShippingRules,
): ParcelGroup[] {
  const goods = byGoods(pieces, rules);
  const [parcelGoods = [], freight] = goods;
  if (!freight) return deal(parcelGoods, parcels, rules);
  return [
    ...deal(
      parcelGoods,
      parcels.filter((parcel) => !isByForwarder(parcel)),
      rules,
    ),
    ...deal(freight, parcels.filter(isByForwarder), rules),
  ];
}

function deal(
  pieces: readonly ShopPiece[],
  parcels: readonly CountedParcel[],
  { parcelsWithoutPieces }: ShippingRules,
): ParcelGroup[] {
  if (pieces.length === 0) return [];
  const numbered = parcels.filter(({ number }) => number !== undefined);
  // Without a number a parcel tells no more than its carrier.
  if (numbered.length === 0) return [{ pieces: [...pieces], parcels: parcels.slice(0, 1) }];
  if (parcelsWithoutPieces === 'ask') return [{ pieces: [...pieces], parcels: numbered }];
  // The products of a set most likely left together.
  const whole = Map.groupBy(pieces, ({ positionItemId }) => wholeId(positionItemId));
  return dealOut([...whole.values()], numbered).map((group) => ({
    ...group,
    pieces: group.pieces.flat(),
  }));
}

/**
 * A number that is in a report and that no parcel of the shop has was typed in by a person, or the
 * shop lost it: pieces without any number now stay with it.
 */
function keepNumbers(
  group: ParcelGroup,
  open: readonly KnownTransmission[],
  shown: ReadonlySet<string>,
): ParcelGroup[] {
  if (group.parcels.some(({ number }) => number !== undefined)) return [group];
  const kept = open
    .filter((report) => {
      const numbers = numbersOf(report);
      return numbers.length > 0 && !numbers.some((number) => shown.has(number));
    })
    .map((report): ParcelGroup => {
      const pieces = group.pieces.filter((piece) =>
        report.positionItemIds.includes(piece.positionItemId),
      );
      return { pieces, parcels: group.parcels, keeps: report };
    });
  const inKept = new Set(kept.flatMap(({ pieces }) => pieces));
  const others = { ...group, pieces: group.pieces.filter((piece) => !inKept.has(piece)) };
  return [...kept, others].filter(({ pieces }) => pieces.length > 0);
}
