import { z } from 'zod';

/** Where the ledger of a child process lives, as its parent wrote it on the command line. */
export const locationSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sqlite'), path: z.string() }),
  z.object({ kind: z.literal('postgres'), url: z.string() }),
]);
