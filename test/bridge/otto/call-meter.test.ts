import { describe, expect, it } from 'vitest';
import type { MeteredCall } from '../../../src/bridge/call-meter.ts';
import { FAILURES_TO_OPEN, OPEN_MS } from '../../../src/bridge/otto/breaker.ts';
import { createOttoClient } from '../../../src/bridge/otto/otto-client.ts';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { rejectionOf, startOttoWorld } from './otto-world.ts';

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

async function startMetered() {
  const world = await startOttoWorld();
  const calls: MeteredCall[] = [];
  const meter = { ended: (call: MeteredCall) => void calls.push(call) };
  const client = createOttoClient(world.access, { clock: world.clock, logger: silent, meter });
  const outcomes = () =>
    calls.filter(({ method }) => method === 'GET').map(({ outcome }) => outcome);
  return { ...world, client, calls, outcomes };
}

describe('calls to OTTO are measured', () => {
  it('one by one, by route, with the token’s own', async () => {
    const { otto, client, calls } = await startMetered();
    const order = buildSalesOrder();
    otto.addOrder(order);
    await client.getSalesOrder(order.salesOrderId);
    expect(calls.map(({ side, method, outcome }) => [side, method, outcome])).toEqual([
      ['otto', 'POST', 'ok'],
      ['otto', 'GET', 'ok'],
    ]);
    expect(JSON.stringify(calls)).not.toContain(order.salesOrderId);
    expect(calls.every(({ durationMs }) => durationMs >= 0)).toBe(true);
    expect(calls.every(({ clockSkewMs }) => clockSkewMs !== undefined)).toBe(true);
  });

  it('with each try and what became of it', async () => {
    const { otto, client, outcomes } = await startMetered();
    otto.addOrder(buildSalesOrder());
    const { salesOrderId } = buildSalesOrder();
    otto.faults.answerWith(503, { times: 1 });
    await client.getSalesOrder(salesOrderId);
    otto.faults.tooManyRequests({ times: 1 });
    await client.getSalesOrder(salesOrderId);
    otto.faults.dropBeforeEffect({ times: 1 });
    await client.getSalesOrder(salesOrderId);
    await client.getSalesOrder('none');
    otto.faults.answerWith(301, { times: 1 });
    await rejectionOf(client.getSalesOrder(salesOrderId));
    const expected = ['failed', 'ok', 'rate-limited', 'ok', 'unanswered', 'ok', 'refused'];
    expect(outcomes().slice(0, expected.length)).toEqual(expected);
    expect(outcomes()[expected.length]).toBe('redirected');
  });
});

it('is kept away from OTTO while the breaker is open, and says so', async () => {
  const { otto, client, clock } = await startMetered();
  expect(client.isKeptAway()).toBe(false);
  const outage = otto.faults.answerWith(503, { times: Number.POSITIVE_INFINITY });
  for (let count = 0; count < FAILURES_TO_OPEN; count += 1) {
    await rejectionOf(client.getSalesOrder('a'));
  }
  expect(client.isKeptAway()).toBe(true);
  outage.withdraw();
  await clock.sleep(OPEN_MS);
  expect(client.isKeptAway()).toBe(false);
  await client.getSalesOrder('a');
  expect(client.isKeptAway()).toBe(false);
});
