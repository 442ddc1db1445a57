import { z } from 'zod';
import { ConfigError } from '../errors.ts';
import {
  EXPORT_FORMAT_VERSION,
  EXPORT_KIND,
  type SettingsExport,
  settingsExportSchema,
} from './export-settings.ts';
import { parseSettings } from './parse-settings.ts';
import { jsonProblem, schemaProblems } from './schema-problems.ts';
import { type Settings, settingsFormSchema } from './settings-schema.ts';

const newerSchema = z.looseObject({
  kind: z.literal(EXPORT_KIND),
  formatVersion: z.int().min(EXPORT_FORMAT_VERSION + 1),
});

/**
 * @param document the file's JSON text, or what was parsed from it
 * @throws ConfigError `import-broken`, `import-newer`
 */
export function readExport(document: unknown): { envelope: SettingsExport; settings: Settings } {
  const found = typeof document === 'string' ? parseJson(document) : document;
  if (newerSchema.safeParse(found).success) throw newer();
  const envelope = settingsExportSchema.safeParse(found);
  if (!envelope.success) throw broken(schemaProblems(envelope.error));
  const parsed = parseSettings(envelope.data.settings, settingsFormSchema);
  if (parsed.ok) return { envelope: envelope.data, settings: parsed.settings };
  throw parsed.fault === 'newer'
    ? newer()
    : broken(parsed.problems.map((text) => `settings: ${text}`));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (fault) {
    throw broken([jsonProblem(fault)]);
  }
}

function broken(problems: string[]): ConfigError {
  const text = problems.slice(0, 10).join('; ');
  return new ConfigError(
    'import-broken',
    `The file can't be imported: ${text}. Nothing was changed.`,
    {
      params: { problems: text },
    },
  );
}

function newer(): ConfigError {
  return new ConfigError(
    'import-newer',
    'The file was exported by a newer version of the bridge. Nothing was changed: update this bridge first.',
  );
}
