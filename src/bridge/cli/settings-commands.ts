import { readFile } from 'node:fs/promises';
import { ConfigError } from '../errors.ts';
import { writeDurably } from '../settings/durable-file.ts';
import { exportSettings } from '../settings/export-settings.ts';
import { applyImport, openImport } from '../settings/import-settings.ts';
import { type Settings, settingsSchema } from '../settings/settings-schema.ts';
import { mapSecrets } from '../settings/stored-secrets.ts';
import type { CliContext } from './cli-context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

/** Settings a person may see: no secret, sealed or not. */
function withoutSecrets(settings: Settings): Settings {
  return mapSecrets(settings, () => null);
}

export async function showSettingsCommand(context: CliContext): Promise<ExitCode> {
  return context.withBridge(async (bridge) => {
    const settings = withoutSecrets(await bridge.settings.load());
    context.json(settings);
    context.say(JSON.stringify(settings, null, 2));
    return EXIT.ok;
  });
}

/**
 * Changes one setting by its path, e.g. `importRules.announcedImport all`. An account is named by its
 * id: `accounts.main.schedule "0 * * * *"`. Secrets have their own commands.
 */
export async function setSettingCommand(
  context: CliContext,
  path: string,
  value: string,
): Promise<ExitCode> {
  const { words } = context;
  return context.withBridge(async (bridge) => {
    const saved = await bridge.settings.update((current) => {
      const changed: unknown = structuredClone(current);
      const place = placeOf(changed, path.split('.'));
      if (!place || isSecret(path)) {
        throw new ConfigError('setting-unknown', 'No such setting', {
          params: { path, known: knownPaths(current) },
        });
      }
      Reflect.set(place.parent, place.key, valueFrom(value));
      const parsed = settingsSchema.safeParse(changed);
      if (parsed.success) return parsed.data;
      const problems = parsed.error.issues.map((issue) => issue.message).join('; ');
      throw new ConfigError('setting-invalid', 'Not a value for this setting', {
        params: { path, problems },
      });
    });
    context.json(withoutSecrets(saved));
    context.say(words.saved);
    return EXIT.ok;
  });
}

/** JSON where it is JSON (numbers, null, objects), plain text otherwise. */
function valueFrom(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function isSecret(path: string): boolean {
  return /(^|\.)(clientSecret|consumerKey|consumerSecret)$/.test(path);
}

function placeOf(
  root: unknown,
  path: readonly string[],
): { parent: object; key: string } | undefined {
  const [key, ...rest] = path;
  if (typeof root !== 'object' || root === null || key === undefined) return undefined;
  if (Array.isArray(root)) {
    const list: unknown[] = root;
    return placeOf(
      list.find((entry) => Reflect.get(Object(entry), 'id') === key),
      rest,
    );
  }
  const mayBeNew = !Reflect.has(root, 'formatVersion') || Reflect.has(root, key);
  if (!mayBeNew) return undefined;
  if (rest.length === 0) return { parent: root, key };
  if (!Reflect.has(root, key)) Reflect.set(root, key, {});
  return placeOf(Reflect.get(root, key), rest);
}

function knownPaths(settings: Settings): string {
  const paths = (value: unknown, prefix: string): string[] => {
    if (typeof value !== 'object' || value === null) return [prefix];
    if (Array.isArray(value)) {
      return value.flatMap((entry: unknown) =>
        paths(entry, `${prefix}.${String(Reflect.get(Object(entry), 'id'))}`),
      );
    }
    return Object.entries(value).flatMap(([key, entry]) =>
      paths(entry, prefix === '' ? key : `${prefix}.${key}`),
    );
  };
  return paths(withoutSecrets(settings), '')
    .filter((path) => !isSecret(path) && path !== 'formatVersion')
    .join(', ');
}

export async function exportCommand(
  context: CliContext,
  file: string,
  flags: { passphrase?: string },
): Promise<ExitCode> {
  const passphrase = flags.passphrase ?? context.io.environment.BRIDGE_PASSPHRASE;
  return context.withBridge(async (bridge) => {
    const document = await exportSettings(await bridge.settings.load(), {
      key: bridge.key,
      exportedAt: bridge.clock.now(),
      passphrase,
    });
    await writeDurably(file, `${JSON.stringify(document, null, 2)}\n`);
    context.json({ file, withSecrets: passphrase !== undefined });
    context.say(context.words.exported(file, passphrase !== undefined));
    return EXIT.ok;
  });
}

export async function importSettingsCommand(
  context: CliContext,
  file: string,
  flags: { passphrase?: string },
): Promise<ExitCode> {
  const passphrase = flags.passphrase ?? context.io.environment.BRIDGE_PASSPHRASE;
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new ConfigError('file-unreadable', 'The file can not be read', { params: { file }, cause });
  });
  return context.withBridge(async (bridge) => {
    const opened = await openImport(text, passphrase);
    let missing: string[] = [];
    await bridge.settings.update((current) => {
      const result = applyImport(opened, current, bridge.key);
      missing = result.missingSecrets;
      return result.settings;
    });
    context.json({ missingSecrets: missing });
    context.say(context.words.imported(missing));
    return missing.length === 0 ? EXIT.ok : EXIT.needsOwner;
  });
}
