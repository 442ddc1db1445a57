import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { ordersInShop, startReportingShop } from '../../bridge/http/report-shop.ts';
import { temporaryFolder } from '../../bridge/settings/temporary-folder.ts';

const PAGE = readFileSync(new URL('../../../docs/web-service.md', import.meta.url), 'utf8');

/** What the page shows to be run in a shell. */
const examples = [...PAGE.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, script = '']) => script);

/** Runs some lines of shell as they stand. */
async function run(script: string, environment: Record<string, string>) {
  const shell = spawn('bash', ['--norc', '-euo', 'pipefail', '-c', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, ...environment },
  });
  const ended = new Promise<number | null>((resolve) => shell.once('close', resolve));
  const [out, errors] = await Promise.all([text(shell.stdout), text(shell.stderr)]);
  return { code: await ended, out, errors };
}

it('shows nothing but calls that work as written', async () => {
  const world = await startReportingShop({}, 'off');
  const [order, other] = await ordersInShop(world, [{}, {}]);
  const environment = {
    BRIDGE_URL: world.service.url,
    BRIDGE_TOKEN: world.service.apiToken.reveal(),
    ORDER: order?.orderNumber ?? '',
    SALES_ORDER: order?.salesOrderId ?? '',
    OTHER_ORDER: other?.orderNumber ?? '',
    TMPDIR: await temporaryFolder(),
  };
  const outs: string[] = [];
  for (const script of examples) {
    const { code, out, errors } = await run(script, environment);
    expect([script, code, errors]).toEqual([script, 0, '']);
    outs.push(out);
  }
  const all = outs.join('\n');
  expect(examples.length).toBeGreaterThan(8);
  const expected = [
    '"status":"ok"',
    'event:end',
    '304',
    '"paymentSystem":"OTTO Market"',
    '"schedule":"0 12,15,18 * * *"',
    '"isCommitted":true',
    '"notice"',
  ];
  expect(expected.filter((part) => !all.includes(part))).toEqual([]);
  const reported = await world.bridge.ledger.listTransmissions({ limit: 9 });
  expect(reported.map(({ salesOrderId }) => salesOrderId).toSorted()).toEqual(
    [order?.salesOrderId, other?.salesOrderId].toSorted(),
  );
}, 60_000);
