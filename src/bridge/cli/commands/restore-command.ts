import { loadConfig } from '../../config.ts';
import { ConfigError } from '../../errors.ts';
import { keyIn, openBackup } from '../../keeping/open-backup.ts';
import { restoreBackup } from '../../keeping/restore-backup.ts';
import { loadManifest } from '../../manifest.ts';
import { systemClock } from '../../system-clock.ts';
import { formatMoment, formatNumber } from '../../words/formats.ts';
import { askPassphrase } from '../ask-secret.ts';
import type { CliContext } from '../cli-context.ts';
import { hintForSecret } from '../command-hints.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { recordCommand } from '../record-command.ts';
import { countsOf, sayItMayTake } from './backup-command.ts';

/** `restore`: a backup in the place of what is there, which is kept. */
export async function restoreCommand(
  context: CliContext,
  folder: string,
  flags: { yes?: boolean; passphrase?: string },
): Promise<ExitCode> {
  const { words, io, language } = context;
  const config = loadConfig(io.environment);
  const backup = await openBackup(folder);
  const passphrase =
    backup.hasKey === 'sealed'
      ? await askPassphrase(context, { given: flags.passphrase, isNew: false })
      : undefined;
  const { version } = await loadManifest();
  sayItMayTake(context);
  const restored = await restoreBackup({
    backup,
    to: config,
    environment: io.environment,
    key: await keyIn(backup, passphrase),
    mayReplace: flags.yes === true,
    bridgeVersion: version,
    now: systemClock.now(),
    signal: io.signal,
  });
  const { place, keptIn, closedSecrets: closed, fingerprint } = restored;
  const { madeAt } = backup.manifest;
  const keyFault = await record(context, madeAt);
  const { orders, rows } = countsOf(fingerprint.tables);
  context.json({
    place,
    madeAt,
    orders,
    rows,
    keptIn: keptIn ?? null,
    closedSecrets: closed,
    keyProblem: keyFault?.code ?? null,
  });
  const { keeping } = words;
  context.say(
    keeping.restored(place, formatMoment(language, madeAt), formatNumber(language, orders)),
  );
  if (keptIn !== undefined) context.say(keeping.keptIn(keptIn));
  context.say(keeping.since);
  if (keyFault === undefined) {
    context.say(keeping.compareAtOnce);
    context.sayCommand('reconcile');
  }
  if (closed.length > 0) context.say(keeping.secretsClosed(closed.length));
  if (keyFault !== undefined) {
    context.say(keeping.noStart(`${keyFault.params.origin ?? keyFault.params.path}`));
    context.say(closed.length > 0 ? keeping.keyOfThen : keeping.keyOfNone);
  } else if (closed.length > 0) context.say(keeping.keyBack);
  for (const hint of new Set(closed.map(hintForSecret))) context.sayCommand(hint);
  return closed.length > 0 || keyFault !== undefined ? EXIT.needsOwner : EXIT.ok;
}

/**
 * Without its key a bridge does not open; what was restored stands all the same.
 *
 * @returns why it does not
 */
async function record(context: CliContext, madeAt: string): Promise<ConfigError | undefined> {
  try {
    await context.withBridge((bridge) => recordCommand(bridge, 'restore', null, { madeAt }));
  } catch (fault) {
    if (fault instanceof ConfigError && fault.code.startsWith('secret-key-')) return fault;
    throw fault;
  }
  return undefined;
}
