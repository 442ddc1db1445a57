import { OttoApiError } from '../errors.ts';
import type { DueStock, PushAnswer } from '../ledger/stock-pushes.ts';
import { atOtto } from '../order-import/run-faults.ts';
import type { StockAccount } from './ports.ts';
import type { StockRun } from './stock-run.ts';

/** OTTO takes so many in one call. @see https://api.otto.market/docs/functional-interfaces/availability */
const AT_A_TIME = 200;
/** Answers about what was sent, not about who sends or when. */
const ABOUT_CONTENT: readonly number[] = [400, 409, 413, 422];
/** So many refused alone while none is taken are enough for a run: the next one goes on. */
const MOST_REFUSED_IN_A_ROW = 50;

/**
 * Tells OTTO what is due, zeros first, until nothing is. Numbers are absolute: what nobody knows the
 * outcome of stays due and is told again with the number of then.
 */
export async function tellOtto(run: StockRun, account: StockAccount): Promise<void> {
  const { ledger } = run;
  const { accountId } = account;
  const tries = { refusedInARow: 0 };
  while (tries.refusedInARow < MOST_REFUSED_IN_A_ROW) {
    run.signal.throwIfAborted();
    const due = await ledger.loadDueStock(accountId, { now: run.now(), limit: AT_A_TIME });
    if (due.length === 0) return;
    await run.keepLease();
    await send(run, account, due, tries);
  }
}

async function send(
  run: StockRun,
  account: StockAccount,
  numbers: readonly DueStock[],
  tries: { refusedInARow: number },
): Promise<void> {
  const [first] = numbers;
  if (!first) return;
  try {
    const { refused } = await account.otto.pushQuantities([...numbers], run.signal);
    const unnamed = refused.find(({ sku }) => sku === undefined);
    const answers = numbers.map((number): PushAnswer => {
      const named = refused.find(({ sku }) => sku === number.sku);
      const refusal = named ?? (numbers.length === 1 ? unnamed : undefined);
      return { ...number, refusal: refusal && { state: 'unknown', detail: refusal.detail } };
    });
    const isClear = unnamed === undefined || numbers.length === 1;
    const clear = isClear ? answers : answers.filter(({ refusal }) => refusal);
    await settle(run, account, clear, tries);
    if (isClear) return;
    // Somebody among the others was meant: each half is told again until it stands alone.
    const open = answers.filter(({ refusal }) => !refusal);
    await sendHalves(run, account, open, tries);
  } catch (error) {
    if (!isAboutContent(error)) return atOtto(() => Promise.reject(error));
    if (numbers.length > 1) return sendHalves(run, account, numbers, tries);
    const detail = error.titles.join(', ') || String(error.statusCode);
    tries.refusedInARow += 1;
    await settle(run, account, [{ ...first, refusal: { state: 'refused', detail } }], tries);
  }
}

async function sendHalves(
  run: StockRun,
  account: StockAccount,
  numbers: readonly DueStock[],
  tries: { refusedInARow: number },
): Promise<void> {
  const half = Math.ceil(numbers.length / 2);
  for (const some of [numbers.slice(0, half), numbers.slice(half)]) {
    if (tries.refusedInARow >= MOST_REFUSED_IN_A_ROW) return;
    await run.keepLease();
    await send(run, account, some, tries);
  }
}

async function settle(
  run: StockRun,
  { accountId }: StockAccount,
  answers: readonly PushAnswer[],
  tries: { refusedInARow: number },
): Promise<void> {
  const refused = answers.filter(({ refusal }) => refusal);
  const among = refused.filter(({ refusal }) => refusal?.state === 'unknown');
  const before = run.refusedAmong.get(accountId) ?? [];
  run.refusedAmong.set(accountId, new Set([...before, ...among.map(({ sku }) => sku)]));
  await run.ledger.settlePushedStock(accountId, answers, run.now());
  run.counters.pushed += answers.length - refused.length;
  run.counters.refused += refused.length;
  if (answers.length > refused.length) tries.refusedInARow = 0;
  if (refused.length > 0) {
    run.logger.warn('stock-refused', { accountId, skus: refused.length });
  }
}

function isAboutContent(error: unknown): error is OttoApiError {
  return error instanceof OttoApiError && ABOUT_CONTENT.includes(error.statusCode);
}
