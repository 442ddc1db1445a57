import { z } from 'zod';

/** What the benchmarks ask of the process that is a bridge. */
export const BRIDGE_QUESTIONS = {
  open: {
    takes: z.object({
      dataFolder: z.string(),
      /** undefined = SQLite in the data folder */
      databaseUrl: z.string().optional(),
      accountId: z.string(),
      ottoUrl: z.string(),
      shop: z.object({ url: z.string(), consumerKey: z.string(), consumerSecret: z.string() }),
    }),
    gives: z.object({}),
  },
  import: {
    takes: z.object({
      /** where to write a CPU profile of it; absent = none is taken */
      profile: z.string().optional(),
    }),
    gives: z.object({
      created: z.int(),
      fault: z.string().optional(),
      tookMs: z.number(),
      /** of this process alone, all its threads */
      cpuMs: z.number(),
      peakMb: z.number(),
    }),
  },
  close: { takes: z.object({}), gives: z.object({}) },
};
