import { expect } from 'vitest';
import type { ReportPlan } from '../../../src/mapping/reporting/report-plan.ts';
import type {
  KnownTransmission,
  ParcelWish,
  ShipmentWish,
} from '../../../src/mapping/reporting/transmission.ts';

/**
 * The ledger's part in a report's life, as small as it goes: a piece stands in one active report at
 * most, whoever asks.
 */
export class ModelLedger {
  reports: KnownTransmission[] = [];
  private made = 0;

  /** Withdrawn first, then corrected, then new ones, each on its own. */
  apply(plan: ReportPlan, now: string): void {
    for (const id of plan.withdrawn) this.change(id, { state: 'withdrawn' });
    for (const { transmissionId, wish } of plan.corrected) {
      this.change(transmissionId, {
        state: 'waiting',
        positionItemIds: wish.positionItemIds,
        parcels: wish.parcels,
        shipDate: wish.shipDate,
      });
    }
    for (const wish of plan.shipments) this.add(now, wish);
    for (const { positionItemId } of plan.cancellations) {
      this.add(now, { kind: 'cancellation', positionItemIds: [positionItemId] });
    }
  }

  change(transmissionId: string, given: Partial<KnownTransmission>): void {
    this.reports = this.reports.map((report) =>
      report.transmissionId === transmissionId ? { ...report, ...given } : report,
    );
    this.check();
  }

  add(
    now: string,
    wish: Pick<ShipmentWish, 'positionItemIds'> & {
      kind: KnownTransmission['kind'];
      parcels?: ParcelWish[];
      shipDate?: string;
    },
    given: Partial<KnownTransmission> = {},
  ): void {
    this.made += 1;
    this.reports.push({
      transmissionId: `t${String(this.made).padStart(3, '0')}`,
      kind: wish.kind,
      state: 'waiting',
      source: 'shop',
      reasonCode: undefined,
      positionItemIds: wish.positionItemIds,
      parcels: wish.parcels ?? [],
      shipDate: wish.shipDate,
      createdAt: now,
      wasSent: false,
      ...given,
    });
    this.check();
  }

  private check(): void {
    const ids = this.reports
      .filter(({ state }) => state !== 'withdrawn')
      .flatMap(({ positionItemIds }) => positionItemIds);
    expect(ids.toSorted(), 'a piece stands in two reports').toEqual([...new Set(ids)].toSorted());
  }
}
