import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openBridge } from '../src/bridge/create-bridge.ts';
import { createPinoLogger } from '../src/bridge/pino-logger.ts';
import { accountSchema } from '../src/bridge/settings/account-schema.ts';
import { Secret } from '../src/bridge/settings/secret.ts';
import { sealClientSecret } from '../src/bridge/settings/stored-secrets.ts';
import { systemClock } from '../src/bridge/system-clock.ts';
import { shippingRulesSchema } from '../src/mapping/reporting/shipping-rules.ts';
import { usualCredentials } from '../test/fakes/otto/index.ts';
import { type OttoAsk, type OttoTell, ottoTellSchema } from './fake-otto-process.ts';
import { row } from './large/row.ts';

/**
 * How near a queue of shipments comes to the rate that is set for OTTO. The queue stands in the ledger;
 * OTTO is the fake in a process of its own, answers each shipment after a while, and refuses with 429
 * what comes faster than OTTO's 20 a second.
 */
const { values } = parseArgs({
  options: {
    shipments: { type: 'string', default: '10000' },
    rate: { type: 'string', default: '20' },
    'answer-ms': { type: 'string', default: '400' },
  },
});
const shipments = Number(values.shipments);
const rate = Number(values.rate);
const ACCOUNT = 'main';
const OTTO_LIMIT = 20;
/** Orders and reports put into the ledger in one go, as a page of OTTO's is. */
const AT_A_TIME = 200;

const child = fork(fileURLToPath(new URL('fake-otto-process.ts', import.meta.url)));
const hear = async <Kind extends OttoTell['tell']>(kind: Kind) => {
  for (;;) {
    const [message] = await once(child, 'message');
    const told = ottoTellSchema.parse(message);
    if (isOfKind(told, kind)) return told;
  }
};
function isOfKind<Kind extends OttoTell['tell']>(
  told: OttoTell,
  kind: Kind,
): told is Extract<OttoTell, { tell: Kind }> {
  return told.tell === kind;
}
const ask = (asked: OttoAsk) => child.send(asked);

const dataFolder = await mkdtemp(join(tmpdir(), 'bridge-bench-'));
try {
  await hear('ready');
  ask({
    ask: 'begin',
    orders: shipments,
    rateLimitPerSecond: OTTO_LIMIT,
    answersAfterMs: Number(values['answer-ms']),
  });
  const { url, pieces } = await hear('begun');

  const bridge = await openBridge(
    {
      dataFolder,
      ledger: { kind: 'sqlite', path: join(dataFolder, 'ledger.sqlite') },
      host: '127.0.0.1',
      port: 0,
      logLevel: 'silent',
    },
    { clock: systemClock, logger: createPinoLogger('silent'), environment: {} },
  );
  await bridge.settings.update((settings) => ({
    ...settings,
    shippingRules: shippingRulesSchema.parse({
      shipFrom: [{ name: 'Lager', city: 'Dresden', zipCode: '01067' }],
    }),
    accounts: [
      accountSchema.parse({
        id: ACCOUNT,
        name: 'Bench',
        state: 'active',
        environment: { baseUrl: url },
        clientId: usualCredentials.clientId,
        clientSecret: sealClientSecret(
          ACCOUNT,
          new Secret(usualCredentials.clientSecret),
          bridge.key,
        ),
        requestsPerSecond: rate,
      }),
    ],
  }));
  const now = new Date().toISOString();
  for (let start = 0; start < pieces.length; start += AT_A_TIME) {
    await queue(pieces.slice(start, start + AT_A_TIME), start);
  }

  async function queue(some: typeof pieces, first: number): Promise<void> {
    await bridge.ledger.recordSeen(
      ACCOUNT,
      some.map(({ salesOrderId, orderNumber, orderDate, positionItemId, sku }) => ({
        salesOrderId,
        orderNumber,
        orderedAt: orderDate,
        changedAt: orderDate,
        phase: 'processable',
        grossCents: 2_499,
        paymentMethod: undefined,
        expectedDeliveryAt: undefined,
        positionItems: [
          {
            positionItemId,
            fulfillmentStatus: 'PROCESSABLE',
            sku,
            payableCents: 2_499,
            vatRatePercent: 19,
            expectedDeliveryAt: undefined,
          },
        ],
      })),
      now,
    );
    await bridge.ledger.addTransmissions(
      ACCOUNT,
      some.map(({ salesOrderId, positionItemId }, index) => ({
        transmissionId: `bench-${first + index}`,
        salesOrderId,
        kind: 'shipment',
        state: 'due',
        reason: undefined,
        source: 'web-service',
        sourceKey: undefined,
        positionItemIds: [positionItemId],
        parcels: [
          {
            carrier: 'HERMES',
            trackingNumber: `H${String(1_000_000_000_000_000_000n + BigInt(first + index))}`,
            returnCarrier: 'HERMES',
            returnNumber: `H${String(2_000_000_000_000_000_000n + BigInt(first + index))}`,
          },
        ],
        shipDate: now,
        shipFrom: { city: 'Dresden', zipCode: '01067', countryCode: 'DEU' },
        deliverBy: undefined,
        nextTryAt: now,
        reserve: [],
      })),
      'command',
      now,
    );
  }

  const cpu = process.cpuUsage();
  const outcome = await bridge.runReports({
    accountId: ACCOUNT,
    cause: 'command',
    holderKind: 'command',
    signal: new AbortController().signal,
  });
  const { user, system } = process.cpuUsage(cpu);
  const cpuMs = (user + system) / 1_000;
  await bridge.close();
  ask({ ask: 'end' });
  const end = await hear('ended');
  const seconds = (end.lastAt - end.firstAt) / 1_000;
  const perSecond = (end.shipments - 1) / seconds;
  console.log(
    [
      `shipments queued          ${shipments}`,
      `reported at OTTO          ${end.shipments} (${end.piecesReportedTwice} pieces twice)`,
      `first to last             ${seconds.toFixed(1)} s`,
      `rate                      ${perSecond.toFixed(2)}/s of ${rate}/s set`,
      `ratio to the rate set     ${(perSecond / rate).toFixed(3)} (goal ≥ 0.95)`,
      `429 answers               ${end.tooManyRequests} (goal 0)`,
      `CPU of the bridge         ${(cpuMs / shipments).toFixed(2)} ms a shipment`,
      `peak memory               ${(process.resourceUsage().maxRSS / 1_024).toFixed(0)} MB`,
    ].join('\n'),
  );
  row(`drain of ${shipments} shipments at ${rate}/s`, {
    figure: `${(perSecond / rate).toFixed(3)} of the rate, ${end.tooManyRequests} answers 429`,
    goal: '≥ 0.95, none',
    isMet: perSecond / rate >= 0.95 && end.tooManyRequests === 0,
  });
  const faults = outcome.flatMap(({ result }) =>
    result.ran && result.fault ? [result.fault] : [],
  );
  if (faults.length > 0) console.log(`faults: ${JSON.stringify(faults)}`);
} finally {
  if (child.connected) child.kill();
  await rm(dataFolder, { recursive: true, force: true });
}
