import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../src/bridge/clock.ts';
import {
  BridgeError,
  NetworkError,
  OttoApiError,
  PayloadError,
} from '../../../src/bridge/errors.ts';
import { FAILURES_TO_OPEN } from '../../../src/bridge/otto/breaker.ts';
import { OttoUnavailableError } from '../../../src/bridge/otto/otto-unavailable-error.ts';
import { ottoOutcomeOf } from '../../../src/bridge/otto/outcome-of.ts';
import type { FaultDesk } from '../../fakes/otto/faults/fault-desk.ts';
import { rejectionOf } from './otto-world.ts';
import {
  draftOf,
  parcelsOf,
  type ShipmentWorld,
  startShipmentWorld,
  timesReported,
  writesTo,
  writingCalls,
} from './shipment-world.ts';

const always = { times: Number.POSITIVE_INFINITY };

type Wreck = [what: string, wreck: (faults: FaultDesk) => unknown, happens: boolean];

/** What may hide a success or a failure; each strikes as often as it is asked. */
const unclear: Wreck[] = [
  ['drops before the effect', (faults) => faults.dropBeforeEffect(always), false],
  ['drops after the effect', (faults) => faults.dropAfterEffect(always), true],
  ['fails before the effect', (faults) => faults.answerWith(500, always), false],
  [
    'fails after the effect',
    (faults) => faults.answerWith(500, { ...always, moment: 'after-effect' }),
    true,
  ],
  ['is out of order', (faults) => faults.htmlPage(503, always), false],
  ['gives up waiting', (faults) => faults.answerWith(408, always), false],
  ['redirects', (faults) => faults.answerWith(302, always), false],
];

/** Why a call certainly did nothing. */
const notSent: [what: string, wreck: (world: ShipmentWorld) => unknown][] = [
  ['is busy for good', ({ otto }) => otto.faults.tooManyRequests(always)],
  ['is busy for long', ({ otto }) => otto.faults.tooManyRequests({ retryAfter: 300 })],
  ['gives no token (500)', ({ otto }) => otto.faults.tokenEndpointFails(500, always)],
  ['gives no token (404)', ({ otto }) => otto.faults.tokenEndpointFails(404, always)],
  ['gives no token (429)', ({ otto }) => otto.faults.tokenEndpointFails(429, always)],
  [
    'gives a web page for a token',
    ({ otto }) => otto.faults.htmlPage(200, { on: 'token', ...always }),
  ],
  ['drops the token', ({ otto }) => otto.faults.dropAfterEffect({ on: 'token', ...always })],
  ['refuses the credentials', ({ otto }) => otto.faults.tokenEndpointFails(401)],
  ['refuses the scope', ({ otto }) => otto.faults.tokenEndpointFails(400)],
  [
    'refuses the token and gives no other',
    async ({ otto, client }) => {
      await client.getSalesOrder('a');
      otto.faults.unauthorized(always);
      otto.faults.tokenEndpointFails(503, always);
    },
  ],
  [
    'is busy once and gives no token then',
    async ({ otto, client }) => {
      await client.getSalesOrder('a');
      otto.faults.tooManyRequests();
      otto.faults.unauthorized(always);
      otto.faults.dropAfterEffect({ on: 'token', ...always });
    },
  ],
  ['is not there', ({ otto }) => otto.stop()],
];

