import { writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';
import type { Bridge } from '../../src/bridge/create-bridge.ts';
import { BRIDGE_QUESTIONS } from './bridge-questions.ts';
import { setUpBridge } from './set-up.ts';
import { answerParent } from './talk.ts';

let bridge: Bridge | undefined;
let ownAccount = '';

/** A bridge in a process of its own, so that what the processor did is the bridge's alone. */
answerParent(
  BRIDGE_QUESTIONS,
  {
    async open({ accountId, ...setUp }) {
      ownAccount = accountId;
      bridge = await setUpBridge({ ...setUp, accountIds: [accountId] });
      return {};
    },
    async import({ profile }) {
      if (!bridge) throw new Error('not open');
      const endProfile = profile === undefined ? undefined : await beginProfile(profile);
      const cpu = process.cpuUsage();
      const began = performance.now();
      const outcome = await bridge.importOrders({
        accountId: ownAccount,
        cause: 'command',
        holderKind: 'command',
        signal: new AbortController().signal,
      });
      const tookMs = performance.now() - began;
      const { user, system } = process.cpuUsage(cpu);
      await endProfile?.();
      return {
        created: outcome.ran ? outcome.counters.created : 0,
        ...(outcome.ran && outcome.fault ? { fault: outcome.fault.code } : {}),
        tookMs,
        cpuMs: (user + system) / 1_000,
        peakMb: process.resourceUsage().maxRSS / 1_024,
      };
    },
    async close() {
      await bridge?.close();
      return {};
    },
  },
  async () => undefined,
);

/** @returns what ends it and writes it down */
async function beginProfile(file: string): Promise<() => Promise<void>> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  return async () => {
    const { profile } = await session.post('Profiler.stop');
    await writeFile(file, JSON.stringify(profile));
    session.disconnect();
  };
}
