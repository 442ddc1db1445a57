import { z } from 'zod';
import { configSchema } from '../../child-places.ts';

/** What a child is to do, as it is sent to it. */
export const jobSchema = z.object({
  config: configSchema,
  /** an import run of the account, one look at the shop, or one run of the account's reports */
  what: z.enum(['import', 'watch', 'reports']).default('import'),
  accountId: z.string(),
  now: z.string(),
  /** the point to die at; none = the run goes through and its points are told */
  dieAt: z.string().optional(),
});

export type ImportJob = z.input<typeof jobSchema>;

/** What a child that lived tells its parent. */
export const reportSchema = z.object({
  /** every point it passed */
  points: z.array(z.string()),
  /** why its run was no good */
  fault: z.string().optional(),
});

export type ChildReport = z.output<typeof reportSchema>;
