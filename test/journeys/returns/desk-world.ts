import type { Transmission } from '../../../src/bridge/ledger/transmission-rows.ts';
import type { DecidedReturns } from '../../../src/bridge/return-desk/decide-returns.ts';
import type { DecisionWish, ReductionWish } from '../../../src/bridge/return-desk/ports.ts';
import type { ReductionAnswer } from '../../../src/bridge/return-desk/reduce-price.ts';
import type { SalesOrderOverrides } from '../../fixtures/otto/index.ts';
import { type OrderInShop, type ReportWorld, startReportWorld } from '../reports/report-world.ts';
import { MINUTE, type WorldOptions } from '../support/world.ts';

export type SentOrder = OrderInShop;

/** A world whose orders are sent, so that what comes after the sale can be decided. */
export type DeskWorld = ReportWorld & {
  /** an order in the shop whose pieces OTTO shows as sent */
  sentOrder(overrides?: SalesOrderOverrides): Promise<SentOrder>;
  /** says it at the desk; throws when the call as a whole is refused */
  decide(
    wishes: readonly DecisionWish[],
    options?: { dryRun?: boolean },
  ): Promise<Extract<DecidedReturns, { isTaken: true }>>;
  reduce(
    wish: Omit<ReductionWish, 'requestId'> & { requestId?: string },
    options?: { dryRun?: boolean },
  ): Promise<ReductionAnswer>;
  /** imports, then reports, minute by minute */
  settle(minutes?: number): Promise<void>;
};

let lastRequest = 0;

export async function startDeskWorld(options: WorldOptions = {}): Promise<DeskWorld> {
  const world = await startReportWorld(options);
  const said = { source: 'web-service', cause: 'click' } as const;
  return Object.assign(Object.create(world), {
    async sentOrder(overrides: SalesOrderOverrides = { positionItems: [{}] }) {
      const order = await world.orderInShop(overrides);
      world.otto.send(order.salesOrderId);
      await world.runAfter(MINUTE);
      await world.clock.advance(MINUTE);
      return order;
    },
    async decide(wishes: readonly DecisionWish[], { dryRun = false } = {}) {
      const decided = await world.bridge.returnDesk.decideReturns(wishes, { ...said, dryRun });
      if (!decided.isTaken) throw new Error(decided.refusal.code);
      return decided;
    },
    reduce(
      wish: Omit<ReductionWish, 'requestId'> & { requestId?: string },
      { dryRun = false } = {},
    ) {
      lastRequest += 1;
      const asked = { requestId: `request ${lastRequest}`, ...wish };
      return world.bridge.returnDesk.reducePrice(asked, { ...said, dryRun });
    },
    async settle(minutes = 5) {
      for (let minute = 0; minute < minutes; minute += 1) {
        await world.clock.advance(MINUTE);
        await world.report();
        await world.run();
      }
    },
  });
}

/** Taken as it came, unless told otherwise. */
export function accepting(
  { salesOrderId }: Pick<SentOrder, 'salesOrderId'>,
  positionItemId: string | undefined,
  how: Partial<DecisionWish> = {},
): DecisionWish {
  return {
    salesOrderId,
    positionItemId: positionItemId ?? '',
    decision: 'accept',
    condition: 'A',
    reason: 'RETURN_RECEIVED',
    ...how,
  };
}

export function rejecting(
  order: Pick<SentOrder, 'salesOrderId'>,
  positionItemId: string | undefined,
  how: Partial<DecisionWish> = {},
): DecisionWish {
  return accepting(order, positionItemId, {
    decision: 'reject',
    condition: 'D',
    reason: 'ITEM_DAMAGED',
    ...how,
  });
}

/** Kind, state and reason of reports, in short. */
export function inShort(
  reports: readonly Pick<Transmission, 'kind' | 'state' | 'reason'>[],
): unknown[] {
  return reports.map(({ kind, state, reason }) =>
    reason ? [kind, state, reason.code] : [kind, state],
  );
}
