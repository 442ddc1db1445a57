import { setTimeout as pause } from 'node:timers/promises';
import { type ServiceOptions, startServiceProcess } from './service-process.ts';

const RUNS_MS = 7_000;

/** A first start and its end: what was compiled is kept in the data folder a moment after it, see `src/bridge/main.ts`. */
export async function firstStart(dataFolder: string, options: ServiceOptions = {}): Promise<void> {
  const service = await startServiceProcess(dataFolder, options);
  await pause(RUNS_MS);
  await service.stop();
}
