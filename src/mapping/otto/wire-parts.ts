import { z } from 'zod';
import { centsFromAmount } from '../money.ts';
import { plainNumber } from '../plain-number.ts';

/** A text that only informs: absent, null, empty and of another kind are the same. */
export const optionalText = z
  .unknown()
  .optional()
  .transform((value): string | undefined => {
    if (typeof value === 'number') return String(value);
    // PostgreSQL takes no NUL character, and no text of OTTO has a use for one.
    return typeof value === 'string' ? value.replaceAll('\0', '').trim() || undefined : undefined;
  });

/** An id that must be there; a number is taken as text. */
export const idText = optionalText.transform((text, context): string => {
  if (text !== undefined) return text;
  context.addIssue({ code: 'custom', message: 'is missing' });
  return z.NEVER;
});

/** OTTO's amount of money, `{amount, currency}` or the number alone, as integer cents. */
export const cents = z
  .union([plainNumber, z.object({ amount: plainNumber }).transform(({ amount }) => amount)])
  .transform((amount, context): number => {
    const whole = centsFromAmount(amount);
    if (whole !== undefined) return whole;
    context.addIssue({ code: 'custom', message: 'is not a whole number of cents' });
    return z.NEVER;
  });

/** A whole number of pieces. */
export const pieceCount = plainNumber.pipe(z.int());

/** Where a value failed its schema; never what stood there. */
export function problemsOf(error: z.ZodError, whole = 'body'): string[] {
  return error.issues.map(
    ({ path, message }) => `${path.map(String).join('.') || whole}: ${message}`,
  );
}
