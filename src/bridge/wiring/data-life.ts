import { randomUUID } from 'node:crypto';
import { type EraseResult, eraseShopMeta } from '../data-life/erase-shop-meta.ts';
import type { EraseOptions } from '../data-life/ports.ts';
import { isHolderGone, PROCESS_NAME } from '../process-name.ts';
import type { Wired } from './wired.ts';

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
      ledger: bridge.ledger,
      clock: bridge.clock,
      logger: bridge.logger,
      newId: randomUUID,
      processName: PROCESS_NAME,
      isHolderGone: bridge.isShared ? () => false : isHolderGone,
    },
    { ...request, afterDays },
  );
  return { ...result, afterDays };
}
