import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ConfigError } from '../../errors.ts';
import { writeDurably } from '../../settings/durable-file.ts';
import { exportSettings } from '../../settings/export-settings.ts';
import { applyImport, openImport } from '../../settings/import-settings.ts';
import { notWritable } from '../../settings/settings-fault.ts';
import { askPassphrase } from '../ask-secret.ts';
import type { CliContext } from '../cli-context.ts';
import { hintForSecret } from '../command-hints.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { recordCommand } from '../record-command.ts';

/** `settings export`: everything in one file; secrets only with a passphrase. */
export async function exportSettingsCommand(
  context: CliContext,
  file: string,
  flags: { passphrase?: string },
): Promise<ExitCode> {
  return context.withBridge(async (bridge) => {
    const passphrase = await askPassphrase(context, { given: flags.passphrase, isNew: true });
    const document = await exportSettings(await bridge.settings.load(), {
      key: bridge.key,
      exportedAt: bridge.clock.now(),
      passphrase,
    });
    try {
      await writeDurably(file, `${JSON.stringify(document, null, 2)}\n`);
    } catch (fault) {
      throw notWritable(file, fault);
    }
    const withSecrets = passphrase !== undefined;
    await recordCommand(bridge, 'settings export', null, { withSecrets });
    context.json({ file, withSecrets });
    context.say(context.words.exported(file, withSecrets));
    return EXIT.ok;
  });
}

/** `settings import`: lays an export over the present settings. */
export async function importSettingsCommand(
  context: CliContext,
  file: string,
  flags: { passphrase?: string },
): Promise<ExitCode> {
  const { words } = context;
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    const params = { file };
    throw new ConfigError('file-unreadable', 'The file can not be read', { params, cause });
  });
  const passphrase = holdsSecrets(text)
    ? await askPassphrase(context, { given: flags.passphrase, isNew: false })
    : undefined;
  return context.withBridge(async (bridge) => {
    const opened = await openImport(text, passphrase);
    let missing: string[] = [];
    await bridge.settings.update((current) => {
      const result = applyImport(opened, current, bridge.key);
      missing = result.missingSecrets;
      return result.settings;
    });
    await recordCommand(bridge, 'settings import');
    context.json({ missingSecrets: missing });
    context.say(words.imported);
    if (missing.length === 0) return EXIT.ok;
    context.say(words.missingSecrets(missing.join(', ')));
    for (const hint of new Set(missing.map(hintForSecret))) context.sayCommand(hint);
    return EXIT.needsOwner;
  });
}

const withSecretsSchema = z.looseObject({ secrets: z.looseObject({}) });

/** Whether asking for a passphrase makes sense; what is wrong with a file is told when it is read in. */
function holdsSecrets(text: string): boolean {
  try {
    return withSecretsSchema.safeParse(JSON.parse(text.replace(/^\uFEFF/, ''))).success;
  } catch {
    return false;
  }
}
