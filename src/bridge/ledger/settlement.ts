import type { ShopFacts } from '../../mapping/shop-facts.ts';
import type { Cause } from './incidents.ts';
import type { ShopRefund } from './shop-refunds.ts';
import type { ImportState } from './tables.ts';

/** Facts that became true about one order and must stand in the ledger together. */
export type Settlement = {
  salesOrderId: string;
  orderNumber: string;
  importState: ImportState;
  /** why it is held, in the backlog or skipped; undefined = nothing holds it */
  reason: { code: string; params: Record<string, string | number> } | undefined;
  /** OTTO's content the shop is now in line with; undefined = not yet */
  contentHash: string | undefined;
  nextLookAt: string | undefined;
  /** a write that must not happen twice got no answer: its claim goes on; absent = claims end */
  openWrite?: { claimId: string; claimedAt: string };
  failures: number;
  shopOrder:
    | {
        wooOrderId: number;
        number: string;
        status: string;
        createdAt: string;
        /** as read just now; absent = nothing new is known */
        facts?: ShopFacts;
        /** all that stand in it, as read just now; absent = there are and were none */
        refunds?: readonly ShopRefund[];
      }
    | undefined;
  payment: { amountCents: number; paidAt: string; paymentMethod: string | undefined } | undefined;
  /** for the timeline of the order; ids, codes and sums only */
  events: { kind: string; params: Record<string, string | number> }[];
  /** everything that is wrong with the order now */
  causes: Cause[];
  /** how much money back it was planned with; more that came meanwhile asks for a look. Absent = any */
  moneyBackKnown?: number;
  /** planned under the owner's choice that OTTO is right; absent = he had not chosen when it was read */
  ownerYielded?: boolean;
  /** everything in the shop that contradicts OTTO; absent = not looked at */
  contradictions?: Cause[];
  /** its line in the history of the run; undefined = none */
  line: { outcome: string; params: Record<string, string | number> } | undefined;
};
