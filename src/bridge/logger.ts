/** Ids, codes, counts and durations: never a name, an address, an e-mail, a phone or a secret. */
export type LogFields = Record<string, string | number | boolean | null | undefined | string[]>;

/**
 * One JSON line per fact; `event` is noun–verb, e.g. `sales-order-imported`.
 * info = the owner would ask about it; warn = it healed or waits; error = a person is needed.
 */
export type Logger = {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
};
