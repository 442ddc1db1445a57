import { randomUUID } from 'node:crypto';
import { type Access, createAccess } from '../../../src/bridge/access/access.ts';
import type { PasswordCost } from '../../../src/bridge/access/password-hash.ts';
import type { Ledger } from '../../../src/bridge/ledger/ledger.ts';
import { createPinoLogger } from '../../../src/bridge/pino-logger.ts';
import { Secret } from '../../../src/bridge/settings/secret.ts';
import { openFreshLedger } from '../../databases.ts';
import { createFakeClock, type FakeClock } from '../fake-clock.ts';

/** Cheap, as tests hash often; what a hash costs in earnest is a test of its own. */
export const CHEAP: PasswordCost = { logN: 4, r: 8, p: 1 };
export const PASSWORD = new Secret('korrekt pferd batterie');

export type AccessWorld = {
  access: Access;
  ledger: Ledger;
  clock: FakeClock;
  /** the same ledger by other parts, e.g. at another cost */
  withCost(cost: PasswordCost): Access;
};

export async function openAccess(kind: 'sqlite' | 'postgres' = 'sqlite'): Promise<AccessWorld> {
  const { ledger } = await openFreshLedger(kind);
  const clock = createFakeClock();
  const logger = createPinoLogger('silent');
  const withCost = (passwordCost: PasswordCost) =>
    createAccess({ ledger, clock, logger, newId: randomUUID, passwordCost });
  return { access: withCost(CHEAP), ledger, clock, withCost };
}
