import type { z } from 'zod';

/** Names of fields may be of any length, and a file may have any number that nobody knows. */
const LONGEST_PROBLEM = 150;

/** What a schema found: where and what was expected, e.g. `accounts.0.id: …`; never a value. */
export function schemaProblems(error: z.ZodError): string[] {
  return error.issues.map((issue) => {
    const place = issue.path.map(String).join('.');
    const problem = place === '' ? issue.message : `${place}: ${issue.message}`;
    return problem.length > LONGEST_PROBLEM ? `${problem.slice(0, LONGEST_PROBLEM)}…` : problem;
  });
}

/** A JSON fault in words. The parser's own message quotes the text around the fault, so it is not used. */
export function jsonProblem(fault: unknown): string {
  const place =
    fault instanceof Error ? /\(line \d+ column \d+\)/.exec(fault.message)?.[0] : undefined;
  return place === undefined ? 'not valid JSON' : `not valid JSON ${place}`;
}
