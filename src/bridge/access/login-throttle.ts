import { RateLimiterRes } from 'rate-limiter-flexible';
import { type Clock, DAY, HOUR, MINUTE, SECOND } from '../clock.ts';
import { LedgerLimiter, type ThrottleLedger } from './ledger-limiter.ts';

/** Tries of one name from one address before each further one has to wait. */
export const FREE_TRIES = 5;
/** The first wait; each further one is twice as long, up to the longest. */
export const FIRST_WAIT_MS = 30 * SECOND;
export const LONGEST_WAIT_MS = HOUR;
/** Tries from one address, whatever the name. */
export const TRIES_OF_ADDRESS = { points: 50, withinMs: 15 * MINUTE };
/** Tries of one name from all addresses: whoever has many of them must not have many tries. */
export const TRIES_OF_NAME = { points: 100, withinMs: HOUR };
const FAILURES_COUNT_MS = DAY;

/** One try to log in, counted before the password is looked at: many at once are many. */
export type LoginTry =
  | { isAllowed: true; succeeded(): Promise<void> }
  /** @param isFirst the first to be refused in this wait */
  | { isAllowed: false; retryAfterSeconds: number; isFirst: boolean };

export type LoginThrottle = {
  begin(who: { name: string; address: string }): Promise<LoginTry>;
};

/** Slows down whoever guesses. What succeeded is not counted. */
export function createLoginThrottle(parts: {
  ledger: ThrottleLedger;
  clock: Pick<Clock, 'now'>;
}): LoginThrottle {
  const limiter = (keyPrefix: string, points: number, ms: number) =>
    new LedgerLimiter(parts, { keyPrefix, points, duration: ms / SECOND });
  const failures = limiter('failures', FREE_TRIES, FAILURES_COUNT_MS);
  const waits = limiter('wait', 1, LONGEST_WAIT_MS);
  const ofAddress = limiter('address', TRIES_OF_ADDRESS.points, TRIES_OF_ADDRESS.withinMs);
  const ofName = limiter('name', TRIES_OF_NAME.points, TRIES_OF_NAME.withinMs);

  async function begin({ name, address }: { name: string; address: string }): Promise<LoginTry> {
    const both = JSON.stringify([name, address]);
    const counted: (() => Promise<unknown>)[] = [];
    try {
      await ofAddress.consume(address);
      counted.push(() => ofAddress.reward(address));
      await ofName.consume(name);
      counted.push(() => ofName.reward(name));
      const { consumedPoints: tries } = await failures.penalty(both);
      counted.push(() => failures.reward(both));
      if (tries >= FREE_TRIES) {
        const customDuration = waitBehind(tries) / SECOND;
        await waits.consume(both, 1, { customDuration });
      }
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      // A try that is not made is not counted, or the wait would grow by waiting for it.
      for (const takeBack of counted) await takeBack();
      const { msBeforeNext, consumedPoints } = refusal;
      return {
        isAllowed: false,
        retryAfterSeconds: Math.max(1, Math.ceil(msBeforeNext / SECOND)),
        isFirst: isFirstRefused(consumedPoints),
      };
    }
    return {
      isAllowed: true,
      async succeeded() {
        await Promise.all([
          ofAddress.reward(address),
          ofName.reward(name),
          failures.delete(both),
          waits.delete(both),
        ]);
      },
    };
  }

  return { begin };
}

/** How long the next one waits behind a try that is the nth. */
function waitBehind(tries: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(20, tries - FREE_TRIES));
}

function isFirstRefused(consumed: number): boolean {
  return [1, TRIES_OF_ADDRESS.points, TRIES_OF_NAME.points].includes(consumed - 1);
}
