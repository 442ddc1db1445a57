import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PayloadError } from '../../../src/bridge/errors.ts';
import {
  accessTokenAnswer,
  cursorFromHref,
  readAnswer,
  readErrorAnswer,
  salesOrderPageAnswer,
} from '../../../src/bridge/otto/otto-answers.ts';

const readPage = (page: unknown) =>
  readAnswer('GET /v4/orders', JSON.stringify(page), salesOrderPageAnswer);

function problemsOf(read: () => unknown): string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof PayloadError) return error.problems;
  }
  throw new Error('expected a PayloadError');
}

describe('the cursor of a link', () => {
  it('comes out as it went in, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'binary' }), (cursor) => {
        const href = `/v4/orders?limit=2&nextcursor=${encodeURIComponent(cursor)}&x=1`;
        expect(cursorFromHref(href)).toBe(cursor);
      }),
    );
  });

  it('is decoded once only', () => {
    expect(cursorFromHref('/v4/orders?nextcursor=a%252Bb')).toBe('a%2Bb');
  });

  it('keeps a bare plus', () => {
    expect(cursorFromHref('/v4/orders?nextcursor=a+b')).toBe('a+b');
  });

  it('is taken as it stands when it is not encoded properly', () => {
    expect(cursorFromHref('/v4/orders?nextcursor=100%')).toBe('100%');
  });

  it('is looked for under the name the interface gives it', () => {
    const href = '/v1/shipments?nextcursor=a&next=b&limit=25';
    expect(cursorFromHref(href, 'next')).toBe('b');
    expect(cursorFromHref(href)).toBe('a');
    expect(cursorFromHref('/v1/shipments?nextcursor=a', 'next')).toBeUndefined();
  });

  it('is undefined where there is none', () => {
    expect(cursorFromHref('/v4/orders?notnextcursor=a&limit=1')).toBeUndefined();
  });
});

describe('a page of orders', () => {
  it('without resources and links is empty and the last one', () => {
    expect(readPage({})).toEqual({ resources: [], nextCursor: undefined });
    expect(readPage({ resources: null, links: null })).toEqual(readPage({}));
  });

  it('is the last one when its links lead elsewhere', () => {
    const links = [{ rel: 'self', href: '/v4/orders?nextcursor=abc' }, 'odd', { rel: 7 }];
    expect(readPage({ links }).nextCursor).toBeUndefined();
  });

  it('names the cursor of its next link', () => {
    const links = [
      { href: '/x', rel: 'self' },
      { href: '/v4/orders?nextcursor=abc', rel: 'next' },
    ];
    expect(readPage({ resources: [1], links })).toEqual({ resources: [1], nextCursor: 'abc' });
  });

  it.each([
    ['resources that are no list', { resources: {} }],
    ['links that are no list', { links: 'next' }],
    ['a next link without a cursor', { links: [{ rel: 'next', href: '/v4/orders?page=2' }] }],
    ['a next link without an address', { links: [{ rel: 'next' }] }],
    ['a list instead of a page', []],
    ['nothing', null],
  ])('with %s is unreadable, never taken for the last one', (_what, page) => {
    expect(() => readPage(page)).toThrow(PayloadError);
  });
});

describe('an unreadable answer', () => {
  it.each([
    ['<!DOCTYPE html><p>Erika Mustermann</p>', 'the body is a web page'],
    ['{"lastName":"Mustermann","stre', 'the body is no JSON or was cut off'],
    ['  ', 'the body is empty'],
  ])('%j is said to be: %s', (text, problem) => {
    expect(problemsOf(() => readAnswer('GET /x', text, salesOrderPageAnswer))).toEqual([problem]);
  });

  it('may be readable the next time and quotes nothing of the body', () => {
    expect.assertions(3);
    for (const text of ['<p>Mustermann</p>', '{"name":"Mustermann', '{"resources":"Mustermann"}']) {
      try {
        readAnswer('GET /x', text, salesOrderPageAnswer);
      } catch (error) {
        expect(error).toSatisfy(
          (thrown) =>
            thrown instanceof PayloadError &&
            thrown.retryable &&
            thrown.cause === undefined &&
            !`${thrown.message}${thrown.problems}`.includes('Mustermann'),
        );
      }
    }
  });
});

describe('a token answer', () => {
  it('without a readable life lasts the documented half hour', () => {
    const text = '{"access_token":"abc","expires_in":"soon"}';
    expect(readAnswer('POST /v1/token', text, accessTokenAnswer).expires_in).toBe(1_800);
  });

  it('with a token that fits no header is unreadable', () => {
    expect(() =>
      readAnswer('POST /v1/token', '{"access_token":"a\\nb"}', accessTokenAnswer),
    ).toThrow(PayloadError);
  });
});

describe('an error answer', () => {
  it.each([
    [
      'a list',
      {
        errors: [
          { title: 'A', detail: 'Erika' },
          { title: 'B', logref: 'L-1' },
        ],
      },
    ],
    ['a list with odd entries', { errors: ['?', { title: 'A' }, { title: 'B', logref: 'L-1' }] }],
  ])('with %s gives titles and the logref, no details', (_what, body) => {
    expect(readErrorAnswer(JSON.stringify(body))).toEqual({
      titles: ['A', 'B'],
      logref: 'L-1',
      jsonPaths: [],
    });
  });

  it('with one object instead of a list is read, too, and a logref may be a number', () => {
    expect(readErrorAnswer('{"errors":{"title":"A","logref":4711}}')).toEqual({
      titles: ['A'],
      logref: '4711',
      jsonPaths: [],
    });
  });

  it.each([[''], ['<html>'], ['[]'], ['{"errors":7}']])('%j gives nothing', (text) => {
    expect(readErrorAnswer(text)).toEqual({ titles: [], logref: undefined, jsonPaths: [] });
  });

  it('names the places it means, in either spelling and only where there is one', () => {
    const errors = [
      { title: 'A', jsonPath: 'positionItems[0]' },
      { title: 'B' },
      { title: 'C', jsonPath: '' },
      { title: 'D', jsonPath: 7 },
      { title: 'E', jsonpath: '[1].trackingKey' },
    ];
    expect(readErrorAnswer(JSON.stringify({ errors })).jsonPaths).toEqual([
      'positionItems[0]',
      '[1].trackingKey',
    ]);
  });
});
