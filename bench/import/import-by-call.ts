import { setTimeout as pause } from 'node:timers/promises';
import { importRunOperations } from '../../src/bridge/http/contract/import-runs.ts';
import type { ServiceProcess } from '../large/service-process.ts';

/** Rarely, as each look is work of the bridge too. */
const LOOK_EVERY_MS = 500;
const RUNS = '/api/v1/import-runs';
const { startImportRuns, getImportRun } = importRunOperations;

/** What a run came to. */
export type Imported = {
  created: number;
  /** why it ended early */
  fault: string | undefined;
  tookMs: number;
  /** of the bridge's process alone, all its threads */
  cpuMs: number;
};

/** Has the only account of a running bridge import, and waits until it is done. */
export async function importByCall(service: ServiceProcess, token: string): Promise<Imported> {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const ask = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const answer = await fetch(`${service.url}${path}`, { ...init, headers });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const cpuBefore = await service.cpuMs();
  const [started] = startImportRuns.answer.parse(await ask(RUNS, { method: 'POST', body: '{}' }));
  for (;;) {
    await pause(LOOK_EVERY_MS);
    const run = getImportRun.answer.parse(await ask(`${RUNS}/${started?.importRunId}`));
    if (run.finishedAt === null) continue;
    return {
      created: run.counters.created,
      fault: run.fault?.code,
      tookMs: Date.parse(run.finishedAt) - Date.parse(run.startedAt),
      cpuMs: (await service.cpuMs()) - cpuBefore,
    };
  }
}
