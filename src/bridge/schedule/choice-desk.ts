import type { Bridge } from '../create-bridge.ts';
import { ConfigError } from '../errors.ts';
import type { ServedChoice } from '../http/http-parts.ts';
import type { Logger } from '../logger.ts';
import type { ChoiceRequest } from '../order-choice/choose-side.ts';
import type { ImportDesk } from './import-desk.ts';
import { ImportRefusedError } from './import-refused-error.ts';

/**
 * Takes the owner's choices. One that an import carries out begins it at once; what was chosen stands
 * in the ledger, so that the next one does it where none can begin now.
 */
export function createChoiceDesk(parts: {
  bridge: Pick<Bridge, 'chooseSide'>;
  desk: Pick<ImportDesk, 'place'>;
  logger: Logger;
}): (asked: ChoiceRequest) => Promise<ServedChoice> {
  const { bridge, desk, logger } = parts;

  async function beginImport(accountId: string): Promise<string | null> {
    const wish = { accountId, cause: 'click', since: undefined, isRehearsal: false } as const;
    try {
      const [ticket] = await desk.place([wish]);
      return ticket?.importRunId ?? null;
    } catch (error) {
      if (!(error instanceof ImportRefusedError || error instanceof ConfigError)) throw error;
      logger.info('import-after-choice-not-begun', { accountId, code: error.code });
      return null;
    }
  }

  return async (asked) => {
    const result = await bridge.chooseSide(asked);
    if (!result.chosen) return result;
    const importRunId = result.isImportDue ? await beginImport(asked.accountId) : null;
    return { ...result, importRunId };
  };
}
