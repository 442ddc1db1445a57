import { z } from 'zod';
import { configSchema } from '../child-places.ts';

/** What the bridge can be told to do in a process of its own. */
export const CHILD_WORK = [
  'importOrders',
  'watchShop',
  'runReports',
  'runStock',
  'readReturns',
  'readReceipts',
] as const;
export type ChildWork = (typeof CHILD_WORK)[number];

/** One piece of work, as it is sent to a child. */
export const jobSchema = z.object({
  config: configSchema,
  work: z.enum(CHILD_WORK),
  /** as the bridge's method takes it, without what can't be sent */
  request: z.record(z.string(), z.unknown()),
  now: z.string(),
  /** the query before which it kills itself; none = it lives */
  diesAtQuery: z.number().optional(),
});
export type ChildJob = z.infer<typeof jobSchema>;

/** What a child tells: that it slept on its clock, how its work ended, or that it could not be done. */
export const messageSchema = z.union([
  z.object({ sleptMs: z.number() }),
  z.object({ outcome: z.unknown() }),
  z.object({ problem: z.string() }),
]);
