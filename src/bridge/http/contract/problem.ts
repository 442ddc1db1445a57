import { z } from 'zod';

/** Problem details (RFC 9457), sent as application/problem+json for every fault. */
export const problemDetails = z.object({
  type: z.literal('about:blank'),
  /** the status in words */
  title: z.string(),
  status: z.int().min(400).max(599),
  /** stable: what programs decide by */
  code: z.string(),
  /** plain sentences in the language of the request */
  detail: z.string(),
  /** what is wrong with the request, each field by its path, e.g. `accountIds.0` */
  errors: z
    .array(
      z.object({ in: z.enum(['path', 'query', 'body']), field: z.string(), problem: z.string() }),
    )
    .optional(),
});

export type ProblemDetails = z.output<typeof problemDetails>;
