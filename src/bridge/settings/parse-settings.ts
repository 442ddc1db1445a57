import { z } from 'zod';
import { migrateSettings } from './migrate-settings.ts';
import { type NewerKeys, takeNewerKeys, withNewerKeys } from './newer-keys.ts';
import { jsonProblem, schemaProblems } from './schema-problems.ts';
import {
  FORMAT_REVISION,
  FORMAT_VERSION,
  type Settings,
  settingsSchema,
} from './settings-schema.ts';

export type ParsedSettings =
  | {
      ok: true;
      settings: Settings;
      /** what a newer version added to them; undefined = nothing did */
      newer: NewerKeys | undefined;
    }
  | { ok: false; fault: 'broken' | 'newer'; problems: string[] };

const versionedSchema = z.looseObject({
  formatVersion: z.int().min(1),
  formatRevision: z.int().min(1).default(1),
});

/** Reads settings from JSON text. A byte order mark, as some editors leave it, is no fault. */
export function parseSettingsText(text: string): ParsedSettings {
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (fault) {
    return { ok: false, fault: 'broken', problems: [jsonProblem(fault)] };
  }
  return parseSettings(document);
}

/** @returns the settings in today's format, or what is wrong with them, without values */
export function parseSettings(
  document: unknown,
  schema: z.ZodType<Settings> = settingsSchema,
): ParsedSettings {
  const versioned = versionedSchema.safeParse(document);
  if (!versioned.success) {
    return { ok: false, fault: 'broken', problems: schemaProblems(versioned.error) };
  }
  const { formatRevision, ...found } = versioned.data;
  const { formatVersion } = found;
  if (formatVersion > FORMAT_VERSION) {
    const problem = `formatVersion ${formatVersion}; this bridge reads up to ${FORMAT_VERSION}`;
    return { ok: false, fault: 'newer', problems: [problem] };
  }
  const migrated = migrateSettings(found);
  const isNewer = formatRevision > FORMAT_REVISION;
  const { known, newer } = isNewer
    ? takeNewerKeys(migrated, schema, formatRevision)
    : { known: migrated, newer: undefined };
  const parsed = schema.safeParse(known);
  if (parsed.success) return { ok: true, settings: parsed.data, newer };
  return { ok: false, fault: 'broken', problems: schemaProblems(parsed.error) };
}

/**
 * As it lies on disk: meant to be read by people.
 *
 * @param newer what a newer version added to the settings that these come from
 */
export function settingsText(settings: Settings, newer?: NewerKeys | undefined): string {
  const document = newer === undefined ? settings : withNewerKeys(settings, newer);
  return `${JSON.stringify(document, null, 2)}\n`;
}
