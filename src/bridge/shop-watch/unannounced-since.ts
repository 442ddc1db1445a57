import { SECOND } from '../clock.ts';

/** A delivery may come in the very second of its change, as two clocks see it. */
const TOLERANCE_MS = 10 * SECOND;

/**
 * Since when orders of ours change in the shop, its webhooks stand, and no delivery says so.
 *
 * @param watch.newestChangeAt the newest change of an order of ours that was just seen
 * @param watch.webhooksMadeAt when each webhook was made; none = nothing is missed
 * @returns UTC ISO; undefined = deliveries come, or nothing changes
 */
export function unannouncedSince(watch: {
  before: string | undefined;
  newestChangeAt: string | undefined;
  lastDeliveryAt: string | undefined;
  webhooksMadeAt: readonly string[];
}): string | undefined {
  const { before, newestChangeAt, lastDeliveryAt, webhooksMadeAt } = watch;
  if (webhooksMadeAt.length === 0) return undefined;
  const heardAt = [lastDeliveryAt ?? '', ...webhooksMadeAt].toSorted().at(-1) ?? '';
  const isUnheard = (at: string | undefined): at is string =>
    at !== undefined && Date.parse(at) > Date.parse(heardAt) + TOLERANCE_MS;
  return [before, newestChangeAt].find(isUnheard);
}
