import type { z } from 'zod';
import { problemsOf } from '../../mapping/otto/wire-parts.ts';
import { PayloadError } from '../errors.ts';

/** @throws PayloadError, not retryable: what is well-formed and yet not readable stays so */
export function readPart<Schema extends z.ZodType>(
  source: string,
  value: unknown,
  schema: Schema,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new PayloadError(source, problemsOf(parsed.error));
}
