import { z } from 'zod';

const findingSchema = z.object({
  /**
   * - `address`: a field or meta value that mail could go to
   * - `customer-account`: the order belongs to an account of the shop, which has an address
   * - `note-to-buyer`: an order note that the shop mails to the buyer
   * - `note-with-address`: an order note tells of mail to the address of the test order
   */
  way: z.enum(['address', 'customer-account', 'note-to-buyer', 'note-with-address']),
  /** where in the shop's answer, e.g. billing.email; never what stands there */
  place: z.string(),
});

const stepSchema = z.object({
  kind: z.enum(['created', 'updated', 'refunded', 'noted', 'status-set', 'removed']),
  /** the order's status as the shop showed it after the step; "" once it is removed */
  status: z.string(),
  /** new order notes that speak of mail; the shop's own mail to its owner does, where it is noted */
  notesAboutMail: z.number(),
  findings: z.array(findingSchema),
});

const switchesSchema = z.array(z.object({ mailId: z.string(), isOn: z.boolean() }));

/** A place through which mail could reach a buyer. No personal data. */
export type Finding = z.output<typeof findingSchema>;

/** One thing that was done to the test order, and what the shop showed after it. */
export type ProofStep = z.output<typeof stepSchema>;

/** Steps as the ledger keeps them; a text that is none of ours counts as none. */
export function readSteps(text: string): ProofStep[] {
  return z.array(stepSchema).catch([]).parse(jsonOf(text));
}

/** The shop's mail switches as the ledger keeps them; undefined = they were not readable. */
export function readSwitches(text: string | null): z.output<typeof switchesSchema> | undefined {
  return text === null ? undefined : switchesSchema.safeParse(jsonOf(text)).data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
