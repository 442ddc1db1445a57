import type { SkuMatch } from '../../mapping/stock/sku-match.ts';
import type { StockHolder, StockReading } from '../../mapping/stock/stock-reading.ts';
import { stockHolder } from '../../mapping/stock/stock-reading.ts';
import { type StockPart, type StockTarget, stockTarget } from '../../mapping/stock/target.ts';
import { HOUR } from '../clock.ts';
import type { ProductUse } from '../ledger/reserved-stock.ts';
import type { StockLook, StockPartRow } from '../ledger/stock-looks.ts';
import { atShop } from '../order-import/run-faults.ts';
import type { StockRun } from './stock-run.ts';
import { tellDoubles } from './tell-doubles.ts';

/** Each number is read from the shop so often, whatever changed. */
export const SWEEP_MS = HOUR;
const AT_A_TIME = 500;
/** Then OTTO is told what came of it before the look goes on. */
const MOST_AT_ONCE = 5_000;

/**
 * Makes numbers of an account anew: those asked for, then those not read for an hour.
 *
 * @returns whether there may be more to look at
 */
export async function lookAtStock(run: StockRun, accountId: string): Promise<boolean> {
  for (let looked = 0; looked < MOST_AT_ONCE; ) {
    run.signal.throwIfAborted();
    const looks = await run.ledger.loadStockLooks(accountId, {
      now: run.now(),
      readBefore: run.ago(SWEEP_MS),
      limit: AT_A_TIME,
    });
    if (looks.length === 0) return false;
    await lookAt(run, accountId, looks);
    looked += looks.length;
  }
  return true;
}

async function lookAt(run: StockRun, accountId: string, looks: StockLook[]): Promise<void> {
  const { ledger, shop, wish } = run;
  const asked = looks.map(({ sku, ean }) => ({ sku, ean }));
  const matches = await atShop(() => run.resolveSkus(accountId, asked, run.signal));
  const plans = looks.map((look) => planOf(look, matches.get(look.sku)));
  await run.keepLease();
  await ledger.saveStockParts(
    accountId,
    plans.filter(({ isOther }) => isOther).map(({ look, parts }) => ({ sku: look.sku, parts })),
  );
  // Before the shop is asked: a piece that it takes meanwhile then counts twice for a moment, not never.
  const uses = await ledger.loadProductUses([
    ...new Set(plans.flatMap(({ parts }) => parts.map(({ productId }) => productId))),
  ]);
  const readings = await atShop(() => shop.readStock([...questionsOf(plans, uses)], run.signal));
  const shares = sharesOf(uses, readings);
  const looked = plans.map((plan) => {
    const { look, isOther } = plan;
    const { sku, looksAsked } = look;
    const rules = { buffer: look.buffer ?? wish.buffer, cap: look.cap ?? wish.cap };
    const usual = targetOf(plan, rules, { accountId, readings, shares });
    return { sku, looksAsked, usual, isOther };
  });
  await run.keepLease();
  await ledger.settleStockLooks(accountId, looked, {
    now: run.now(),
    isVacation: wish.isVacation,
  });
  run.counters.looked += looked.length;
  await tellDoubles(
    run,
    plans.flatMap(({ parts }) => parts.map(({ shopSku }) => shopSku)),
  );
}

type Plan = {
  look: StockLook;
  parts: readonly StockPartRow[];
  /** made from other products than before */
  isOther: boolean;
  /** its product was there, and nothing in the shop has its SKU any more */
  isLost: boolean;
};

function planOf(look: StockLook, match: SkuMatch | undefined): Plan {
  const parts = (match?.parts ?? []).map(({ productId, variationId, shopSku, quantity }) => ({
    productId,
    variationId,
    shopSku,
    quantity,
  }));
  if (parts.length === 0) {
    return { look, parts: look.parts, isOther: false, isLost: look.parts.length > 0 };
  }
  const isOther = nameOf(parts) !== nameOf(look.parts);
  return { look, parts, isOther, isLost: false };
}

function nameOf(parts: readonly StockPartRow[]): string {
  const names = parts.map(({ productId, variationId, shopSku, quantity }) =>
    JSON.stringify([productId, variationId, shopSku, quantity]),
  );
  return names.toSorted().join();
}

type Question = { productId: number; variationId: number; shopSku: string };

/** Everything that lives on the same products, so that what is spoken for of one number is known. */
function questionsOf(plans: readonly Plan[], uses: readonly ProductUse[]): Iterable<Question> {
  const questions = new Map<StockHolder, Question>();
  for (const { productId, variationId, shopSku } of [
    ...uses,
    ...plans.filter(({ isLost }) => !isLost).flatMap(({ parts }) => parts),
  ]) {
    questions.set(stockHolder(productId, variationId), { productId, variationId, shopSku });
  }
  return questions.values();
}

/** Of each number of the shop: pieces sold that it does not know of, and the SKUs that live on it. */
type Shares = Map<StockHolder, { reserved: number; users: Set<string> }>;

function sharesOf(
  uses: readonly ProductUse[],
  readings: ReadonlyMap<StockHolder, StockReading>,
): Shares {
  const shares: Shares = new Map();
  for (const { accountId, sku, productId, variationId, quantity, reserved } of uses) {
    const stock = readings.get(stockHolder(productId, variationId))?.stock;
    if (stock?.is !== 'counted') continue;
    const share = shares.get(stock.holder) ?? { reserved: 0, users: new Set() };
    share.reserved += reserved * quantity;
    share.users.add(userName(accountId, sku));
    shares.set(stock.holder, share);
  }
  return shares;
}

function userName(accountId: string, sku: string): string {
  return JSON.stringify([accountId, sku]);
}

function targetOf(
  { look, parts, isLost }: Plan,
  rules: { buffer: number; cap: number | null },
  known: {
    accountId: string;
    readings: ReadonlyMap<StockHolder, StockReading>;
    shares: Shares;
  },
): StockTarget {
  const own = userName(known.accountId, look.sku);
  return stockTarget(
    parts.map(({ productId, variationId, quantity }): StockPart => {
      const reading = isLost ? undefined : known.readings.get(stockHolder(productId, variationId));
      const share = reading?.stock.is === 'counted' && known.shares.get(reading.stock.holder);
      if (!share) return { quantity, reading, reserved: 0, sharedWith: 0 };
      const others = [...share.users].filter((user) => user !== own).length;
      return { quantity, reading, reserved: share.reserved, sharedWith: others };
    }),
    rules,
  );
}
