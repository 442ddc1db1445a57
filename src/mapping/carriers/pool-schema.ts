import { z } from 'zod';
import { returnCarrierSchema } from './carrier.ts';
import { POOL_CHECK_DIGITS, type ReturnPoolProblem, rangeProblems } from './return-number.ts';

const serial = z.int().min(0).max(999_999_999_999_999);

/**
 * A pool of return tracking numbers as the owner enters it. Refused is a range that makes no numbers;
 * whether the carrier writes such numbers is asked of `returnPoolProblems`, so that a stored document
 * stays readable when a rule about a carrier's numbers changes.
 */
export const returnPoolSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]{1,32}$/, 'lower-case letters, digits and dashes'),
    carrier: returnCarrierSchema,
    prefix: z
      .string()
      .regex(/^[0-9A-Z]{0,25}$/, 'digits and capital letters')
      .default(''),
    /** width of the serial, filled up with zeros */
    digits: z.int().min(1).max(15),
    firstSerial: serial,
    lastSerial: serial,
    checkDigit: z.enum(POOL_CHECK_DIGITS),
  })
  .superRefine((pool, context) => {
    for (const problem of rangeProblems(pool)) {
      const refusal = REFUSALS[problem];
      // zod writes the place of the pool in its list into the path it is given
      if (refusal) context.addIssue({ code: 'custom', ...refusal, path: [...refusal.path] });
    }
  });

export type StoredReturnPool = z.output<typeof returnPoolSchema>;

/** Serials that are no whole numbers are refused by their own fields. */
const REFUSALS: {
  readonly [Key in ReturnPoolProblem]?: {
    readonly path: readonly string[];
    readonly message: string;
  };
} = {
  'range-empty': { path: ['lastSerial'], message: 'lies before the first serial' },
  'digits-too-few': { path: ['digits'], message: 'the last serial has more digits' },
  'prefix-not-digits': { path: ['prefix'], message: 'a check digit is found from digits only' },
};
