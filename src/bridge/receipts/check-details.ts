import { z } from 'zod';
import type { ReceiptComparison } from '../../mapping/receipts/compared-order.ts';
import type { CheckSince } from '../../mapping/receipts/judge-check.ts';

/** What the ledger keeps of a comparison besides its state: sums, findings, since when, ids only. */
export type CheckDetails = {
  sums: {
    purchaseCents: number | null;
    refundCents: number | null;
    ottoCents: number | null;
    shopCents: number | null;
  };
  findings: { code: string; params: Record<string, string | number> }[];
  since: CheckSince;
  /** the receipts of this order alone were read back to its beginning */
  isReadWhole: boolean;
};

const cents = z.int().nullable().default(null);

const detailsSchema = z
  .object({
    sums: z
      .object({ purchaseCents: cents, refundCents: cents, ottoCents: cents, shopCents: cents })
      .default({ purchaseCents: null, refundCents: null, ottoCents: null, shopCents: null }),
    findings: z
      .array(
        z.object({
          code: z.string(),
          params: z.record(z.string(), z.union([z.string(), z.number()])),
        }),
      )
      .default([]),
    since: z
      .object({ differsSince: z.string().optional(), openSince: z.string().optional() })
      .default({}),
    isReadWhole: z.boolean().default(false),
  })
  .transform(({ since: { differsSince, openSince }, ...details }) => ({
    ...details,
    since: { ...(differsSince ? { differsSince } : {}), ...(openSince ? { openSince } : {}) },
  }));

/** @param text as {@link writeCheckDetails} makes it; `{}` = never compared */
export function readCheckDetails(text: string): CheckDetails {
  return detailsSchema.parse(JSON.parse(text));
}

export function writeCheckDetails(
  { sums, findings }: ReceiptComparison,
  kept: Pick<CheckDetails, 'since' | 'isReadWhole'>,
): string {
  const told = findings.map(({ code, ...params }) => ({ code, params }));
  return JSON.stringify({ sums, findings: told, ...kept });
}
