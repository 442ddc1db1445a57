import type { ReturnInLedger, ReturnRow } from './return-rows.ts';

/** What a look at OTTO's returns found to be something else than before. */
export type ChangedReturn = { before: ReturnRow | undefined; after: ReturnInLedger };

type TimelineEvent = { kind: string; params: Record<string, string | number> };

const KINDS: Readonly<Record<string, string>> = {
  ANNOUNCED: 'return-announced',
  ACCEPTED: 'return-accepted',
  REJECTED: 'return-rejected',
  MISDIRECTED: 'return-misdirected',
};

/**
 * Lines for the timelines of the orders the ledger knows. Pieces to which the same happened at the same
 * moment are told together.
 */
export function returnEvents(
  changed: readonly ChangedReturn[],
  pieces: ReadonlyMap<string, { sku: string }>,
): { salesOrderId: string; events: TimelineEvent[] }[] {
  const told = changed.flatMap(({ before, after }) => {
    const piece = pieces.get(after.positionItemId);
    // What was put right later in what was told is no event of its own.
    return piece && before?.status !== after.status ? [{ after, sku: piece.sku }] : [];
  });
  const alike = Map.groupBy(told, ({ after }) =>
    JSON.stringify([after.salesOrderId, facts(after)]),
  );
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const params = {
      ...facts(first.after),
      pieces: group.length,
      skus: [...new Set(group.map(({ sku }) => sku))].join(', '),
    };
    const kind = KINDS[first.after.status] ?? 'return-changed';
    return [{ salesOrderId: first.after.salesOrderId, events: [{ kind, params }] }];
  });
}

function facts(one: ReturnInLedger): Record<string, string> {
  const numbers = one.trackingKeys.map(({ trackingNumber }) => trackingNumber).join(', ');
  const carrier = one.trackingKeys.find((key) => key.carrier !== undefined)?.carrier;
  const given: Record<string, string | undefined> = {
    status: one.status,
    occurredAt: one.occurredAt,
    trackingNumber: numbers,
    carrier,
    condition: one.condition,
    reason: one.reason,
    ottoWarehouseId: one.ottoWarehouseId,
  };
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value ? [[name, value] as const] : [])),
  );
}
