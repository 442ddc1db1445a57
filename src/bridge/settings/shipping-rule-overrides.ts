import { z } from 'zod';
import { type ShippingRules, shippingRulesSchema } from '../../mapping/reporting/shipping-rules.ts';

const rule = shippingRulesSchema.shape;

/** An account's own answers to some of the shipping rules. What is absent follows the common rules. */
export const shippingRuleOverridesSchema = z.strictObject({
  shippedStatuses: z.exactOptional(rule.shippedStatuses.unwrap()),
  parcelSources: z.exactOptional(rule.parcelSources.unwrap()),
  trackingMetaKeys: z.exactOptional(rule.trackingMetaKeys.unwrap()),
  carrierMetaKeys: z.exactOptional(rule.carrierMetaKeys.unwrap()),
  parcelsWithoutPieces: z.exactOptional(rule.parcelsWithoutPieces.unwrap()),
  graceMinutes: z.exactOptional(rule.graceMinutes.unwrap()),
  defaultCarrier: z.exactOptional(rule.defaultCarrier.unwrap()),
  returnCarrier: z.exactOptional(rule.returnCarrier.unwrap()),
  returnAddressCarrierId: z.exactOptional(rule.returnAddressCarrierId.unwrap()),
  returnSources: z.exactOptional(rule.returnSources.unwrap()),
  returnMetaKeys: z.exactOptional(rule.returnMetaKeys.unwrap()),
  returnPools: z.exactOptional(rule.returnPools.unwrap()),
  returnPoolAlarmDays: z.exactOptional(rule.returnPoolAlarmDays.unwrap()),
  shipFrom: z.exactOptional(rule.shipFrom.unwrap()),
  forwarderSkus: z.exactOptional(rule.forwarderSkus.unwrap()),
  transitDays: z.exactOptional(rule.transitDays.unwrap()),
  usualTransitDays: z.exactOptional(rule.usualTransitDays.unwrap()),
  cancellations: z.exactOptional(rule.cancellations.unwrap()),
  stopAfterDays: z.exactOptional(rule.stopAfterDays.unwrap()),
  alarmAfterHours: z.exactOptional(rule.alarmAfterHours.unwrap()),
} satisfies Record<keyof ShippingRules, z.ZodType>);

export type ShippingRuleOverrides = z.output<typeof shippingRuleOverridesSchema>;

/** The shipping rules that hold for one account: its own answers laid over the common ones. */
export function effectiveShippingRules(
  settings: { shippingRules: ShippingRules },
  account: { shipping: ShippingRuleOverrides },
): ShippingRules {
  return { ...settings.shippingRules, ...account.shipping };
}
