import { type EraseResult, eraseShopMeta } from '../data-life/erase-shop-meta.ts';
import type { EraseOptions } from '../data-life/ports.ts';
import { commonParts, type Wired } from './wired.ts';

export type EraseRequest = Omit<EraseOptions, 'afterDays'>;

export type EraseOutcome =
  /** the owner set no period: everything is kept */
  { ran: false; why: 'data-erase-off' } | (EraseResult & { afterDays: number });

/** @throws ConfigError `shop-missing`, `secret-missing`, `secret-not-openable` */
export async function runShopMetaErasure(
  bridge: Wired,
  request: EraseRequest,
): Promise<EraseOutcome> {
  const settings = await bridge.settings.load();
  const afterDays = settings.eraseShopMetaAfterDays;
  if (afterDays === null) return { ran: false, why: 'data-erase-off' };
  const { client, gate } = bridge.connections.shop(settings);
  const result = await eraseShopMeta(
    {
      shop: client,
      gate,
      ...commonParts(bridge),
    },
    { ...request, afterDays },
  );
  return { ...result, afterDays };
}
