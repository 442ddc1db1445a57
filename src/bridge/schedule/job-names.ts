/** An account's import among the scheduled jobs. */
export function importJobName(accountId: string): string {
  return `order-import:${accountId}`;
}

/** Whose import a job is; undefined for any other job. */
export function accountOfJob(name: string): string | undefined {
  return name.startsWith('order-import:') ? name.slice('order-import:'.length) : undefined;
}
