import { join } from 'node:path';
import { type Bridge, openBridge } from '../src/bridge/create-bridge.ts';
import { createPinoLogger } from '../src/bridge/pino-logger.ts';
import { systemClock } from '../src/bridge/system-clock.ts';

/** Where a bridge of a benchmark keeps what it knows. */
export type BridgePlace = {
  dataFolder: string;
  /** address of a PostgreSQL; undefined = SQLite in the data folder */
  databaseUrl?: string | undefined;
};

/** Opens a bridge that logs nothing and does nothing by itself. */
export function openQuietBridge(
  { dataFolder, databaseUrl }: BridgePlace,
  environment: Record<string, string> = {},
): Promise<Bridge> {
  return openBridge(
    {
      dataFolder,
      ledger:
        databaseUrl === undefined
          ? { kind: 'sqlite', path: join(dataFolder, 'ledger.sqlite') }
          : { kind: 'postgres', url: databaseUrl },
      host: '127.0.0.1',
      port: 0,
      logLevel: 'silent',
    },
    { clock: systemClock, logger: createPinoLogger('silent'), environment },
  );
}
