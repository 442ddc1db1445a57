import { parseArgs } from 'node:util';
import { startFakeOtto } from '../test/fakes/otto/index.ts';
import { startFakeShop } from '../test/fakes/woocommerce/fake-shop.ts';
import { startPostgres } from '../test/postgres/start-postgres.ts';
import { middleOf } from './large/middle-of.ts';
import { type PreparedBridge, prepareBridge } from './large/prepare-bridge.ts';
import { row } from './large/row.ts';
import { startServiceProcess } from './large/service-process.ts';

/** From the start of the program to the first 200 of `/readyz`: with many orders, and with none. */
const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '1000000' },
    database: { type: 'string', default: 'sqlite' },
    times: { type: 'string', default: '9' },
  },
});
const LIMIT_MS = 1_000;
/** What is compiled is kept a moment after the first start, see `src/bridge/main.ts`. */
const FIRST_RUNS_MS = 7_000;

const otto = await startFakeOtto();
const shop = await startFakeShop();
const postgres = values.database === 'postgres' ? await startPostgres() : undefined;
const empty = await prepareBridge(0, { otto, shop, postgres });
const large = await prepareBridge(Number(values.orders), { otto, shop, postgres });
try {
  for (const [name, bridge] of Object.entries({ empty, large })) {
    const { readyMs, readyCpuMs } = await startOnce(bridge, FIRST_RUNS_MS);
    console.log(
      `first start, nothing compiled yet, ${name}: ${ms(readyMs)}, ${ms(readyCpuMs)} CPU`,
    );
  }
  const took: Record<'empty' | 'large', number[]> = { empty: [], large: [] };
  const cpu: Record<'empty' | 'large', number[]> = { empty: [], large: [] };
  for (let time = 0; time < Number(values.times); time += 1) {
    for (const [name, bridge] of [['empty', empty] as const, ['large', large] as const]) {
      const { readyMs, readyCpuMs } = await startOnce(bridge, 0);
      took[name].push(readyMs);
      cpu[name].push(readyCpuMs);
    }
  }
  const [none, many] = [middleOf(took.empty), middleOf(took.large)];
  console.log(
    `ledger empty: ${ms(none)}, ${ms(middleOf(cpu.empty))} CPU; with ${values.orders} orders: ${ms(many)}, ${ms(middleOf(cpu.large))} CPU`,
  );
  row(`start to ready with ${values.orders} orders, ${values.database}`, {
    figure: `${ms(many)}, ${(many / none).toFixed(2)}× of an empty ledger`,
    goal: '≤ 1 s',
    isMet: many <= LIMIT_MS,
  });
} finally {
  await otto.stop();
  await shop.stop();
  await postgres?.stop();
  await empty.remove();
  await large.remove();
}

async function startOnce({ dataFolder, databaseUrl }: PreparedBridge, runsMs: number) {
  const service = await startServiceProcess(dataFolder, { databaseUrl });
  await new Promise((resolve) => setTimeout(resolve, runsMs));
  await service.stop();
  return service;
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}
