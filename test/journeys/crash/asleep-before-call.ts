import { type Ledger, openLedger } from '../../../src/bridge/ledger/ledger.ts';
import { MAIN, type World } from '../support/world.ts';
import { sleepingPlace } from './sleeping-place.ts';

/** A run of reports whose process sleeps once its calls are committed, right before one leaves. */
export async function asleepBeforeCall(world: World) {
  const place = sleepingPlace();
  const bridge = await world.openAnother(async (location) => {
    const ledger = await openLedger(location);
    const disturbed: Pick<Ledger, 'startAttempt' | 'startAttempts'> = {
      startAttempt: async (...attempt) => {
        const attemptId = await ledger.startAttempt(...attempt);
        await place.sleep();
        return attemptId;
      },
      startAttempts: async (...attempts) => {
        const attemptIds = await ledger.startAttempts(...attempts);
        await place.sleep();
        return attemptIds;
      },
    };
    return { ...ledger, ...disturbed };
  });
  const run = bridge.runReports({
    accountId: MAIN,
    cause: 'command',
    signal: new AbortController().signal,
    holderKind: 'command',
  });
  await place.reached;
  return { run, wake: place.wake };
}
