import { z } from 'zod';
import type { ReceiptTax } from '../../mapping/receipts/receipt.ts';

const taxesSchema = z.array(
  z.object({
    ratePercent: z.number(),
    grossCents: z.int(),
    netCents: z.int().optional(),
    taxCents: z.int().optional(),
  }),
);

/** The rates of tax on a receipt, as the ledger keeps them. */
export function readTaxes({ taxes }: { taxes: string }): ReceiptTax[] {
  return taxesSchema.parse(JSON.parse(taxes)).map(({ netCents, taxCents, ...tax }) => ({
    ...tax,
    netCents,
    taxCents,
  }));
}
