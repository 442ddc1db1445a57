import { ConfigError } from '../errors.ts';
import type { LedgerLocation } from '../ledger/database.ts';
import { someOf } from '../some-of.ts';
import { placeOf, problemOf } from './place.ts';

/** A copy that is not what was read; it is thrown away. */
export function copyDiffers(tables: readonly string[]): ConfigError {
  const { named, more } = someOf(tables);
  return new ConfigError('copy-differs', `The copy differs in ${tables.join(', ')}`, {
    params: { tables: named, more },
  });
}

/** A ledger that can't be read to its end, told as its opening would: a large one is not read through there. */
export function ledgerDamaged(location: LedgerLocation, fault: unknown): ConfigError {
  const problem = problemOf(fault, location);
  return new ConfigError('ledger-damaged', `The ledger is damaged: ${problem}`, {
    params: { place: placeOf(location), problem },
    cause: fault,
  });
}

/** @param parts files, or what of them */
export function backupDamaged(folder: string, ...parts: readonly string[]): ConfigError {
  const { named, more } = someOf(parts);
  return new ConfigError('backup-damaged', `The backup ${folder} is damaged: ${parts.join(', ')}`, {
    params: { path: folder, part: named, more },
  });
}

/** Something is there, and nobody said that it may be replaced. */
export function wouldReplace(place: string): ConfigError {
  return new ConfigError('restore-would-replace', `There is data of the bridge at ${place}`, {
    params: { place },
  });
}

/** What lies there is half of the old and half of the new. */
export function placingUnfinished(dataFolder: string): ConfigError {
  return new ConfigError(
    'placing-unfinished',
    `${dataFolder} was left in the middle of a restore`,
    {
      params: { dataFolder },
    },
  );
}
