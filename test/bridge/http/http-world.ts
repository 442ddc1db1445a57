import { setTimeout as pause } from 'node:timers/promises';
import type { Bridge } from '../../../src/bridge/create-bridge.ts';
import { type AnswerOf, API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import type { ServiceParts } from '../../../src/bridge/service.ts';
import type { Settings } from '../../../src/bridge/settings/settings-schema.ts';
import { type ApiClient, apiClient } from '../service/api-client.ts';
import {
  connect,
  type ServedService,
  type ServiceWorld,
  serve,
  startServiceWorld,
} from '../service/service-world.ts';

export type HttpWorld = ServiceWorld & {
  bridge: Bridge;
  service: ServedService;
  api: ApiClient;
  /** the run once it has ended */
  ended(importRunId: string): Promise<AnswerOf<'getImportRun'>>;
  /** imports the account `main` and waits for the end */
  importAll(): Promise<AnswerOf<'getImportRun'>>;
};

/** A running service with one active account, `main`, between both fakes. */
export async function startHttpWorld(
  change?: (settings: Settings, world: ServiceWorld, bridge: Bridge) => Settings,
  options?: Parameters<typeof startServiceWorld>[0],
  parts?: ServiceParts,
): Promise<HttpWorld> {
  const world = await startServiceWorld(options);
  const bridge = await world.openBridge();
  await connect(world, bridge, (settings) => change?.(settings, world, bridge) ?? settings);
  const service = await serve(world, bridge, parts);
  const api = apiClient(world, service);

  const ended = async (importRunId: string) => {
    for (;;) {
      const run = await api.read(API_OPERATIONS.getImportRun, `/api/v1/import-runs/${importRunId}`);
      if (run.state !== 'running') return run;
      await pause(5);
    }
  };
  return {
    ...world,
    bridge,
    service,
    api,
    ended,
    async importAll() {
      const body = { accountIds: ['main'] };
      const runs = await api.read(API_OPERATIONS.startImportRuns, '/api/v1/import-runs', { body });
      return ended(runs[0]?.importRunId ?? 'none');
    },
  };
}

/** Waits until something holds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(5);
}
