import { systemClock } from '../../../src/bridge/system-clock.ts';
import { createWooClient, type WooClient } from '../../../src/bridge/woocommerce/woo-client.ts';
import { recordingLogger } from '../../bridge/otto/otto-world.ts';
import { shopAccess } from './shop-access.ts';

/** The bridge's own client for the real shop, without a bridge around it. */
export function shopClient(): WooClient {
  return createWooClient(
    { ...shopAccess(), timeoutMs: 120_000 },
    { clock: systemClock, logger: recordingLogger([]) },
  );
}
