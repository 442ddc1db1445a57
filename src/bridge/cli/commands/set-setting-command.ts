import type { z } from 'zod';
import { findAccount } from '../../create-bridge.ts';
import { ConfigError } from '../../errors.ts';
import { requireComplete } from '../../settings/account-complete.ts';
import { changeableNames, isFixed, isSecret } from '../../settings/setting-names.ts';
import { type Settings, settingsSchema } from '../../settings/settings-schema.ts';
import { momentFromDay } from '../berlin-day.ts';
import { CallFault } from '../call-fault.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { recordCommand } from '../record-command.ts';
import { valueText } from './show-settings-command.ts';

/**
 * `settings set`: changes one setting by its name, e.g. `importRules.announcedImport all`; accounts are
 * named by their id. `null` takes an account's own answer to a rule back.
 */
export async function setSettingCommand(
  context: CliContext,
  name: string,
  text: string,
): Promise<ExitCode> {
  const { words } = context;
  return context.withBridge(async (bridge) => {
    let value: unknown;
    await bridge.settings.update((current) => {
      requireChangeable(current, name);
      const changed = changedSettings(current, name, text);
      value = changed.value;
      return changed.settings;
    });
    await recordCommand(bridge, 'settings set', name);
    context.json({ name, value: value ?? null });
    context.say(
      value === undefined ? words.overrideGone(name) : words.saved(name, valueText(value)),
    );
    return EXIT.ok;
  });
}

/** @throws ConfigError or CallFault naming what there is instead */
function requireChangeable(settings: Settings, name: string): void {
  const [group = '', accountId = ''] = name.split('.');
  if (group === 'accounts') findAccount(settings, accountId);
  if (isSecret(name)) throw new CallFault('setting-secret', { path: name });
  if (isFixed(name)) throw new CallFault('setting-fixed', { path: name });
  const names = changeableNames(settings);
  if (names.includes(name)) return;
  if (name.startsWith('shop.') && settings.shop === null) {
    throw new ConfigError('shop-missing', 'No shop is connected yet');
  }
  const near = names.filter((known) =>
    group === 'accounts'
      ? known.startsWith(`accounts.${accountId}.`)
      : known.startsWith(`${group}.`),
  );
  const groups = [...new Set(names.map((known) => known.replace(/\..*/, '.…')))];
  const known = (near.length > 0 ? near : groups).join(', ');
  throw new ConfigError('setting-unknown', 'No such setting', { params: { path: name, known } });
}

/** @throws ConfigError `setting-invalid`, `secret-missing` */
function changedSettings(
  current: Settings,
  name: string,
  text: string,
): { settings: Settings; value: unknown } {
  let problems = '';
  for (const value of valuesOf(name, text)) {
    const parsed = settingsSchema.safeParse(replaced(current, name.split('.'), value));
    if (parsed.success) return { settings: parsed.data, value };
    if (name.endsWith('.state') && value !== 'draft') {
      requireComplete(findAccount(current, name.split('.')[1] ?? ''));
    }
    problems = problemsWithin(name, parsed.error.issues);
  }
  throw new ConfigError('setting-invalid', 'Not a value for this setting', {
    params: { path: name, problems },
  });
}

/** What is wrong with the value, with the place inside of it where it has parts. */
function problemsWithin(name: string, issues: readonly z.core.$ZodIssue[]): string {
  const depth = name.split('.').length;
  return issues
    .map(({ path, message }) => {
      const place = path.slice(depth).map(String).join('.');
      return place === '' ? message : `${place}: ${message}`;
    })
    .join('; ');
}

/** What a text may mean: itself first, so that an account may be called "123"; then JSON. */
function valuesOf(name: string, text: string): unknown[] {
  if (/^accounts\.[^.]+\.(?:rules|shipping)\./.test(name) && text === 'null') return [undefined];
  if (name.endsWith('.environment') && /^https?:/.test(text)) return [{ baseUrl: text }];
  if (name.endsWith('.startAt') && text !== 'null') return [momentFromDay(text)];
  try {
    return [text, JSON.parse(text)];
  } catch {
    return [text];
  }
}

/** The document with one value in another place; undefined takes it out. */
function replaced(node: unknown, path: readonly string[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(node)) {
    const list: unknown[] = node;
    return list.map((entry) => (idOf(entry) === key ? replaced(entry, rest, value) : entry));
  }
  const entries = new Map<string, unknown>(Object.entries(node ?? {}));
  const below = replaced(entries.get(key), rest, value);
  if (below === undefined) entries.delete(key);
  else entries.set(key, below);
  return Object.fromEntries(entries);
}

function idOf(entry: unknown): unknown {
  return typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : undefined;
}
