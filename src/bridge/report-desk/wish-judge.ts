import { normaliseTrackingNumber } from '../../mapping/carriers/tracking-number.ts';
import type { TrackingUse } from '../../mapping/reporting/judge-context.ts';
import type { ShippingRules } from '../../mapping/reporting/shipping-rules.ts';
import type { ParcelWish } from '../../mapping/reporting/transmission.ts';
import type { NumberUse } from '../ledger/number-uses.ts';
import type { Transmission } from '../ledger/transmission-rows.ts';
import { type Decided, decideShipment } from '../transmission/decide-wish.ts';
import type { JudgedTogether } from '../transmission/judge.ts';
import type { OrderFacts } from '../transmission/order-facts.ts';
import type { PackedParcels } from './pack-boxes.ts';
import type { DeskLedger } from './ports.ts';

type Uses = Map<string, NumberUse[]>;

/** Judges what is asked for many orders together: who comes later sees what those before him took. */
export type WishJudge = (
  facts: OrderFacts,
  reports: readonly Transmission[],
  dealt: Omit<PackedParcels, 'shippedAt'> & { shipDate: string },
) => Decided;

export async function openWishJudge(
  ledger: Pick<DeskLedger, 'findReturnUses' | 'findTrackingUses'>,
  account: { accountId: string; rules: ShippingRules },
  parcels: readonly ParcelWish[],
  together: JudgedTogether,
  now: string,
): Promise<WishJudge> {
  // Every order has its own numbers taken out below: no order has an empty id.
  const excluding = { salesOrderId: '' };
  const tracking: Uses = await ledger.findTrackingUses(numbersOf(parcels), excluding);
  const returns: Uses = await ledger.findReturnUses(returnNumbersOf(parcels), excluding);
  const poolsLeft = new Map(together.poolsLeft);
  return (facts, reports, dealt) => {
    const decided = decideShipment(
      { kind: 'shipment', ...dealt, createdAt: now },
      {
        ...together,
        poolsLeft,
        pieces: facts.pieces,
        hasPackStop: facts.hasPackStop,
        rules: account.rules,
        now,
        trackingUses: usesFor(facts, tracking, numbersOf(dealt.parcels)),
        returnUses: usesFor(facts, returns, returnNumbersOf(dealt.parcels)),
        sentNumbers: new Set(
          reports.flatMap((report) => (isAtOtto(report) ? numbersOf(report.parcels) : [])),
        ),
      },
    );
    if (decided.is === 'over') return decided;
    noteUses(account.accountId, facts, tracking, numbersOf(dealt.parcels), now);
    noteUses(account.accountId, facts, returns, returnNumbersOf(dealt.parcels), now);
    for (const { poolId } of decided.is === 'due' ? decided.reserve : []) {
      poolsLeft.set(poolId, (poolsLeft.get(poolId) ?? 0) - 1);
    }
    return decided;
  };
}

function isAtOtto({ kind, state }: Transmission): boolean {
  return kind === 'shipment' && (state === 'accepted' || state === 'confirmed');
}

function numbersOf(parcels: readonly { trackingNumber?: string | undefined }[]): string[] {
  return [
    ...new Set(
      parcels.flatMap(({ trackingNumber }) =>
        trackingNumber === undefined ? [] : [normaliseTrackingNumber(trackingNumber)],
      ),
    ),
  ];
}

function returnNumbersOf(parcels: readonly ParcelWish[]): string[] {
  return numbersOf(parcels.map(({ returnKey }) => ({ trackingNumber: returnKey?.number })));
}

function usesFor(
  { row, addresses }: OrderFacts,
  uses: Uses,
  numbers: readonly string[],
): Map<string, TrackingUse[]> {
  return new Map(
    numbers.map((number) => [
      number,
      (uses.get(number) ?? [])
        .filter((use) => use.salesOrderId !== row.sales_order_id)
        .map(({ salesOrderId, orderNumber, usedAt, addresses: theirs }) => ({
          salesOrderId,
          orderNumber,
          usedAt,
          isSameRecipient: addresses !== undefined && addresses === theirs,
        })),
    ]),
  );
}

function noteUses(
  accountId: string,
  { row, addresses }: OrderFacts,
  uses: Uses,
  numbers: readonly string[],
  now: string,
): void {
  for (const number of numbers) {
    const use: NumberUse = {
      accountId,
      salesOrderId: row.sales_order_id,
      orderNumber: row.order_number,
      transmissionId: '',
      state: 'due',
      carrier: undefined,
      addresses,
      usedAt: now,
    };
    uses.set(number, [...(uses.get(number) ?? []), use]);
  }
}
