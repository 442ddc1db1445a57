import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { collect, startOttoWorld } from './otto-world.ts';

describe('log lines and errors', () => {
  it('hold neither secret nor token nor anything of a buyer, whatever goes wrong', async () => {
    const world = await startOttoWorld();
    const order = buildSalesOrder();
    world.otto.addOrder(order);
    const { faults } = world.otto;
    const secrets = ['fake-otto-secret', 'Bearer', 'eyJhbGciOiJSUzI1NiIs'];
    const { lastName = '?', street = '?', email = '?' } = order.invoiceAddress ?? {};
    const body = JSON.stringify(order);
    const wrecks: (() => unknown)[] = [
      () => undefined,
      () => faults.answerWith(500, { body, times: 3 }),
      () => faults.answerWith(400, { body: { errors: [{ title: 'NO', detail: lastName }] } }),
      () => faults.answerWith(403, { body }),
      () => faults.answerWith(200, { body: body.slice(0, -9), times: 3 }),
      () => faults.answerWith(200, { body: `["${lastName}"]`, times: 3 }),
      () => faults.answerWith(302, { headers: { Location: `/${lastName}` } }),
      () => faults.cutOffBody({ keepBytes: body.length - 30, times: 3 }),
      () => faults.dropAfterEffect({ times: 3 }),
      () => faults.unauthorized({ times: 2 }),
      () =>
        faults.answerWith(401, {
          on: 'token',
          body: { error: 'invalid_client', error_description: 'fake-otto-secret' },
        }),
    ];
    for (const wreck of wrecks) {
      wreck();
      const client = world.clientWith();
      const single = await client.getSalesOrder(order.salesOrderId).catch((error) => error);
      const list = await collect(client.listSalesOrders({})).catch((error) => error);
      for (const outcome of [single, list].filter((thing) => thing instanceof Error)) {
        world.log.push({
          level: 'error',
          event: inspect(outcome, { depth: 9, showHidden: true }),
          fields: {},
        });
      }
      faults.clear();
    }
    const everything = inspect(world.log, {
      depth: 9,
      maxArrayLength: null,
      maxStringLength: null,
    });
    expect(world.log.filter(({ level }) => level === 'error').length).toBeGreaterThanOrEqual(9);
    for (const hidden of [...secrets, lastName, street, email]) {
      expect(everything).not.toContain(hidden);
    }
  });

  it('tell each request with its status and duration', async () => {
    const { client, log } = await startOttoWorld();
    await client.getSalesOrder('a');
    expect(log).toContainEqual({
      level: 'debug',
      event: 'otto-call-answered',
      fields: {
        accountId: 'account-1',
        requestLine: 'GET /v4/orders/a',
        statusCode: 404,
        durationMs: expect.any(Number),
      },
    });
  });
});
