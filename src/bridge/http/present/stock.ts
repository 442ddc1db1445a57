import type { ListedStock } from '../../ledger/stock-lists.ts';
import type { StockView, VacationView } from '../../stock/stock-desk.ts';
import type { Language } from '../../words/saying.ts';
import { stockCode, stockStateWord, vacationSentence } from '../../words/stock-words.ts';
import type { AnswerOf } from '../api-contract.ts';
import { shopOrderUrl } from '../shop-order-url.ts';
import { tell } from '../words-of-request.ts';

type Level = AnswerOf<'listStock'>['items'][number];

export function presentStock(
  language: Language,
  view: StockView,
  nextRunAt: string | undefined,
): AnswerOf<'getStock'> {
  const { settings, states, accounts } = view;
  return {
    isOn: settings.isOn,
    buffer: settings.buffer,
    cap: settings.cap,
    vacation: presentVacation(language, view.vacation),
    total: states.reduce((sum, { count }) => sum + count, 0),
    states: states.map(({ state, count }) => ({
      state,
      stateWord: stockStateWord(language, state),
      count,
    })),
    shopReadAt: view.shopReadAt ?? null,
    sweptAt: view.sweptAt ?? null,
    accounts: accounts.map(({ ottoReadAt, lastPushedAt, ...account }) => ({
      ...account,
      ottoReadAt: ottoReadAt ?? null,
      lastPushedAt: lastPushedAt ?? null,
    })),
    nextRunAt: settings.isOn ? (nextRunAt ?? null) : null,
    advice: adviceOf(view).map(({ code, params }) => tell(language, code, params)),
  };
}

function adviceOf({ settings, shared }: StockView) {
  return [
    ...(settings.isOn ? [] : [{ code: 'stock-off', params: {} }]),
    ...(shared > 0 ? [{ code: 'stock-shared-without-buffer', params: { count: shared } }] : []),
  ];
}

export function presentVacation(
  language: Language,
  vacation: VacationView,
): AnswerOf<'startVacation'> {
  const { since, verifiedAt, ...rest } = vacation;
  return {
    ...rest,
    since: since ?? null,
    verifiedAt: verifiedAt ?? null,
    sentence: vacationSentence(language, vacation),
  };
}

export function presentStockLevel(
  language: Language,
  level: ListedStock,
  common: { buffer: number; cap: number | null; shopUrl: string | undefined },
): Level {
  const { state, shopFinding, finding } = level;
  return {
    accountId: level.accountId,
    sku: level.sku,
    title: level.title ?? null,
    match: level.match ?? null,
    parts: level.parts.map((part) => ({
      shopSku: part.shopSku,
      productId: part.productId,
      variationId: part.variationId === 0 ? null : part.variationId,
      quantity: part.quantity,
      shopUrl: common.shopUrl === undefined ? null : shopOrderUrl(common.shopUrl, part.productId),
    })),
    shopQuantity: level.shopQuantity ?? null,
    shopReadAt: level.shopReadAt ?? null,
    shopFinding: shopFinding
      ? tell(language, stockCode(shopFinding.code), { sku: level.sku, ...shopFinding.params })
      : null,
    reserved: level.reserved,
    buffer: { inForce: level.buffer ?? common.buffer, own: level.buffer ?? null },
    cap: { inForce: level.cap ?? common.cap, own: level.cap ?? null },
    target: level.target ?? null,
    pushed: level.pushed ?? null,
    pushedAt: level.pushedAt ?? null,
    ottoQuantity: level.ottoQuantity ?? null,
    ottoReadAt: level.ottoReadAt ?? null,
    ottoChangedAt: level.ottoChangedAt ?? null,
    state,
    stateWord: stockStateWord(language, state),
    ottoFinding: finding
      ? tell(language, stockCode(finding.code), { sku: level.sku, ...finding.params })
      : null,
    nextTryAt: level.nextTryAt ?? null,
  };
}
