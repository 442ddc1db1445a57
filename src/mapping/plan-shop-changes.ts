import { mapAddresses } from './address.ts';
import { decideEntry } from './decide-entry.ts';
import { draftShopOrder } from './draft-shop-order.ts';
import { holdReason, missingSku, missingStatus } from './hold-reason.ts';
import { type OrderPhase, orderPhase } from './order-phase.ts';
import type { PlanInput } from './plan-input.ts';
import { planUpdate } from './plan-update.ts';
import { type ShopPlan, stop } from './shop-plan.ts';
import { firstStatus } from './status-step.ts';
import { expandSets, NO_SETS } from './stock/expand-sets.ts';
import { taxLocation } from './woocommerce/tax-rates.ts';

export type { PlanInput } from './plan-input.ts';
export type { FoundShopOrder } from './shop-plan.ts';

const NO_ADDRESSES = { billing: undefined, shipping: undefined };

/**
 * The next single step that brings the shop nearer to what OTTO says. Pure and total; planning again
 * after the step was carried out gives the step after it, and in the end `none`, whichever states
 * of the order were seen in between.
 *
 * What the bridge wrote last is read from the shop order's own meta, so a lost or old ledger changes
 * nothing here, and what a person changed since is told apart and left alone.
 */
export function planShopChanges(input: PlanInput): ShopPlan {
  const { salesOrder, shop, found } = input;
  const keptOut = found ? undefined : planEntry(input);
  if (keptOut) return keptOut;
  const held = holdReason(salesOrder, shop.profile);
  const phase = orderPhase(salesOrder.positionItems);
  if (held || phase === undefined) {
    return stop(held ? { action: 'hold', reason: held } : { action: 'none' });
  }
  const inShop = asInShop(input);
  return found ? planUpdate(inShop, found, phase) : planCreate(inShop, phase);
}

/** From here on the shop's own pieces are planned with: one for each product of a set. */
function asInShop(input: PlanInput): PlanInput {
  const { salesOrder, shop, found } = input;
  const positionItems = expandSets(salesOrder.positionItems, shop.sets ?? NO_SETS, found?.order);
  return { ...input, salesOrder: { ...salesOrder, positionItems } };
}

/**
 * The plan for an order that is not in the shop and does not enter it now. Needs nothing of the shop,
 * so that a quiet day asks it nothing.
 *
 * @returns undefined when the order enters
 */
export function planEntry(
  input: Pick<PlanInput, 'salesOrder' | 'rules' | 'startAt'>,
): ShopPlan | undefined {
  const entry = decideEntry(input.salesOrder, input.rules, input.startAt);
  if (entry.entry === 'backlog') return stop({ action: 'backlog', reason: entry.reason });
  if (entry.entry === 'skip') return stop({ action: 'skip', reason: entry.reason });
  return undefined;
}

function planCreate(input: PlanInput, phase: OrderPhase): ShopPlan {
  const { salesOrder, rules, shop, accountId } = input;
  const unknownSku = missingSku(salesOrder, shop.products, rules);
  if (unknownSku) return stop({ action: 'hold', reason: unknownSku });
  if (phase !== 'announced' && !salesOrder.deliveryAddress) {
    return stop({ action: 'hold', reason: { code: 'address-not-there' } });
  }
  const state = firstStatus(phase, rules);
  const missing = missingStatus(shop.profile, phase, state);
  if (missing) return stop({ action: 'hold', reason: missing });
  const { issues, ...order } = draftShopOrder(salesOrder, accountId, state, {
    profile: shop.profile,
    location: taxLocation(shop.profile, mapAddresses(salesOrder) ?? NO_ADDRESSES),
    products: shop.products,
    language: rules.language,
  });
  return { step: { action: 'create', ...order }, issues };
}
