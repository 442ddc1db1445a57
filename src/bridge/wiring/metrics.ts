import type { Connections } from '../connections.ts';
import { ConfigError } from '../errors.ts';
import { inTime } from '../in-time.ts';
import type { LedgerFacts } from '../metrics/ledger-gauges.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { sharedLook } from '../shared-look.ts';
import type { Wired } from './wired.ts';

/** What a scrape is answered with. */
export type Scrape = { contentType: string; text: string };

/**
 * Answers scrapes: several at once share one look at the ledger. A ledger or settings that do not answer in
 * time are told by `otto_bridge_ledger_up`; what the process itself counted is there all the same.
 */
export function wireScrapes({
  settings,
  ledger,
  connections,
  clock,
  logger,
  metrics,
}: Wired & { metrics: Metrics }): () => Promise<Scrape> {
  const look = sharedLook(async (): Promise<LedgerFacts> => {
    const now = clock.now();
    const loaded = await settings.load();
    const accountIds = loaded.accounts
      .filter(({ state }) => state === 'active')
      .map(({ id }) => id);
    const measures = await ledger.loadMeasures({ accountIds, now: now.toISOString() });
    return { measures, breakers: breakersOf(connections, loaded), now };
  }, clock);

  async function factsInTime(): Promise<LedgerFacts | undefined> {
    try {
      return await inTime(look());
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      logger.warn('metrics-incomplete', { reason });
      return undefined;
    }
  }

  return async () => ({
    contentType: metrics.contentType,
    text: await metrics.render(await factsInTime()),
  });
}

function breakersOf(connections: Connections, settings: Settings): LedgerFacts['breakers'] {
  const shop = opened(() => connections.shop(settings).gate.outage() !== undefined);
  const otto = settings.accounts
    .filter(({ state }) => state === 'active')
    .map((account) => ({
      side: 'otto' as const,
      accountId: account.id,
      isOpen: opened(() => connections.otto(account).isKeptAway()),
    }));
  return [{ side: 'shop' as const, accountId: '', isOpen: shop }, ...otto].flatMap(
    ({ isOpen, ...about }) => (isOpen === undefined ? [] : [{ ...about, isOpen }]),
  );
}

/** A side that is not set up has no breaker. */
function opened(look: () => boolean): boolean | undefined {
  try {
    return look();
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}
