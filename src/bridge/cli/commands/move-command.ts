import { join } from 'node:path';
import { type Config, loadConfig } from '../../config.ts';
import { ConfigError } from '../../errors.ts';
import { findKey } from '../../keeping/key-of.ts';
import { moveLedger } from '../../keeping/move-ledger.ts';
import type { LedgerLocation } from '../../ledger/database.ts';
import { KEY_FILE } from '../../settings/data-folder.ts';
import { systemClock } from '../../system-clock.ts';
import { formatNumber } from '../../words/formats.ts';
import { type CliContext, openFor } from '../cli-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { recordCommand } from '../record-command.ts';
import { countsOf, sayItMayTake } from './backup-command.ts';

/** `move --to`: ledger and settings to the other database, compared; what was there stays. */
export async function moveCommand(context: CliContext, flags: { to: string }): Promise<ExitCode> {
  const { words, io, language } = context;
  const config = loadConfig(io.environment);
  const { dataFolder } = config;
  const to = targetFrom(flags.to, config);
  sayItMayTake(context);
  const moved = await moveLedger({
    dataFolder,
    from: config.ledger,
    to,
    environment: io.environment,
    now: systemClock.now(),
    signal: io.signal,
  });
  await record(context, { ...config, ledger: to }, moved.from);
  const { origin } = await findKey({ dataFolder, environment: io.environment });
  const { orders, rows } = countsOf(moved.fingerprint.tables);
  context.json({
    from: moved.from,
    to: moved.to,
    orders,
    rows,
    tables: moved.fingerprint.tables,
    wasThere: moved.wasThere,
    keptIn: moved.keptIn ?? null,
    key: origin,
  });
  const { keeping } = words;
  const number = (value: number) => formatNumber(language, value);
  context.say(keeping.moved(moved.from, moved.to, number(orders), number(rows)));
  if (moved.wasThere) context.say(keeping.movedBefore);
  if (moved.keptIn !== undefined) context.say(keeping.keptIn(moved.keptIn));
  context.say(keeping.next[to.kind]);
  context.say(keeping.keyStays[origin](join(dataFolder, KEY_FILE)));
  return EXIT.ok;
}

/** What is not understood is not shown either: it may hold a password. */
function targetFrom(to: string, { dataFolder }: Config): LedgerLocation {
  if (to === 'sqlite') return { kind: 'sqlite', path: join(dataFolder, 'ledger.sqlite') };
  if (/^postgres(ql)?:\/\//.test(to) && URL.canParse(to)) return { kind: 'postgres', url: to };
  throw new ConfigError('move-target-unreadable', 'The target is no address of a database');
}

/** The first to open what was moved: what is wrong with it is told now. */
async function record({ io }: CliContext, config: Config, from: string): Promise<void> {
  const bridge = await openFor(io, config, 'silent');
  try {
    await recordCommand(bridge, 'move', null, { from });
  } finally {
    await bridge.close();
  }
}
