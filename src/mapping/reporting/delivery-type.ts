import type { JudgeContext } from './judge-context.ts';
import type { ShippingRules } from './shipping-rules.ts';
import { matchesSku } from './sku-patterns.ts';

/** True for goods that travel by forwarder, as the owner says. */
export function isForwarderSku(sku: string, rules: Pick<ShippingRules, 'forwarderSkus'>): boolean {
  return matchesSku(sku, rules.forwarderSkus);
}

/** The same with what OTTO taught, which counts more: it refuses by its own product data. */
export function goesByForwarder(
  sku: string,
  { deliveryTypes, rules }: Pick<JudgeContext, 'deliveryTypes' | 'rules'>,
): boolean {
  const learned = deliveryTypes.get(sku);
  return learned === undefined ? isForwarderSku(sku, rules) : learned === 'forwarder';
}
