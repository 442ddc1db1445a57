import { ConfigError } from '../errors.ts';
import { someOf } from '../some-of.ts';

/** Somebody else's database: nothing is put between what is his. */
export function databaseForeign(place: string, tables: readonly string[]): ConfigError {
  const { named, more } = someOf(tables);
  return new ConfigError('database-foreign', `${place} holds tables of others: ${named}`, {
    params: { place, tables: named, more },
  });
}
