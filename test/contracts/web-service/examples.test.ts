import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import pMap from 'p-map';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { AREAS, ROLES } from '../../../src/bridge/http/contract/operation.ts';
import type { HttpWorld } from '../../bridge/http/http-world.ts';
import { ordersInShop, startReportingShop } from '../../bridge/http/report-shop.ts';
import { temporaryFolder } from '../../bridge/settings/temporary-folder.ts';

const PAGE = readFileSync(new URL('../../../docs/web-service.md', import.meta.url), 'utf8');

/** What the page shows to be run in a shell. */
const examples = [...PAGE.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, script = '']) => script);

/** How the page says a token is made: the name of the token, its role and areas. */
const tokenCommand = /token add (?<name>\S+) --role (?<role>\S+) --areas (?<areas>\S+)/;
const tokenAsked = z.object({
  name: z.string(),
  role: z.enum(ROLES),
  areas: z.string().transform((text) => z.array(z.enum(AREAS)).parse(text.split(','))),
});

/** The tokens the page has one make, in its order. */
async function tokensOfPage({ bridge, watch }: HttpWorld): Promise<string[]> {
  const commands = PAGE.match(new RegExp(tokenCommand, 'g')) ?? [];
  return pMap(commands, async (command) => {
    const asked = tokenAsked.parse(tokenCommand.exec(command)?.groups);
    const { token } = await bridge.access.tokens.create({ ...asked, createdBy: 'tests' });
    watch.secrets.add(token.reveal());
    return token.reveal();
  });
}

/** Takes an order out of the shop for good. */
async function loseInShop({ bridge, shop }: HttpWorld, salesOrderId: string): Promise<void> {
  const row = (await bridge.ledger.loadSalesOrders('main', [salesOrderId])).get(salesOrderId);
  shop.hands.deleteForGood(row?.woo_order_id ?? 0);
}

/** Has every call tell when it fails, also where the shell goes on, as in the condition of a loop. */
const TELLING = 'curl() { command curl "$@" || { echo "curl $* ended with $?" >&2; return 1; }; }';

/** Runs some lines of shell as they stand. */
async function run(script: string, environment: Record<string, string>) {
  const shell = spawn('bash', ['--norc', '-euo', 'pipefail', '-c', `${TELLING}\n${script}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, ...environment },
  });
  const ended = new Promise<number | null>((resolve) => shell.once('close', resolve));
  const [out, errors] = await Promise.all([text(shell.stdout), text(shell.stderr)]);
  return { code: await ended, out, errors };
}

it('shows nothing but calls that work as written', async () => {
  const world = await startReportingShop({}, 'off');
  const [order, other, lost] = await ordersInShop(world, [{}, {}, {}]);
  await loseInShop(world, lost?.salesOrderId ?? '');
  const [token = '', configureToken = ''] = await tokensOfPage(world);
  const environment = {
    BRIDGE_URL: world.service.url,
    BRIDGE_TOKEN: token,
    BRIDGE_CONFIGURE_TOKEN: configureToken,
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
    // what the comparison found, which is there only once it has ended
    `main;${lost?.orderNumber};`,
  ];
  expect(expected.filter((part) => !all.includes(part))).toEqual([]);
  const reported = await world.bridge.ledger.listTransmissions({ limit: 9 });
  expect(reported.map(({ salesOrderId }) => salesOrderId).toSorted()).toEqual(
    [order?.salesOrderId, other?.salesOrderId].toSorted(),
  );
}, 60_000);
