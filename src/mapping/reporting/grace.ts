import type { ShippingRules } from './shipping-rules.ts';

const MINUTE_MS = 60_000;

/**
 * Until when a shipment without a tracking number waits for a label plugin to write one. Counted from
 * when the bridge took note of it, not from the shop's own moment: clocks of shops may be off.
 *
 * @param createdAt UTC ISO
 * @returns UTC ISO
 */
export function graceEndsAt(
  createdAt: string,
  { graceMinutes }: Pick<ShippingRules, 'graceMinutes'>,
): string {
  return new Date(Date.parse(createdAt) + graceMinutes * MINUTE_MS).toISOString();
}
