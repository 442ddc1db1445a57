import { z } from 'zod';

/** A finite number, as one or as text: OTTO and plugins of the shop write both. */
export const plainNumber = z.union([
  z.number(),
  z
    .string()
    .trim()
    .regex(/^-?\d+(\.\d+)?$/)
    .transform(Number)
    // so many digits that it has no end
    .pipe(z.number()),
]);
