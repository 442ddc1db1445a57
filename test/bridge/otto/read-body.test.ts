import { describe, expect, it } from 'vitest';
import { LARGEST_BODY_BYTES, readBody } from '../../../src/bridge/otto/read-body.ts';
import { rejectionOf, startOttoWorld } from './otto-world.ts';

const tooLarge = {
  name: 'PayloadError',
  problems: [`the body is larger than ${LARGEST_BODY_BYTES} bytes`],
  retryable: false,
};

describe('a body', () => {
  it('is read as UTF-8, without a byte order mark, however it is cut into pieces', async () => {
    const bytes = new TextEncoder().encode('\ufeff{"title":"Kühlschrank »COOL«"}');
    const stream = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    expect(await readBody('GET /x', new Response(stream))).toBe('{"title":"Kühlschrank »COOL«"}');
  });

  it('that is none is empty', async () => {
    expect(await readBody('GET /x', new Response(null, { status: 204 }))).toBe('');
  });

  it('that announces more than 50 MB is not even read', async () => {
    const seen: string[] = [];
    const stream = new ReadableStream(
      { pull: () => void seen.push('read'), cancel: () => void seen.push('cancelled') },
      { highWaterMark: 0 },
    );
    const headers = { 'Content-Length': String(LARGEST_BODY_BYTES + 1) };
    const reading = readBody('GET /x', new Response(stream, { headers }));
    expect(await rejectionOf(reading)).toMatchObject(tooLarge);
    expect(seen).toEqual(['cancelled']);
  });

  it('that turns out to be more than 50 MB is given up', async () => {
    let givenUp = false;
    const stream = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1024 * 1024)),
      cancel: () => {
        givenUp = true;
      },
    });
    const reading = readBody('GET /x', new Response(stream));
    expect(await rejectionOf(reading)).toMatchObject(tooLarge);
    expect(givenUp).toBe(true);
  });

  it('that is too large is not asked for again', async () => {
    const { otto, client } = await startOttoWorld();
    otto.faults.answerWith(200, { body: 'x'.repeat(LARGEST_BODY_BYTES + 1) });
    expect(await rejectionOf(client.getSalesOrder('a'))).toMatchObject(tooLarge);
    expect(otto.requestsTo('GET', '/v4/orders/a')).toHaveLength(1);
  });
});
