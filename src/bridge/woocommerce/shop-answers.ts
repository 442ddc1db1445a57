import { z } from 'zod';
import { isRetryableStatus, PayloadError, WooApiError } from '../errors.ts';
import { valueOfJson } from '../json-text.ts';

/** An answer of any status, its body read to the end. Header names are in lower case. */
export type RawAnswer = { statusCode: number; headers: Record<string, string>; text: string };

/** An answer that was a success and JSON. */
export type ShopAnswer = { requestLine: string; body: unknown };

const MESSAGE_LENGTH = 300;
/** So much of a message is looked at: PHP's own may hold whole pages. */
const READ_LENGTH = 5_000;
/** WooCommerce's own codes are shorter; the error's message and the log quote them. */
export const CODE_LENGTH = 100;

/** A WP_Error; where WooCommerce forgot the array, `data` is a bare number. */
const refusal = z.object({
  code: z.string().catch(''),
  message: z.string().catch(''),
  data: z.unknown().optional(),
});

/** The error an answer without success stands for; the body may be anything, e.g. a proxy's page. */
export function apiErrorFrom(
  requestLine: string,
  answer: RawAnswer,
  retryAfterMs: number | undefined,
): WooApiError {
  const { code, message, data } = refusal.safeParse(valueOfJson(answer.text)).data ?? {};
  // A bare number as data marks a WP_Error whose status got lost: HTTP says 500, but it is final.
  const isFinal = answer.statusCode >= 500 && Boolean(code) && typeof data === 'number';
  return new WooApiError(requestLine, {
    statusCode: answer.statusCode,
    shopCode: code?.slice(0, CODE_LENGTH) || undefined,
    shopMessage: message ? plainMessage(message) : undefined,
    retryAfterMs,
    retryable: isRetryableStatus(answer.statusCode) && !isFinal,
  });
}

/**
 * The JSON of a success.
 *
 * @throws PayloadError (retryable) when it is none: a page of a cache or a plugin, or a cut-off text
 */
export function jsonBody(requestLine: string, answer: RawAnswer): unknown {
  const body = valueOfJson(answer.text);
  if (body !== undefined) return body;
  const isPage = /^\s*</.test(answer.text);
  throw new PayloadError(requestLine, [isPage ? 'a web page instead of JSON' : 'no JSON'], {
    retryable: true,
  });
}

/** @throws PayloadError (final) with paths only, never values */
export function parseAnswer<T>(schema: z.ZodType<T>, { requestLine, body }: ShopAnswer): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new PayloadError(requestLine, problemsOf(parsed.error));
}

/** Where a schema failed, e.g. `line_items.0.quantity: Invalid input: expected number`. */
export function problemsOf(error: z.ZodError): string[] {
  return error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
}

/** Without tags, and not longer than a sentence or two. */
export function plainMessage(message: string): string {
  return message
    .slice(0, READ_LENGTH)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MESSAGE_LENGTH);
}
