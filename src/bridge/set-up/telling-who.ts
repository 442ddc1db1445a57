import { ConfigError } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** Does something that may find the settings changed, and then says by whom, where that is known. */
export type TellingWho = <Result>(
  /** what changes the same, by the names the audit keeps */
  actions: readonly string[],
  /** what it was done to; undefined = whatever */
  subject: string | undefined,
  work: () => Promise<Result>,
) => Promise<Result>;

/** @throws what the work throws; `version-stale` with actor and moment of the last change */
export function createTellingWho(ledger: Pick<Ledger, 'loadLastChange'>): TellingWho {
  return async (actions, subject, work) => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ConfigError) || error.code !== 'version-stale') throw error;
      const last = await ledger.loadLastChange(actions, subject);
      if (last === undefined) throw error;
      throw new ConfigError('version-stale', error.message, {
        params: { actor: last.actor, savedAt: last.at },
        cause: error,
      });
    }
  };
}
