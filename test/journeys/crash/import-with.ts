import type { Bridge } from '../../../src/bridge/create-bridge.ts';
import { MAIN } from '../support/world.ts';

/** Imports with a bridge of one's own choice, as a command does. */
export function importWith(bridge: Bridge) {
  return bridge.importOrders({
    accountId: MAIN,
    cause: 'command',
    signal: new AbortController().signal,
    holderKind: 'command',
  });
}
