import { type DecidedReturns, decideReturns } from '../return-desk/decide-returns.ts';
import { listReductions, type ReductionList } from '../return-desk/list-reductions.ts';
import type {
  DecisionWish,
  ReductionWish,
  ReturnDeskOptions,
  ReturnDeskParts,
} from '../return-desk/ports.ts';
import { type ReductionAnswer, reducePrice } from '../return-desk/reduce-price.ts';
import { findAccount } from '../settings/find-account.ts';
import { reportsAccount } from './transmission.ts';
import { commonParts, type Wired } from './wired.ts';

/**
 * What the owner decides after the sale: returns, and money that goes back for a kept piece. Everything
 * is committed before it is answered; nothing is sent here: a run of the reports does that.
 */
export type ReturnDesk = {
  /** @param wishes at most 200 */
  decideReturns(
    wishes: readonly DecisionWish[],
    options: ReturnDeskOptions,
  ): Promise<DecidedReturns>;
  reducePrice(
    wish: ReductionWish,
    options: ReturnDeskOptions,
    signal?: AbortSignal,
  ): Promise<ReductionAnswer>;
  listReductions(
    asked: Parameters<typeof listReductions>[1],
    signal?: AbortSignal,
  ): Promise<ReductionList>;
};

export function wireReturnDesk(bridge: Wired): ReturnDesk {
  const parts = async (): Promise<ReturnDeskParts> => {
    const settings = await bridge.settings.load();
    const accounts = settings.accounts.map((account) => reportsAccount(settings, account));
    const otto = (accountId: string) => bridge.connections.otto(findAccount(settings, accountId));
    return { ...commonParts(bridge), accounts, otto };
  };
  return {
    decideReturns: async (wishes, options) => decideReturns(await parts(), wishes, options),
    reducePrice: async (wish, options, signal) => reducePrice(await parts(), wish, options, signal),
    listReductions: async (asked, signal) => listReductions(await parts(), asked, signal),
  };
}
