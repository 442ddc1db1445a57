import { z } from 'zod';

/** Where the ledger of a child process lives, as its parent sends it. */
export const locationSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sqlite'), path: z.string() }),
  z.object({ kind: z.literal('postgres'), url: z.string() }),
]);

/** With what a child process opens its bridge, as its parent sends it. */
export const configSchema = z.object({
  dataFolder: z.string(),
  ledger: locationSchema,
  host: z.string(),
  port: z.number(),
  logLevel: z.enum(['debug', 'info', 'warn', 'error', 'silent']).optional(),
});
