import { join } from 'node:path';
import { loadConfig } from '../config.ts';
import { openLedger } from '../ledger/ledger.ts';
import { readTextFile, SETTINGS_FILE } from '../settings/data-folder.ts';
import { parseSettingsText } from '../settings/parse-settings.ts';
import type { Language } from '../words/saying.ts';
import type { CliIo } from './cli-context.ts';

/** `--lang`, else BRIDGE_LANG, else the owner's setting, else German. Asking changes nothing. */
export async function languageOf(argv: readonly string[], io: CliIo): Promise<Language> {
  const flag = argv.find((word) => word.startsWith('--lang='))?.slice('--lang='.length);
  const asked = flag ?? argv[argv.indexOf('--lang') + 1 || argv.length];
  for (const language of [asked, io.environment.BRIDGE_LANG]) {
    if (language === 'de' || language === 'en') return language;
  }
  try {
    const text = await settingsText(io);
    const parsed = text === undefined ? undefined : parseSettingsText(text);
    return parsed?.ok ? parsed.settings.language : 'de';
  } catch {
    return 'de'; // what is wrong is told by the command, which needs the same things
  }
}

async function settingsText(io: CliIo): Promise<string | undefined> {
  const config = loadConfig(io.environment);
  if (config.ledger.kind === 'sqlite') return readTextFile(join(config.dataFolder, SETTINGS_FILE));
  const ledger = await openLedger(config.ledger);
  try {
    return (await ledger.readDocument('settings'))?.text;
  } finally {
    await ledger.close();
  }
}
