import { pino } from 'pino';
import { loadConfig } from '../../../../src/bridge/config.ts';
import { openBridge } from '../../../../src/bridge/create-bridge.ts';
import { createPinoLogger } from '../../../../src/bridge/pino-logger.ts';
import { startService } from '../../../../src/bridge/service.ts';
import { systemClock } from '../../../../src/bridge/system-clock.ts';

/** The service as a process: data folder and log file are its arguments. Ends by itself, or not at all. */
const [dataFolder, logFile] = process.argv.slice(2);
const config = loadConfig({ BRIDGE_DATA: dataFolder, BRIDGE_PORT: '0' });
const logger = createPinoLogger('debug', pino.destination({ dest: logFile ?? 2, sync: true }));
const bridge = await openBridge(config, { clock: systemClock, logger, environment: {} });
const service = await startService(bridge, config);
console.log(`listening on ${service.url}`);
await new Promise<void>((resolve) => {
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => resolve());
});
await service.stop();
await bridge.close();
console.log('stopped');
