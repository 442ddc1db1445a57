import { basename, dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { credentialsOf } from './import/credentials.ts';
import { median, table } from './import/figures.ts';
import { importByCall } from './import/import-by-call.ts';
import { type InstalledBridge, installBridge } from './import/installed-bridge.ts';
import { SIDES_QUESTIONS } from './import/sides-questions.ts';
import { startAnswering } from './import/talk.ts';
import { freeCore } from './large/own-core.ts';
import { ACCOUNT } from './large/set-up-bridge.ts';
import { startCommand } from './large/start-command.ts';

/**
 * What the bridge itself does for an imported order, against a shop that answers at once: its processor
 * time, how many orders a second that makes on one core, and how much memory. As `npm start` runs it and
 * without its memory options, runs of one size and of ten times that, all of which take turns.
 */
const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '3' },
    /** no runs of ten times the size */
    short: { type: 'boolean', default: false },
    /** a file to write a CPU profile of the last run as shipped to, its start included */
    profile: { type: 'string' },
  },
});
const orders = Number(values.orders);
const sizes = values.short ? [orders] : [orders, orders * 10];
type Measured = { tookMs: number; cpuMs: number; created: number; peakMb: number };

const core = await freeCore();
console.log(
  core === undefined
    ? 'The bridge is not kept on one core: that needs Linux with taskset, and two cores.'
    : `The bridge runs on core ${core} alone, everything else on the others.`,
);
const sides = await startAnswering(new URL('import/sides.ts', import.meta.url), SIDES_QUESTIONS);
const { ottoUrl, shop } = await sides.ask('begin', { accountIds: [ACCOUNT], shop: 'at-once' });
const { options } = await startCommand();
const bridges = await Promise.all(
  [
    { name: 'as shipped (memory options)', nodeOptions: options, profile: values.profile },
    { name: 'without the memory options', nodeOptions: [], profile: undefined },
  ].map(async (variant) => ({
    ...variant,
    installed: await installBridge(
      {
        otto: { url: ottoUrl },
        shop: { url: shop.url, key: shop },
        accounts: [{ id: ACCOUNT, ...credentialsOf(ACCOUNT) }],
      },
      { core, nodeOptions: variant.nodeOptions },
    ),
    runs: sizes.map((): Measured[] => []),
  })),
);
try {
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    for (const [index, count] of sizes.entries()) {
      for (const { name, installed, runs, nodeOptions, profile } of bridges) {
        const profiling = profile === undefined ? [] : profileTo(profile);
        const run = await measure(installed, count, [...nodeOptions, ...profiling]);
        runs[index]?.push(run.measured);
        console.log(`${name}: ${run.words}`);
      }
    }
  }
  console.log(table(bridges.flatMap(({ name, runs }) => rowsOf(name, runs))));
} finally {
  await sides.end();
  for (const { installed } of bridges) await installed.remove();
}

function profileTo(file: string): string[] {
  const path = resolve(file);
  return ['--cpu-prof', `--cpu-prof-dir=${dirname(path)}`, `--cpu-prof-name=${basename(path)}`];
}

async function measure(
  installed: InstalledBridge,
  count: number,
  nodeOptions: string[],
): Promise<{ measured: Measured; words: string }> {
  await sides.ask('clear', {});
  await sides.ask('order', { seed: `cpu-${count}`, count });
  const service = await installed.start({ nodeOptions });
  try {
    const before = await sides.ask('look', {});
    const result = await importByCall(service, installed.token);
    const after = await sides.ask('look', {});
    const measured = { ...result, peakMb: await service.peakMb() };
    const { created, tookMs, cpuMs, peakMb } = measured;
    if (created !== count || after.shopOrders !== count || after.doubled > 0) {
      throw new Error(`${JSON.stringify(result)} ${JSON.stringify(after)}`);
    }
    const words =
      `${count} orders, ${(cpuMs / count).toFixed(2)} ms CPU each, ${((count * 1_000) / tookMs).toFixed(0)}/s, ` +
      `peak ${peakMb.toFixed(0)} MB; the fakes ${((after.cpuMs - before.cpuMs) / count).toFixed(2)} ms each`;
    return { measured, words };
  } finally {
    await service.stop();
  }
}

function rowsOf(name: string, runs: Measured[][]): [string, string, string][] {
  const [small = [], large] = runs;
  const of = (some: Measured[], figure: (run: Measured) => number) => median(some.map(figure));
  const all = large ?? small;
  const cpu = of(all, ({ cpuMs, created }) => cpuMs / created);
  const perSecond = of(all, ({ tookMs, created }) => (created * 1_000) / tookMs);
  const peakMb = of(all, (run) => run.peakMb);
  const growth = (figure: (run: Measured) => number) =>
    (of(large ?? [], figure) / of(small, figure)).toFixed(2);
  const where = core === undefined ? 'on all cores' : 'on one core';
  const rows: [string, string, string][] = [
    [`bridge's own CPU per imported order, ${name}`, `${cpu.toFixed(2)} ms`, '≤ 2 ms'],
    [
      `into a shop that answers at once, ${where}, ${name}`,
      `${perSecond.toFixed(0)} orders/s`,
      '≥ 500 orders/s',
    ],
    [
      `most resident memory meanwhile, ledger empty before, ${name}`,
      `${peakMb.toFixed(0)} MB`,
      '≤ 150 MB',
    ],
  ];
  if (large === undefined) return rows;
  const took = growth(({ tookMs }) => tookMs);
  const ratio = `${took} × (CPU ${growth(({ cpuMs }) => cpuMs)} ×)`;
  return [
    ...rows,
    [`time for ${orders * 10} orders to time for ${orders}, ${name}`, ratio, '≤ 10.5 ×'],
  ];
}
