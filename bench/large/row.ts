/** Prints a line of the table in docs/performance.md. */
export function row(
  what: string,
  { figure, goal, isMet }: { figure: string; goal: string; isMet: boolean },
): void {
  console.log(`| ${what} | ${figure} | ${goal} | ${isMet ? 'yes' : 'no'} |`);
}
