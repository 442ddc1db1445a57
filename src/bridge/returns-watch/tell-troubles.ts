import { HOUR } from '../clock.ts';
import type { ReturnsRun } from './ports.ts';
import { CODES_WITHOUT_ORDER, troublesIn } from './return-causes.ts';

/** The import catches up with what OTTO lists within this time. */
const KNOWN_AFTER_MS = HOUR;
const UNREADABLE = 'returns-unreadable';
/** Of each code, so many incidents are looked through; more of them are told by the next look. */
const MOST_OPEN = 200;

/** Tells what is odd about open returns, and takes back what is over. */
export async function tellTroubles(run: ReturnsRun): Promise<void> {
  const { accountId, ledger } = run;
  const now = run.now();
  const known = new Date(Date.parse(now) - KNOWN_AFTER_MS).toISOString();
  const open = await ledger.loadOpenReturns(accountId);
  const { orders, others, lookAgain } = troublesIn(accountId, open, { known });
  await ledger.lookAgainAt(accountId, lookAgain, now);
  await ledger.setReturnCauses(accountId, orders, now);
  for (const cause of others) await ledger.openIncident(cause, now);

  const wanted = [...others, ...orders.flatMap(({ causes }) => causes)];
  for (const code of CODES_WITHOUT_ORDER) {
    const told = await ledger.listIncidents({ state: 'open', code, accountId, limit: MOST_OPEN });
    for (const { cause } of told) {
      const about = cause.slice(`${code}:`.length);
      const isWanted = wanted.some((one) => one.code === code && one.about === about);
      if (!isWanted) await ledger.resolveIncidents([code], about, now);
    }
  }
}

/** Tells what could not be read of a look, or that all of it could. */
export async function tellUnreadable(run: ReturnsRun): Promise<void> {
  const { accountId, counters, ledger } = run;
  if (counters.unreadable === 0) {
    await ledger.resolveIncidents([UNREADABLE], accountId, run.now());
    return;
  }
  run.logger.error('returns-unreadable', { accountId, entries: counters.unreadable });
  const params = { accountId, entries: counters.unreadable };
  await ledger.openIncident({ code: UNREADABLE, about: accountId, accountId, params }, run.now());
}
