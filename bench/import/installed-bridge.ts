import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstStart } from '../large/first-start.ts';
import {
  type ServiceOptions,
  type ServiceProcess,
  startServiceProcess,
} from '../large/service-process.ts';
import { type SetUp, setUpBridge } from '../large/set-up-bridge.ts';

/** A bridge that is set up, has run once, and has no orders yet. */
export type InstalledBridge = {
  token: string;
  /** starts a copy of it; the copy is removed when it has stopped */
  start(more?: ServiceOptions): Promise<ServiceProcess>;
  remove(): Promise<void>;
};

/** With SQLite; it imports when called, and does nothing else. */
export async function installBridge(
  sides: Pick<SetUp, 'otto' | 'shop' | 'accounts'>,
  options: ServiceOptions,
): Promise<InstalledBridge> {
  const folder = () => mkdtemp(join(tmpdir(), 'bridge-bench-'));
  const remove = (path: string) => rm(path, { recursive: true, force: true });
  const dataFolder = await folder();
  const token = await setUpBridge({ dataFolder, ...sides, isQuiet: true });
  await firstStart(dataFolder, options);
  return {
    token,
    async start(more = {}) {
      const copy = await folder();
      await cp(dataFolder, copy, { recursive: true });
      const service = await startServiceProcess(copy, { ...options, ...more });
      return {
        ...service,
        async stop() {
          await service.stop();
          await remove(copy);
        },
      };
    },
    remove: () => remove(dataFolder),
  };
}
