import { type ImportRules, LEAVE_AS_IT_IS } from '../../mapping/import-rules.ts';
import type { FulfillmentStatus } from '../../mapping/otto/fulfillment-status.ts';
import { type FoundShopOrder, planShopChanges } from '../../mapping/plan-shop-changes.ts';
import type { NoteDraft, ShopStep } from '../../mapping/shop-plan.ts';
import type { ShopProfile } from '../../mapping/woocommerce/shop-profile.ts';
import { reasonParams } from '../order-import/causes.ts';
import { ImportStopped } from '../order-import/run-faults.ts';
import { makeTestOrder } from './make-test-order.ts';
import { lookAt, type ProofRun, readFromShop, writeToShop } from './proof-run.ts';
import { TEST_LIFE, testSalesOrder } from './test-sales-order.ts';

/** More steps in one state of the order would go on for ever. */
const MOST_STEPS = 10;

/**
 * The life of the test order: planned by the same rules as that of real ones from announced to wholly
 * returned, then through every status of the owner's mapping it has not been in.
 *
 * @throws MailProofFailed, ImportStopped
 */
export async function liveTestOrder(run: ProofRun, profile: ShopProfile): Promise<void> {
  assertStatuses(run.options.rules, profile);
  let found: FoundShopOrder | undefined;
  for (const states of TEST_LIFE) found = await bringTo(run, profile, states, found);
  if (!found) return;
  const { wooOrderId } = found.order;
  for (const { status } of mappedStatuses(run.options.rules)) {
    if (run.steps.some((step) => step.status === status)) continue;
    await writeToShop(run, () => run.shop.updateOrder(wooOrderId, { status }));
    await lookAt(run, 'status-set', wooOrderId);
  }
}

/** Every status that the owner's mappings write; `refunded` comes by the refunds alone. */
function mappedStatuses(rules: readonly ImportRules[]): { phase: string; status: string }[] {
  const named = rules.flatMap(({ statusMapping }) =>
    Object.entries(statusMapping).map(([phase, status]) => ({ phase, status })),
  );
  const unique = new Map(named.map((entry) => [entry.status, entry]));
  return [...unique.values()].filter(
    ({ status }) => status !== LEAVE_AS_IT_IS && status !== 'refunded',
  );
}

/** A status the shop lacks would be refused in the middle; the owner hears of it before anything is made. */
function assertStatuses(rules: readonly ImportRules[], profile: ShopProfile): void {
  const known = new Set(profile.statuses.map(({ slug }) => slug));
  const missing = mappedStatuses(rules).find(({ status }) => !known.has(status));
  if (missing) {
    throw new ImportStopped('shop', { code: 'status-not-in-shop', params: missing }, undefined);
  }
}

async function bringTo(
  run: ProofRun,
  profile: ShopProfile,
  states: readonly FulfillmentStatus[],
  begin: FoundShopOrder | undefined,
): Promise<FoundShopOrder | undefined> {
  const [rules] = run.options.rules;
  let found = begin;
  for (let count = 0; count < MOST_STEPS; count += 1) {
    const { step } = planShopChanges({
      salesOrder: testSalesOrder(states, run.now()),
      accountId: 'mail-proof',
      rules: { ...rules, announcedImport: 'all', unknownSku: 'named-line' },
      startAt: undefined,
      shop: { profile, products: new Map() },
      found,
    });
    if (step.action === 'none') return found;
    found = await carryOut(run, step, found);
  }
  return found;
}

async function carryOut(
  run: ProofRun,
  step: ShopStep,
  found: FoundShopOrder | undefined,
): Promise<FoundShopOrder> {
  switch (step.action) {
    case 'create': {
      const order = await makeTestOrder(run, step.draft);
      await lookAt(run, 'created', order.wooOrderId);
      await writeNotes(run, step.notes, order.wooOrderId);
      return { order, refunds: [] };
    }
    case 'update': {
      const { wooOrderId, change } = step;
      const order = await writeToShop(run, () => run.shop.updateOrder(wooOrderId, change));
      await lookAt(run, 'updated', wooOrderId);
      await writeNotes(run, step.notes, wooOrderId);
      return { order, refunds: found?.refunds ?? [] };
    }
    case 'refund': {
      const { wooOrderId } = step;
      const refund = await writeToShop(run, () => run.shop.createRefund(wooOrderId, step.refund));
      await lookAt(run, 'refunded', wooOrderId);
      await writeNotes(run, step.notes, wooOrderId);
      const order = await readFromShop(run, () => run.shop.getOrder(wooOrderId));
      if (!order) throw stopped('mail-proof-order-gone');
      return { order, refunds: [...(found?.refunds ?? []), refund] };
    }
    case 'hold':
      throw stopped(step.reason.code, reasonParams(step.reason));
    default:
      throw new Error(`The test order can't be planned: ${step.action}`);
  }
}

/** The same private notes as real orders get: a plugin may send mail about them. */
async function writeNotes(
  run: ProofRun,
  notes: readonly NoteDraft[],
  wooOrderId: number,
): Promise<void> {
  for (const { text } of notes) {
    await writeToShop(run, () => run.shop.createNote(wooOrderId, text));
  }
  if (notes.length > 0) await lookAt(run, 'noted', wooOrderId);
}

function stopped(code: string, params: Record<string, string | number> = {}): ImportStopped {
  return new ImportStopped('shop', { code, params }, undefined);
}
