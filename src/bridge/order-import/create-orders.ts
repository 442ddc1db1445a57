import { checkShopOrder } from '../../mapping/check-shop-order.ts';
import type { ShopStep } from '../../mapping/shop-plan.ts';
import { WooApiError } from '../errors.ts';
import type { ImportRun } from './import-run.ts';
import { noteDifferences } from './mend-total.ts';
import type { WriteResult } from './ports.ts';
import { ImportStopped } from './run-faults.ts';
import { type WorkItem, withoutPersonalData } from './work-item.ts';
import { writeToShop } from './write-to-shop.ts';

export type CreateStep = Extract<ShopStep, { action: 'create' }>;
export type Planned<Step> = { item: WorkItem; step: Step };

/** An order the shop refused, with its own words; or nobody knows whether it was made. */
export type NotCreated =
  | { item: WorkItem; why: 'refused'; code: string; message: string }
  | { item: WorkItem; why: 'unknown' };

/**
 * Creates shop orders in batches through the gate. Each batch is claimed in a committed transaction
 * before it is sent. A batch without an answer stays claimed: its outcome is looked up later, and
 * none of its orders is sent again before that.
 *
 * @param settleBatch commits what came of a batch before the next begins on that connection
 * @throws what the shop threw when it certainly did nothing: unreachable, keys refused
 */
export async function createOrders(
  run: ImportRun,
  planned: Planned<CreateStep>[],
  settleBatch: (created: WorkItem[], notCreated: NotCreated[]) => Promise<void>,
): Promise<void> {
  const queue = run.createQueue<Planned<CreateStep>>(
    async (batch) => {
      await run.keepLease();
      const { created, notCreated } = await createBatch(run, batch);
      await settleBatch(created, notCreated);
    },
    { signal: run.signal },
  );
  for (const job of planned) await queue.push(job);
  await queue.drain();
}

async function createBatch(run: ImportRun, batch: Planned<CreateStep>[]) {
  const claimId = run.newId();
  const { accountId } = run.account;
  const claimedAt = run.now();
  const claimed = await run.ledger.claimForCreate(
    accountId,
    batch.map(({ item }) => item.salesOrder.salesOrderId),
    {
      claimId,
      now: claimedAt,
      notes: batch.flatMap(({ item, step }) =>
        step.notes.map((note) => ({
          salesOrderId: item.salesOrder.salesOrderId,
          noteKey: note.key,
          text: note.text,
        })),
      ),
    },
  );
  const mine = batch.filter(({ item }) => claimed.has(item.salesOrder.salesOrderId));
  if (mine.length === 0) return { created: [], notCreated: [] };
  const results = await send(run, mine, claimedAt);
  const created: WorkItem[] = [];
  const notCreated: NotCreated[] = [];
  for (const [index, { item, step }] of mine.entries()) {
    const result = results[index];
    if (result?.outcome === 'done') {
      item.done = 'created';
      item.found = { order: result.order, refunds: [] };
      item.events.push({
        kind: 'shop-order-created',
        params: { wooOrderId: result.order.wooOrderId, status: result.order.status },
      });
      noteDifferences(run, item, checkShopOrder(step.expected, result.order));
      created.push(item);
    } else if (result?.outcome === 'refused') {
      const message = withoutPersonalData(result.shopMessage, item.salesOrder);
      notCreated.push({ item, why: 'refused', code: result.shopCode, message });
    } else {
      notCreated.push({ item, why: 'unknown' });
    }
  }
  const lost = notCreated
    .filter(({ why }) => why === 'unknown')
    .map(({ item }) => item.salesOrder.salesOrderId);
  await run.ledger.extendClaims(accountId, lost, run.now());
  return { created, notCreated };
}

/** @returns one result for each order; an empty list when nobody knows what happened to them */
async function send(
  run: ImportRun,
  batch: Planned<CreateStep>[],
  claimedAt: string,
): Promise<WriteResult[]> {
  const ids = batch.map(({ item }) => item.salesOrder.salesOrderId);
  let isSent = false;
  const create = () => {
    isSent = true;
    return run.shop.createOrders(batch.map(({ step }) => step.draft));
  };
  try {
    const claimed = { salesOrderIds: ids, at: claimedAt };
    const options = { size: batch.length, signal: run.signal, claimed };
    return await writeToShop(run, create, options);
  } catch (error) {
    if (error instanceof ImportStopped) throw error;
    if (isSent && run.outcomeOf(error) === 'unknown') {
      run.logger.warn('shop-orders-outcome-unknown', { count: ids.length, salesOrderIds: ids });
      return [];
    }
    const single = error instanceof WooApiError && error.statusCode === 400 && batch.length === 1;
    if (single) {
      return [
        {
          outcome: 'refused',
          shopCode: error.shopCode ?? String(error.statusCode),
          shopMessage: error.shopMessage ?? '',
        },
      ];
    }
    await run.ledger.releaseClaims(run.account.accountId, ids, run.now());
    throw error;
  }
}
