import { z } from 'zod';

export const accountId = z.string().regex(/^[a-z0-9-]{1,32}$/);
/** OTTO's long id of an order; a UUID today, but that is nowhere promised */
export const salesOrderId = z.string().regex(/^[\w.:-]{1,100}$/);

/** A moment in a request: any zone; kept as UTC ISO text with milliseconds. */
export const askedMoment = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text).toISOString());

/** A moment in an answer: UTC ISO text. */
export const moment = z.iso.datetime();

/** What somebody types into a search; no control characters. */
export const search = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}]+$/u);

/** How many items a list may answer with. */
export const limit = z.coerce.number().int().min(1).max(200).default(50);

/** Where a list goes on: the `nextCursor` of the page before, unread. */
export const cursor = z.string().max(1_000);
export const nextCursor = z.string().nullable();

export const params = z.record(z.string(), z.union([z.string(), z.number()]));

/** Something told to the owner, in the language of the request; nothing to do where `todo` is null. */
export const told = z.object({
  code: z.string(),
  params,
  what: z.string(),
  follows: z.string().nullable(),
  todo: z.string().nullable(),
});

/** Decimal text with two places, e.g. "19.90". */
export const amount = z.string().regex(/^-?\d+\.\d\d$/);
export const currency = z.literal('EUR');

export type Told = z.output<typeof told>;
