import { z } from 'zod';

/** What the benchmarks ask of the process in which shop and OTTO are. */
export const SIDES_QUESTIONS = {
  begin: {
    takes: z.object({
      /** each with credentials of its own at OTTO, where they all have the same orders */
      accountIds: z.array(z.string()),
      /** `at-once` = as fast as this machine; else the recorded waits, this many times as fast */
      shop: z.union([z.literal('at-once'), z.object({ speed: z.number().positive() })]),
    }),
    gives: z.object({
      ottoUrl: z.string(),
      shop: z.object({ url: z.string(), consumerKey: z.string(), consumerSecret: z.string() }),
    }),
  },
  /** puts orders into OTTO; the same seed brings the same ones */
  order: {
    takes: z.object({ seed: z.string(), count: z.int() }),
    gives: z.object({ total: z.int() }),
  },
  /** takes all orders out of OTTO and of the shop */
  clear: { takes: z.object({}), gives: z.object({}) },
  /** takes all orders out of the shop alone */
  empty: { takes: z.object({}), gives: z.object({}) },
  look: {
    takes: z.object({}),
    gives: z.object({
      shopOrders: z.int(),
      /** orders of one account that stand in the shop more than once */
      doubled: z.int(),
      cpuMs: z.number(),
    }),
  },
};
