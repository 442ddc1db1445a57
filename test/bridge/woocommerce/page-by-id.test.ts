import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { PayloadError } from '../../../src/bridge/errors.ts';
import { pagesById } from '../../../src/bridge/woocommerce/page-by-id.ts';
import type { ShopCaller, ShopQuery } from '../../../src/bridge/woocommerce/shop-caller.ts';
import { collect, rejection } from './shop-world.ts';

/** A caller that reads from a list which may change between two pages. */
function callerOf(answer: (query: ShopQuery, calls: number) => number[]): Pick<ShopCaller, 'read'> {
  let calls = 0;
  return {
    read: async <T>(_path: string, query: ShopQuery, schema: z.ZodType<T>) =>
      schema.parse(answer(query, ++calls).map((id) => ({ id }))),
  };
}

const list = async (caller: Pick<ShopCaller, 'read'>) =>
  (await collect(pagesById(caller, 'orders', {}, { pageSize: 4 }))).map(({ id }) => id);

const sliceOf = (ids: number[], { offset }: ShopQuery) =>
  ids.slice(Number(offset), Number(offset) + 4);

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('reading a listing by id', () => {
  it.each([0, 1, 3, 4, 5, 7, 8, 30])('gives each of %i entries once', async (count) => {
    expect(await list(callerOf((query) => sliceOf(range(1, count), query)))).toEqual(
      range(1, count),
    );
  });

  it('gives in pages what a shop lists all at once', async () => {
    const caller = callerOf((_query, calls) => (calls === 1 ? range(1, 11) : [11]));
    const pages: number[] = [];
    for await (const page of pagesById(caller, 'orders', {}, { pageSize: 4 })) {
      pages.push(page.length);
    }
    expect(pages).toEqual([4, 4, 3]);
  });

  it('gives what is added while it reads', async () => {
    const caller = callerOf((query, calls) => sliceOf(range(1, calls === 1 ? 6 : 9), query));
    expect(await list(caller)).toEqual(range(1, 9));
  });

  it('misses nothing when all it has read is deleted meanwhile', async () => {
    const caller = callerOf((query, calls) => sliceOf(range(calls < 3 ? 1 : 8, 20), query));
    expect(await list(caller)).toEqual(expect.arrayContaining(range(8, 20)));
  });

  it('repeats nothing when entries with lower ids come in', async () => {
    const caller = callerOf((query, calls) => sliceOf(range(calls === 1 ? 5 : 1, 12), query));
    expect(await list(caller)).toEqual(range(5, 12));
  });

  it('ends with an error where the shop gives the same page again and again', async () => {
    expect(await rejection(list(callerOf(() => [1, 2, 3, 4])))).toBeInstanceOf(PayloadError);
  });

  it('ends with an error where the shop does not sort', async () => {
    expect(await rejection(list(callerOf(() => [3, 2])))).toBeInstanceOf(PayloadError);
  });
});
