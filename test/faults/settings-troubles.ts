import { isDeepStrictEqual } from 'node:util';
import { ConfigError } from '../../src/bridge/errors.ts';
import type { LedgerLocation } from '../../src/bridge/ledger/database.ts';
import type { Settings } from '../../src/bridge/settings/settings-schema.ts';
import type { Chronicle } from '../journeys/histories/chronicle.ts';
import { atQuery, noBlow, type OpenBlow, type QueryDoor } from './blows.ts';
import { databaseStrike, type ServerDesk } from './database-troubles.ts';
import { fillDisk, makeReadOnly } from './small-disk.ts';

type Parts = {
  location: LedgerLocation;
  smallDisk: string;
  server: ServerDesk;
  door: QueryDoor;
};

/**
 * The owner saves settings while they can't be kept, and once more when they can. What could not be kept
 * is said, and leaves them as they were.
 */
export async function saveSettingsInTrouble(
  chronicle: Chronicle,
  how: 'full' | 'read-only',
  parts: Parts,
): Promise<OpenBlow> {
  const isShared = parts.location.kind === 'postgres';
  if (!isShared && parts.smallDisk === '') return noBlow;
  const { world, breaches } = chronicle;
  const { settings } = world.bridge;
  const before = await settings.load();
  const heal = isShared
    ? cut(how, parts)
    : spoilFolder(how, parts.smallDisk, world.config.dataFolder);
  let fault: unknown;
  try {
    await settings.update(changed);
  } catch (error) {
    fault = error;
  } finally {
    await heal();
  }
  const found = await settings.load();
  const said = `settings were saved with ${how} (${fault})`;
  if (!isShared && !(fault instanceof ConfigError)) breaches.push(`${said}, and nothing was said`);
  // A database that was lost at the commit may have them or not; nobody knows.
  const may =
    fault === undefined ? [changed(before)] : isShared ? [before, changed(before)] : [before];
  if (!may.some((one) => isDeepStrictEqual(one, found))) breaches.push(`${said} by halves`);
  await settings.update(changed);
  if (!isDeepStrictEqual(await settings.load(), changed(found))) {
    breaches.push(`${said}, and later they could not be changed`);
  }
  return { name: `settings saved: ${how}`, hasStruck: () => true, end: async () => 'lives' };
}

function changed(settings: Settings): Settings {
  const { overlap } = settings;
  const otherRunsHours = overlap.otherRunsHours === 2 ? 3 : 2;
  return { ...settings, overlap: { ...overlap, otherRunsHours } };
}

function spoilFolder(how: 'full' | 'read-only', smallDisk: string, dataFolder: string) {
  return how === 'full' ? fillDisk(smallDisk) : makeReadOnly(dataFolder);
}

function cut(how: 'full' | 'read-only', { location, door, ...parts }: Parts) {
  const trouble = how === 'full' ? 'loses a commit' : 'writes nothing';
  const blow = atQuery(door, 1, databaseStrike(location, trouble, parts), 'broken');
  return () => blow.end();
}