describe.each(writingCalls)('$what', ({ write, prepare, isDone }) => {
  async function worldFor(): Promise<ShipmentWorld> {
    const world = await startShipmentWorld();
    prepare?.(world);
    return world;
  }

  it.each(unclear)(
    'has an unknown outcome when OTTO %s, and is sent once',
    async (_what, wreck, happens) => {
      const world = await worldFor();
      wreck(world.otto.faults);
      const error = await rejectionOf(write(world.client, world.order));
      expect(ottoOutcomeOf(error)).toBe('unknown');
      expect(writesTo(world)).toHaveLength(1);
      expect(isDone(world)).toBe(happens);
    },
  );

  it('has an unknown outcome when the answer takes too long, though it may come about', async () => {
    const world = await worldFor();
    const hasty = world.clientWith({ timeoutMs: 400 });
    world.otto.faults.delay(60_000, { ...always, moment: 'after-effect' });
    const error = await rejectionOf(write(hasty, world.order));
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({ fault: 'timeout' });
    expect(ottoOutcomeOf(error)).toBe('unknown');
    expect(writesTo(world)).toHaveLength(1);
    expect(isDone(world)).toBe(true);
  });

  it('has an unknown outcome when it is aborted under way', async () => {
    const world = await worldFor();
    const shutdown = new AbortController();
    world.otto.hooks.onEffect = ({ path }) => {
      if (path !== '/v1/token') shutdown.abort(new Error('shutting down'));
    };
    const error = await rejectionOf(write(world.client, world.order, shutdown.signal));
    expect(error).toEqual(new Error('shutting down'));
    expect(ottoOutcomeOf(error)).toBe('unknown');
    expect(isDone(world)).toBe(true);
  });

  it.each(notSent)('is not sent when OTTO %s', async (_what, wreck) => {
    const world = await worldFor();
    await wreck(world);
    const error = await rejectionOf(write(world.client, world.order));
    expect(ottoOutcomeOf(error)).toBe('not-sent');
    expect(isDone(world)).toBe(false);
  });

  it('is not sent when its token runs out in the wait and no other is to be had', async () => {
    const world = await startShipmentWorld({ tokenLifetimeSeconds: 10 });
    prepare?.(world);
    world.otto.faults.tooManyRequests({ retryAfter: 30 });
    world.otto.hooks.onRequest = ({ path }) => {
      if (path !== '/v1/token') world.otto.faults.tokenEndpointFails(503, always);
    };
    const error = await rejectionOf(write(world.client, world.order));
    expect(error).toMatchObject({ statusCode: 503 });
    expect(ottoOutcomeOf(error)).toBe('not-sent');
    expect(writesTo(world)).toHaveLength(1);
  });

  it('that was aborted says nothing about others that end for the same reason', async () => {
    const world = await worldFor();
    const reason = new BridgeError('shutting down');
    const error = await rejectionOf(write(world.client, world.order, AbortSignal.abort(reason)));
    expect(error).toBe(reason);
    expect(ottoOutcomeOf(reason)).toBe('unknown');
  });

  it('is not sent while OTTO is left alone', async () => {
    const world = await worldFor();
    world.otto.faults.answerWith(503, always);
    for (let count = 0; count < FAILURES_TO_OPEN; count++) {
      await rejectionOf(world.client.getSalesOrder('a'));
    }
    const error = await rejectionOf(write(world.client, world.order));
    expect(error).toBeInstanceOf(OttoUnavailableError);
    expect(ottoOutcomeOf(error)).toBe('not-sent');
    expect(writesTo(world)).toEqual([]);
  });

  it('turned away as one too many comes about once, after the wait OTTO asks for', async () => {
    const world = await worldFor();
    world.otto.faults.tooManyRequests({ retryAfter: 7 });
    world.otto.faults.tooManyRequests();
    await write(world.client, world.order);
    expect(isDone(world)).toBe(true);
    expect(
      writesTo(world)
        .map(({ outcome }) => outcome)
        .slice(0, 2),
    ).toEqual([429, 429]);
    expect(world.clock.sleeps).toContain(7 * SECOND);
  });

  it('is asked for three times at most while OTTO is too busy', async () => {
    const world = await worldFor();
    world.otto.faults.tooManyRequests(always);
    const error = await rejectionOf(write(world.client, world.order));
    expect(error).toBeInstanceOf(OttoApiError);
    expect(error).toMatchObject({ statusCode: 429, retryable: true });
    expect(writesTo(world)).toHaveLength(3);
  });

  it('leaves a wait of minutes to the caller', async () => {
    const world = await worldFor();
    world.otto.faults.tooManyRequests({ retryAfter: 300 });
    const error = await rejectionOf(write(world.client, world.order));
    expect(error).toMatchObject({ statusCode: 429, retryAfterMs: 5 * MINUTE });
    expect(writesTo(world)).toHaveLength(1);
  });

  it('is tried again when no token was to be had at first', async () => {
    const world = await worldFor();
    world.otto.faults.tokenEndpointFails(503, { times: 2 });
    await write(world.client, world.order);
    expect(isDone(world)).toBe(true);
    expect(writesTo(world)).toHaveLength(1);
  });

  it('is tried again when its token ran out and no other was to be had at first', async () => {
    const world = await worldFor();
    await world.client.getSalesOrder('a');
    world.otto.faults.unauthorized();
    world.otto.faults.tokenEndpointFails(503);
    await write(world.client, world.order);
    expect(isDone(world)).toBe(true);
    expect(writesTo(world)).toHaveLength(2);
  });

  it('that failed with an unknown outcome after a fresh token stays unknown', async () => {
    const world = await worldFor();
    await world.client.getSalesOrder('a');
    world.otto.faults.unauthorized();
    world.otto.faults.dropAfterEffect();
    const error = await rejectionOf(write(world.client, world.order));
    expect(ottoOutcomeOf(error)).toBe('unknown');
    expect(writesTo(world)).toHaveLength(2);
    expect(isDone(world)).toBe(true);
  });
});

describe('a success that cannot be read', () => {
  const wrecks: [string, (faults: FaultDesk) => unknown][] = [
    ['half a body', (faults) => faults.cutOffBody({ keepBytes: 9 })],
    [
      'half a body that looks whole',
      (faults) => faults.cutOffBody({ keepBytes: 9, pretendsToBeComplete: true }),
    ],
    ['no body', (faults) => faults.answerWith(201, { moment: 'after-effect' })],
    ['a web page', (faults) => faults.htmlPage(201)],
    ['a list', (faults) => faults.answerWith(201, { body: [], moment: 'after-effect' })],
  ];

  it.each(wrecks)(
    'because of %s leaves a shipment unknown, and it is not sent again',
    async (_what, wreck) => {
      const world = await startShipmentWorld();
      wreck(world.otto.faults);
      const error = await rejectionOf(world.client.createShipment(draftOf(world.order)));
      expect(error).toBeInstanceOf(PayloadError);
      expect(ottoOutcomeOf(error)).toBe('unknown');
      expect(writesTo(world)).toHaveLength(1);
    },
  );

  it.each(wrecks)('because of %s leaves a multiparcel shipment unknown', async (_what, wreck) => {
    const world = await startShipmentWorld();
    wreck(world.otto.faults);
    const error = await rejectionOf(world.client.createMultiParcelShipment(parcelsOf(world.order)));
    expect(error).toBeInstanceOf(PayloadError);
    expect(ottoOutcomeOf(error)).toBe('unknown');
    expect(writesTo(world)).toHaveLength(1);
  });

  it('is found by its tracking key afterwards', async () => {
    const world = await startShipmentWorld();
    const { client, order, otto } = world;
    otto.faults.cutOffBody({ keepBytes: 9 });
    const draft = draftOf(order);
    await rejectionOf(client.createShipment(draft));
    const { carrier, trackingNumber = '' } = draft.trackingKey;
    expect(await client.getShipmentByTracking({ carrier, trackingNumber })).toMatchObject({
      positionItemIds: draft.pieces.map(({ positionItemId }) => positionItemId),
    });
    expect(timesReported(world)).toBe(1);
  });
});
