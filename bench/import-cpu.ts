import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BRIDGE_QUESTIONS } from './import/bridge-questions.ts';
import { median, table } from './import/figures.ts';
import { SIDES_QUESTIONS } from './import/sides-questions.ts';
import { startAnswering } from './import/talk.ts';

/**
 * What the bridge itself does for an imported order, against a shop that answers at once: its processor
 * time, alone in its process, and how many orders a second that makes. Runs of one size and of ten times
 * that take turns, and tell whether time grows linearly.
 */
const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '3' },
    /** no runs of ten times the size */
    short: { type: 'boolean', default: false },
    /** a file to write a CPU profile of the last run to */
    profile: { type: 'string' },
  },
});
const orders = Number(values.orders);
const sides = await startAnswering(new URL('import/sides.ts', import.meta.url), SIDES_QUESTIONS);
const { ottoUrl, shop } = await sides.ask('begin', { accountIds: ['main'], shop: 'at-once' });
type Measured = { tookMs: number; cpuMs: number; created: number };
const small: Measured[] = [];
const large: Measured[] = [];
try {
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    small.push(await measure(orders));
    if (!values.short) large.push(await measure(orders * 10));
  }
  const all = large.length > 0 ? large : small;
  const cpu = median(all.map(({ cpuMs, created }) => cpuMs / created));
  const perSecond = median(all.map(({ tookMs, created }) => (created * 1_000) / tookMs));
  const growth = (of: (run: Measured) => number) => median(large.map(of)) / median(small.map(of));
  console.log(
    table([
      ["bridge's own CPU per imported order", `${cpu.toFixed(2)} ms`, '≤ 2 ms'],
      ['import into a shop that answers at once', `${perSecond.toFixed(0)} orders/s`, '≥ 500/s'],
      ...(large.length === 0
        ? []
        : [
            [
              `time for ${orders * 10} orders to time for ${orders}`,
              `${growth(({ tookMs }) => tookMs).toFixed(2)} x (CPU ${growth(({ cpuMs }) => cpuMs).toFixed(2)} x)`,
              '≤ 10.5 x',
            ] as const,
          ]),
    ]),
  );
} finally {
  await sides.end();
}

async function measure(count: number): Promise<Measured> {
  await sides.ask('clear', {});
  await sides.ask('order', { seed: `cpu-${count}`, count });
  const dataFolder = await mkdtemp(join(tmpdir(), 'bridge-bench-'));
  const bridge = await startAnswering(
    new URL('import/bridge.ts', import.meta.url),
    BRIDGE_QUESTIONS,
  );
  try {
    await bridge.ask('open', { dataFolder, accountId: 'main', ottoUrl, shop });
    const before = await sides.ask('look', {});
    const result = await bridge.ask('import', { profile: values.profile });
    const after = await sides.ask('look', {});
    const { created, tookMs, cpuMs, peakMb } = result;
    if (created !== count || after.shopOrders !== count || after.doubled > 0) {
      throw new Error(`${JSON.stringify(result)} ${JSON.stringify(after)}`);
    }
    console.log(
      `${count} orders: ${(cpuMs / count).toFixed(2)} ms CPU each, ${((count * 1_000) / tookMs).toFixed(0)}/s, ` +
        `peak ${peakMb.toFixed(0)} MB; the fakes ${((after.cpuMs - before.cpuMs) / count).toFixed(2)} ms each`,
    );
    await bridge.ask('close', {});
    return result;
  } finally {
    await bridge.end();
    await rm(dataFolder, { recursive: true, force: true });
  }
}
