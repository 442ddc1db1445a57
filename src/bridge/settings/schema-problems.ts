import type { z } from 'zod';

/** What a schema found: where and what was expected, e.g. `accounts.0.id: …`; never a value. */
export function schemaProblems(error: z.ZodError): string[] {
  return error.issues.map((issue) => {
    const place = issue.path.map(String).join('.');
    return place === '' ? issue.message : `${place}: ${issue.message}`;
  });
}

/** A JSON fault in words. The parser's own message quotes the text around the fault, so it is not used. */
export function jsonProblem(fault: unknown): string {
  const place =
    fault instanceof Error ? /\(line \d+ column \d+\)/.exec(fault.message)?.[0] : undefined;
  return place === undefined ? 'not valid JSON' : `not valid JSON ${place}`;
}
