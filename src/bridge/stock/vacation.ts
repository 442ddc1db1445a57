import { NO_ACCOUNT } from './no-account.ts';
import type { StockLedger } from './ports.ts';
import type { StockRun } from './stock-run.ts';

const VACATION = 'stock-vacation';
/** Kept where no vacation is on. */
const NEVER = '';

/** Since when OTTO is to show zero of everything; undefined = no vacation that anybody noted. */
export async function vacationSince(
  ledger: Pick<StockLedger, 'loadReadCursor'>,
): Promise<string | undefined> {
  return (await ledger.loadReadCursor(NO_ACCOUNT, VACATION)).cursorAt || undefined;
}

/** Notes when the vacation began, or that none is on; says the same again without a change. */
export async function keepVacationSince(
  ledger: Pick<StockLedger, 'loadReadCursor' | 'saveReadCursor'>,
  isVacation: boolean,
  now: string,
): Promise<string | undefined> {
  const since = await vacationSince(ledger);
  if (isVacation === (since !== undefined)) return since;
  const cursorAt = isVacation ? now : NEVER;
  await ledger.saveReadCursor(NO_ACCOUNT, VACATION, { cursorAt, readAt: now });
  return isVacation ? now : undefined;
}

/**
 * Makes every number follow the vacation as the settings have it now, also after a kill in the middle
 * of its beginning or its end.
 *
 * @returns whether any number moved
 */
export async function followVacation(run: StockRun): Promise<boolean> {
  const { ledger, wish, accounts, logger } = run;
  const since = await keepVacationSince(ledger, wish.isVacation, run.now());
  let hasMoved = false;
  for (const { accountId } of accounts) {
    await run.keepLease();
    const changed =
      since === undefined
        ? await ledger.endAway(accountId, run.now())
        : await ledger.beginAway(accountId, since);
    hasMoved ||= changed > 0;
    if (changed > 0) {
      logger.info('stock-vacation-followed', { accountId, isOn: wish.isVacation, skus: changed });
    }
  }
  return hasMoved;
}
