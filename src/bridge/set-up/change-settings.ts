import { ConfigError } from '../errors.ts';
import { type Settings, settingsSchema } from '../settings/settings-schema.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { FieldsRefusedError, refusedFields } from './fields-refused-error.ts';

/** What a change is based on, and whether it is only tried. */
export type ChangeRequest = {
  /** version of what the change is based on; undefined = nobody said */
  ifMatch: string | undefined;
  dryRun?: boolean;
};

/** Settings before and after a change. */
export type Changed = { before: Settings; after: Settings };

/**
 * Changes the settings when what the change is based on is still so.
 *
 * @param versionIn the version of the part that is changed
 * @param place of that part in the document, for naming its fields
 * @throws ConfigError `version-missing`, `version-stale`; FieldsRefusedError; what the store throws
 */
export async function changeVersioned(
  store: SettingsStore,
  request: ChangeRequest,
  how: {
    versionIn: (settings: Settings) => string;
    change: (settings: Settings) => Settings;
    place: (settings: Settings) => readonly (string | number)[];
  },
): Promise<Changed> {
  let before: Settings | undefined;
  const apply = (current: Settings): Settings => {
    requireVersion(request.ifMatch, how.versionIn(current));
    before = structuredClone(current);
    return requireSound(how.change(current), how.place(current));
  };
  const after = request.dryRun ? apply(await store.load()) : await store.update(apply);
  return { before: before ?? after, after };
}

/** @throws ConfigError `version-missing`, `version-stale` */
export function requireVersion(given: string | undefined, present: string): void {
  if (given === undefined) {
    throw new ConfigError('version-missing', 'The change does not say what it is based on');
  }
  if (given !== present) {
    throw new ConfigError('version-stale', 'Somebody else changed this meanwhile');
  }
}

/**
 * The settings as they would be read back.
 *
 * @throws FieldsRefusedError naming the fields below `place`
 */
export function requireSound(changed: Settings, place: readonly (string | number)[]): Settings {
  const parsed = settingsSchema.safeParse(JSON.parse(JSON.stringify(changed)));
  if (parsed.success) return parsed.data;
  throw new FieldsRefusedError(refusedFields(parsed.error.issues, place));
}
