import { describe, expect, it, vi } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../src/bridge/clock.ts';
import { NetworkError, OttoApiError } from '../../../src/bridge/errors.ts';
import { FAILURES_TO_OPEN, OPEN_MS } from '../../../src/bridge/otto/breaker.ts';
import { OttoUnavailableError } from '../../../src/bridge/otto/otto-unavailable-error.ts';
import { type OttoWorld, rejectionOf, startOttoWorld } from './otto-world.ts';

const always = { times: Number.POSITIVE_INFINITY };

async function failTimes(world: OttoWorld, times: number): Promise<unknown> {
  let error: unknown;
  for (let count = 0; count < times; count++) {
    error = await rejectionOf(world.client.getSalesOrder('a'));
  }
  return error;
}

describe('the breaker', () => {
  it('opens after five failed calls in a row; then calls fail at once and without a request', async () => {
    const world = await startOttoWorld();
    world.otto.faults.answerWith(503, always);
    expect(await failTimes(world, FAILURES_TO_OPEN)).toBeInstanceOf(OttoApiError);
    const requests = world.otto.requests.length;
    const error = await failTimes(world, 1);
    expect(error).toBeInstanceOf(OttoUnavailableError);
    expect(error).toMatchObject({ retryable: true, cause: expect.any(OttoApiError) });
    expect(world.otto.requests).toHaveLength(requests);
  });

  it('tells since when OTTO fails and until when it is left alone', async () => {
    const world = await startOttoWorld();
    world.otto.faults.answerWith(503, always);
    await failTimes(world, 1);
    const since = world.clock.now().toISOString();
    await world.clock.sleep(5 * MINUTE);
    await failTimes(world, FAILURES_TO_OPEN - 1);
    const until = new Date(world.clock.now().getTime() + OPEN_MS).toISOString();
    expect(await failTimes(world, 1)).toMatchObject({ since, until });
  });

  it('stays closed as long as one call in between gets through', async () => {
    const world = await startOttoWorld();
    const outage = world.otto.faults.answerWith(503, always);
    await failTimes(world, FAILURES_TO_OPEN - 1);
    outage.withdraw();
    expect(await world.client.checkAccess()).toEqual({ outcome: 'ok' });
    world.otto.faults.answerWith(503, always);
    expect(await failTimes(world, FAILURES_TO_OPEN - 1)).toBeInstanceOf(OttoApiError);
    expect(await failTimes(world, 1)).toBeInstanceOf(OttoApiError);
    expect(await failTimes(world, 1)).toBeInstanceOf(OttoUnavailableError);
  });

  it('takes a refusal for an answer', async () => {
    const world = await startOttoWorld();
    world.otto.faults.answerWith(400, always);
    expect(await failTimes(world, FAILURES_TO_OPEN + 3)).toBeInstanceOf(OttoApiError);
  });

  it('counts from one again after a refusal', async () => {
    const world = await startOttoWorld();
    world.otto.faults.answerWith(503, { times: 3 * (FAILURES_TO_OPEN - 1) });
    await failTimes(world, FAILURES_TO_OPEN - 1);
    expect(await world.client.getSalesOrder('a')).toBeUndefined();
    world.otto.faults.answerWith(503, always);
    expect(await failTimes(world, FAILURES_TO_OPEN)).toBeInstanceOf(OttoApiError);
  });

  it('says nothing about credentials', async () => {
    const world = await startOttoWorld();
    world.otto.faults.tokenEndpointFails(401, always);
    expect(await failTimes(world, FAILURES_TO_OPEN + 3)).toMatchObject({
      code: 'otto-credentials-refused',
    });
  });

  it('opens when nobody answers, too', async () => {
    const world = await startOttoWorld();
    await world.otto.stop();
    expect(await failTimes(world, FAILURES_TO_OPEN)).toBeInstanceOf(NetworkError);
    expect(await failTimes(world, 1)).toMatchObject({ cause: expect.any(NetworkError) });
  });

  it('opens when everything is redirected', async () => {
    const world = await startOttoWorld();
    world.otto.faults.answerWith(302, always);
    expect(await failTimes(world, FAILURES_TO_OPEN)).toBeInstanceOf(NetworkError);
    expect(await failTimes(world, 1)).toBeInstanceOf(OttoUnavailableError);
  });

  it('does not count calls that the caller gave up', async () => {
    const world = await startOttoWorld();
    world.otto.faults.answerWith(503, always);
    await failTimes(world, FAILURES_TO_OPEN - 1);
    const gone = AbortSignal.abort(new Error('gone'));
    expect(await rejectionOf(world.client.getSalesOrder('a', gone))).toEqual(new Error('gone'));
    expect(await failTimes(world, 1)).toBeInstanceOf(OttoApiError);
  });

  it('belongs to one client', async () => {
    const world = await startOttoWorld();
    const outage = world.otto.faults.answerWith(503, always);
    await failTimes(world, FAILURES_TO_OPEN);
    outage.withdraw();
    expect(await world.clientWith().getSalesOrder('a')).toBeUndefined();
  });

  it('closes after a minute when the next call gets through', async () => {
    const world = await startOttoWorld();
    const outage = world.otto.faults.answerWith(503, always);
    await failTimes(world, FAILURES_TO_OPEN);
    outage.withdraw();
    await world.clock.sleep(OPEN_MS - SECOND);
    expect(await failTimes(world, 1)).toBeInstanceOf(OttoUnavailableError);
    await world.clock.sleep(SECOND);
    expect(await world.client.getSalesOrder('a')).toBeUndefined();
    expect(await world.client.getSalesOrder('a')).toBeUndefined();
  });

  it('opens again when that call fails, and still tells the first failure', async () => {
    const world = await startOttoWorld();
    world.otto.faults.answerWith(503, always);
    await failTimes(world, FAILURES_TO_OPEN);
    const first = await failTimes(world, 1);
    await world.clock.sleep(OPEN_MS);
    expect(await failTimes(world, 1)).toBeInstanceOf(OttoApiError);
    const second = await failTimes(world, 1);
    expect(second).toBeInstanceOf(OttoUnavailableError);
    if (!(first instanceof OttoUnavailableError && second instanceof OttoUnavailableError)) return;
    expect(second.since).toBe(first.since);
    expect(second.until > first.until).toBe(true);
  });

  it('lets one call through to see, not all that wait', async () => {
    const world = await startOttoWorld();
    const outage = world.otto.faults.answerWith(503, always);
    await failTimes(world, FAILURES_TO_OPEN);
    outage.withdraw();
    await world.clock.sleep(OPEN_MS);
    const probe = world.client.getSalesOrder('probe');
    expect(await failTimes(world, 1)).toBeInstanceOf(OttoUnavailableError);
    expect(await probe).toBeUndefined();
  });

  it('lets another call see when the first one was given up', async () => {
    const world = await startOttoWorld();
    const outage = world.otto.faults.answerWith(503, always);
    await failTimes(world, FAILURES_TO_OPEN);
    outage.withdraw();
    await world.clock.sleep(OPEN_MS);
    await rejectionOf(world.client.getSalesOrder('probe', AbortSignal.abort()));
    expect(await world.client.getSalesOrder('a')).toBeUndefined();
  });

  it('opens at the first failure when OTTO asks for a long wait, for an hour at most', async () => {
    const world = await startOttoWorld();
    world.otto.faults.tooManyRequests({ retryAfter: 300 });
    await failTimes(world, 1);
    await world.clock.sleep(5 * MINUTE - SECOND);
    expect(await failTimes(world, 1)).toBeInstanceOf(OttoUnavailableError);
    await world.clock.sleep(SECOND);
    expect(await world.client.getSalesOrder('a')).toBeUndefined();
    world.otto.faults.answerWith(503, { headers: { 'Retry-After': '86400' } });
    await failTimes(world, 1);
    await world.clock.sleep(HOUR);
    expect(await world.client.getSalesOrder('a')).toBeUndefined();
  });

  it('does not hinder calls side by side before it opens', async () => {
    const world = await startOttoWorld();
    world.otto.faults.answerWith(503, { times: 3 });
    await failTimes(world, 1);
    const results = await Promise.all(['b', 'c', 'd'].map((id) => world.client.getSalesOrder(id)));
    expect(results).toEqual([undefined, undefined, undefined]);
    await vi.waitFor(() => expect(world.warnings('otto-call-failed')).toHaveLength(1));
  });
});
