import { expect, it } from 'vitest';
import { PayloadError } from '../../../src/bridge/errors.ts';
import { listPages, type OttoList } from '../../../src/bridge/otto/list-pages.ts';
import type { OttoCaller } from '../../../src/bridge/otto/otto-caller.ts';
import { collect, rejectionOf } from './otto-world.ts';

const LIST: OttoList = {
  path: '/v1/things',
  scope: 'things',
  query: [],
  entriesAt: ['resources'],
  pagedBy: ['page'],
  limit: 2,
};

/** OTTO, giving these pages one after the other and the last one for ever. */
function answering(pages: object[]): { call: OttoCaller; asked: () => number } {
  let asked = 0;
  const call: OttoCaller = async (question) => {
    const body = pages[Math.min(asked, pages.length - 1)];
    asked += 1;
    if (asked > 20) throw new Error('asked without end');
    const text = JSON.stringify(body);
    const bytes = Buffer.from(text);
    const requestLine = `GET ${question.path}`;
    return question.read({
      requestLine,
      ok: true,
      statusCode: 200,
      text,
      bytes,
      retryAfterMs: undefined,
    });
  };
  return { call, asked: () => asked };
}

const next = (page: number) => [{ rel: 'next', href: `/v1/things?page=${page}` }];

it('an empty page that goes on to itself ends the list with an error, not never', async () => {
  const { call, asked } = answering([{ resources: [], links: next(2) }]);
  const error = await rejectionOf(collect(listPages(LIST, { call })));
  expect(error).toBeInstanceOf(PayloadError);
  expect(asked()).toBe(2);
});

it('an empty page between others is passed over', async () => {
  const { call } = answering([
    { resources: [1], links: next(2) },
    { resources: [], links: next(3) },
    { resources: [2] },
  ]);
  expect(await collect(listPages(LIST, { call }))).toEqual([[1], [], [2]]);
});

it('a page nested without end is an error that may heal', async () => {
  const deep: object = JSON.parse(`${'['.repeat(2_000)}${']'.repeat(2_000)}`);
  const { call } = answering([{ resources: [deep] }]);
  const error = await rejectionOf(collect(listPages(LIST, { call })));
  expect(error).toBeInstanceOf(PayloadError);
  expect(error).toMatchObject({ retryable: true });
});
