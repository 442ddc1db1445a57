import type { ReconcileRequest, RepairOutcome } from '../../../src/bridge/wiring/reconcile.ts';
import { reconcileLine } from '../../../src/bridge/words/reconcile-words.ts';
import { takeId } from '../../fakes/woocommerce/state.ts';
import type { WireSalesOrder } from '../../fixtures/otto/index.ts';
import { HOUR, MAIN, MINUTE, startWorld, type World, type WorldOptions } from '../support/world.ts';

/** A finished comparison, as a test looks at it. */
export type Compared = {
  reconcileRunId: string;
  line: string;
  differences: {
    code: string;
    repair: string | undefined;
    orderNumber: string;
    params: Record<string, string | number>;
  }[];
};

export const ASKED = {
  accountId: MAIN,
  cause: 'command',
  signal: new AbortController().signal,
  holderKind: 'command',
} as const satisfies ReconcileRequest;

/** Compares the sides of the account `main`; throws when that did not come to its end. */
export async function reconcile(
  { bridge }: Pick<World, 'bridge'>,
  request: Partial<ReconcileRequest> = {},
): Promise<Compared> {
  const result = await bridge.reconcile({ ...ASKED, ...request });
  if (!result.ran) throw new Error(result.why);
  const { comparison, reconcileRunId, fault } = result;
  if (!comparison) throw new Error(`No line: ${fault?.code}`);
  const { counts, differences } = comparison;
  return {
    reconcileRunId,
    line: reconcileLine('de', { ...counts, differences: differences.length }),
    differences: differences.map(({ salesOrderId: _id, ...difference }) => difference),
  };
}

/** The differences of a comparison, to be named in a repair. */
export async function namesOf(
  { bridge }: Pick<World, 'bridge'>,
  { reconcileRunId }: Pick<Compared, 'reconcileRunId'>,
) {
  const page = { after: 0, limit: 1_000 };
  const rows = await bridge.ledger.listReconcileDifferences(reconcileRunId, page);
  return { reconcileRunId, differenceIds: rows.map((row) => row.difference_id) };
}

/** Repairs all that a comparison found, each difference by its name. */
export async function repair(
  world: Pick<World, 'bridge'>,
  found: Pick<Compared, 'reconcileRunId'>,
): Promise<Extract<RepairOutcome, { ran: true }>> {
  return repairAsAsked(world, await namesOf(world, found));
}

/** Repairs what is named, or all that the bridge repairs without asking. */
export async function repairAsAsked(
  { bridge }: Pick<World, 'bridge'>,
  asked: { reconcileRunId: string; differenceIds?: number[] },
): Promise<Extract<RepairOutcome, { ran: true }>> {
  const outcome = await bridge.repairDifferences({ ...ASKED, ...asked });
  if (outcome.ran) return outcome;
  throw new Error(outcome.why);
}

export const codesOf = ({ differences }: Compared) => differences.map(({ code }) => code);

/** A world with some orders in the shop, which the import has gone over since. */
export async function worldWith(count: number, options: WorldOptions = {}) {
  const world = await startWorld(options);
  const orders = Array.from({ length: count }, (_each, index) =>
    world.order({ seed: `order ${index}`, positionItems: [{}, {}] }),
  );
  await world.run();
  await world.runAfter(HOUR);
  return { world, orders };
}

/** The next listing shows these orders alone, as they are now. */
export function listNextOnly(world: World, salesOrderIds: readonly string[]): void {
  const resources = salesOrderIds.map((id) => world.otto.state.orders.find(id));
  world.otto.faults.answerWith(200, { body: { resources, links: [] }, on: 'order-list' });
}

/** An order that changes at OTTO unseen by the import, until its listing has moved on. */
export async function unseenByImport(world: World, change: () => void): Promise<void> {
  change();
  await world.clock.advance(5 * HOUR);
  const later = world.order({ seed: 'later' });
  world.otto.amend(later.salesOrderId, (order) => ({
    ...order,
    orderLifecycleInformation: { lifecycleChangeDate: world.clock.now().toISOString() },
  }));
  listNextOnly(world, [later.salesOrderId]);
  await world.runAfter(MINUTE);
  await world.runAfter(20 * MINUTE);
}

/** Makes a copy of a shop order with all its marks, as a plugin for copying does. */
export function copyInShop(world: World, order: WireSalesOrder): number {
  const copied = structuredClone(world.shopOrder(order.salesOrderId));
  copied.id = takeId(world.shop.state, 'order');
  copied.dateCreated = world.shop.state.orders.get(copied.id)?.dateCreated ?? copied.dateCreated;
  world.shop.state.orders.set(copied.id, copied);
  return copied.id;
}
