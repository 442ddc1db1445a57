import type { WooOrder, WooOrderDraft } from '../../mapping/woocommerce/order.ts';
import { META, TEST_CREATED_VIA } from '../../mapping/woocommerce/order-meta.ts';
import { SECOND } from '../clock.ts';
import { atShop, ImportStopped } from '../order-import/run-faults.ts';
import { type ProofRun, readFromShop, saveProgress } from './proof-run.ts';

/** An order without an answer is looked for so often, with these waits before. */
const LOOKS_MS = [0, 5 * SECOND, 20 * SECOND];

/** What makes other parts of the bridge take an order for one of theirs. */
const IDENTITY: readonly string[] = [META.salesOrderId, META.orderNumber, META.account];

/**
 * Makes the test order from the draft of a real one, once: its intent is committed first, and where
 * no answer comes it is looked for instead of being made again.
 *
 * @throws ImportStopped `shop-refused`, `mail-proof-unsettled` (it may still come), or the shop's fault
 */
export async function makeTestOrder(run: ProofRun, draft: WooOrderDraft): Promise<WooOrder> {
  const { proofId, signal } = run.options;
  const marked: WooOrderDraft = {
    ...draft,
    created_via: TEST_CREATED_VIA,
    meta_data: [
      ...draft.meta_data.filter(({ key }) => !IDENTITY.includes(key)),
      { key: META.mailProof, value: proofId },
    ],
  };
  signal.throwIfAborted();
  await run.keepLease();
  await run.ledger.startTestOrder(proofId, run.now());
  const order = (await send(run, marked)) ?? (await findMade(run));
  run.wooOrderId = order.wooOrderId;
  await saveProgress(run);
  return order;
}

/** @returns undefined when nobody knows what became of it */
async function send(run: ProofRun, draft: WooOrderDraft): Promise<WooOrder | undefined> {
  const { ledger, options } = run;
  let isSent = false;
  const create = () => {
    isSent = true;
    return run.shop.createOrders([draft]);
  };
  try {
    const [result] = await run.gate.run(create);
    if (result?.outcome === 'done') return result.order;
    if (result?.outcome !== 'refused') return undefined;
    const { shopCode, shopMessage } = result;
    const params = { shopCode, shopMessage };
    await ledger.closeTestOrder(options.proofId);
    throw new ImportStopped('shop', { code: 'shop-refused', params }, undefined);
  } catch (error) {
    if (error instanceof ImportStopped) throw error;
    if (isSent && run.outcomeOf(error) === 'unknown') return undefined;
    await ledger.closeTestOrder(options.proofId);
    return atShop(() => Promise.reject(error));
  }
}

async function findMade(run: ProofRun): Promise<WooOrder> {
  const { proofId, signal } = run.options;
  for (const waitMs of LOOKS_MS) {
    await run.clock.sleep(waitMs, signal);
    const made = await readFromShop(run, () => run.shop.listTestOrders());
    const mine = made.find((order) => order.proofId === proofId);
    if (!mine) continue;
    run.wooOrderId = mine.wooOrderId;
    const order = await readFromShop(run, () => run.shop.getOrder(mine.wooOrderId));
    if (order) return order;
  }
  throw new ImportStopped('shop', { code: 'mail-proof-unsettled', params: {} }, undefined);
}
