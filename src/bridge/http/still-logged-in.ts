import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Actor } from './actor.ts';

/** Whether somebody whose answer goes on for long may still have it. Is no use of his session. */
export async function isStillLoggedIn(
  {
    ledger,
    clock,
  }: {
    ledger: Pick<Ledger, 'loadSession' | 'loadApiToken'>;
    clock: Pick<Clock, 'now'>;
  },
  actor: Actor,
  sessionHash: string,
): Promise<boolean> {
  if (actor.kind === 'anybody') return true; // needed no log-in to begin with
  if (actor.kind === 'token') {
    const token = await ledger.loadApiToken(actor.tokenId);
    return token !== undefined && token.revoked_at === null;
  }
  return (await ledger.loadSession(sessionHash, clock.now().toISOString())) !== undefined;
}
