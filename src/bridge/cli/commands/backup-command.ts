import { refuseBackupPlace } from '../../keeping/backup-place.ts';
import { findKey } from '../../keeping/key-of.ts';
import { makeBackup } from '../../keeping/make-backup.ts';
import { KEY_COPY, type Manifest, SEALED_KEY_COPY } from '../../keeping/manifest.ts';
import { formatNumber } from '../../words/formats.ts';
import { askPassphrase } from '../ask-secret.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { recordCommand } from '../record-command.ts';

/** `backup`: everything in one folder, beside the running bridge; the key only when asked for. */
export async function backupCommand(
  context: CliContext,
  folder: string,
  flags: { withKey?: boolean; passphrase?: string },
): Promise<ExitCode> {
  const { words, io, language } = context;
  return context.withBridge(async (bridge, config) => {
    const isKeyAsked = flags.withKey === true || flags.passphrase !== undefined;
    const passphrase = isKeyAsked
      ? await askPassphrase(context, { given: flags.passphrase, isNew: true })
      : undefined;
    const key = isKeyAsked
      ? (await findKey({ dataFolder: config.dataFolder, environment: io.environment })).text
      : undefined;
    const now = bridge.clock.now();
    await refuseBackupPlace(folder, config.dataFolder, now);
    sayItMayTake(context);
    const backup = await makeBackup({
      from: config,
      to: folder,
      key,
      passphrase,
      bridgeVersion: bridge.manifest.version,
      now,
      signal: io.signal,
    });
    const keyState = keyStateOf(backup.manifest);
    await recordCommand(bridge, 'backup', null, { key: keyState });
    const { madeAt, database, tables, migrations } = backup.manifest;
    const { orders, rows } = countsOf(tables);
    context.json({
      folder: backup.folder,
      madeAt,
      database,
      migrations,
      key: keyState,
      orders,
      rows,
      tables,
    });
    const number = (value: number) => formatNumber(language, value);
    context.say(words.keeping.backedUp(backup.folder, number(orders), number(rows)));
    context.say(words.keeping.key[keyState]);
    return EXIT.ok;
  });
}

/** For somebody who sits there and waits; scripts hear nothing of it. */
export function sayItMayTake({ io, words, isJson }: CliContext): void {
  if (io.isTerminal && !isJson) io.err(`${words.keeping.mayTakeMinutes}\n`);
}

/** How many orders and rows a ledger has. */
export function countsOf(tables: Readonly<Record<string, { rows: number }>>): {
  orders: number;
  rows: number;
} {
  const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0);
  return { orders: tables.sales_orders?.rows ?? 0, rows };
}

function keyStateOf({ files }: Manifest): 'none' | 'plain' | 'sealed' {
  const names = files.map(({ name }) => name);
  if (names.includes(SEALED_KEY_COPY)) return 'sealed';
  return names.includes(KEY_COPY) ? 'plain' : 'none';
}
