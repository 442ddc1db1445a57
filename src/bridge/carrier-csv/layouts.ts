import type { Carrier } from '../../mapping/carriers/carrier.ts';
import { COLUMN_ROLES, type ColumnMapping, columnKey } from './column-mapping.ts';
import {
  CARRIER_LAYOUTS,
  type CarrierLayoutId,
  LAYOUT_COLUMNS,
  type LayoutColumns,
  PLAIN_COLUMNS,
} from './layout-columns.ts';

/** `plain`: a list of orders with tracking whose columns are clear, but that is no carrier's own export. */
export type LayoutId = CarrierLayoutId | 'plain';

const CARRIER_OF_LAYOUT = {
  dhl: 'DHL',
  dpd: 'DPD',
  gls: 'GLS',
  ups: 'UPS',
  hermes: 'HERMES',
} as const satisfies Record<CarrierLayoutId, Carrier>;

export type RecognisedLayout = {
  layout: LayoutId;
  /** names as they stand in this header */
  mapping: ColumnMapping;
  /** undefined where the header does not say */
  carrier: Carrier | undefined;
};

/**
 * Which export a header belongs to, and where in it the order and the tracking number stand. Never a
 * guess: a carrier is named only by a column that no other carrier has; where two are equally likely,
 * none is.
 *
 * @returns undefined when order or tracking number have no column: the owner has to map it
 */
export function recogniseLayout(header: readonly string[]): RecognisedLayout | undefined {
  const names = firstByKey(header);
  const counted = CARRIER_LAYOUTS.map((layout) => ({ layout, marks: marksIn(names, layout) }));
  const most = Math.max(...counted.map(({ marks }) => marks));
  const likely = most > 0 ? counted.filter(({ marks }) => marks === most) : [];
  const [only] = likely;
  if (only !== undefined && likely.length === 1) {
    const { layout } = only;
    const mapping = mappingIn(names, LAYOUT_COLUMNS[layout].columns);
    if (mapping !== undefined) return { layout, mapping, carrier: CARRIER_OF_LAYOUT[layout] };
  }
  const mapping = mappingIn(names, PLAIN_COLUMNS);
  return mapping === undefined ? undefined : { layout: 'plain', mapping, carrier: undefined };
}

function firstByKey(header: readonly string[]): ReadonlyMap<string, string> {
  return new Map(header.toReversed().map((name) => [columnKey(name), name]));
}

function marksIn(names: ReadonlyMap<string, string>, layout: CarrierLayoutId): number {
  return LAYOUT_COLUMNS[layout].marks.filter((mark) => names.has(columnKey(mark))).length;
}

function mappingIn(
  names: ReadonlyMap<string, string>,
  columns: LayoutColumns['columns'],
): ColumnMapping | undefined {
  const found = COLUMN_ROLES.flatMap((role) => {
    const key = columns[role]?.map(columnKey).find((candidate) => names.has(candidate));
    const name = key === undefined ? undefined : names.get(key);
    return name === undefined ? [] : [[role, name] as const];
  });
  const { orderReference, trackingNumber, ...others } = Object.fromEntries(found);
  if (orderReference === undefined || trackingNumber === undefined) return undefined;
  return { ...others, orderReference, trackingNumber };
}
