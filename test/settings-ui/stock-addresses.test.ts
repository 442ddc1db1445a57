import { describe, expect, it } from 'vitest';
import { API_OPERATIONS } from '../../src/bridge/http/api-contract.ts';
import { skusAddress } from '../../src/settings-ui/features/error-centre/to-skus.ts';
import {
  MATCHES,
  skusQuery,
  stockQuery,
} from '../../src/settings-ui/features/stock/stock-query.ts';

/** As the page sends it: what is undefined is not sent. */
function sent(query: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
}

const stock = (text: string) => sent(stockQuery(new URLSearchParams(text)));
const skus = (text: string) => sent(skusQuery(new URLSearchParams(text)));

describe('the address of the stock', () => {
  it('asks for the state, the account and the search it names', () => {
    const asked = stock('state=differs&account=main&search=+MUG+');
    expect(asked).toEqual({ state: 'differs', accountId: 'main', search: 'MUG' });
    expect(API_OPERATIONS.listStock.query.safeParse(asked).success).toBe(true);
  });

  it.each(['state=nonsense', 'account=../x', 'search=+', 'match=none'])(
    'leaves out what it can’t mean: %s',
    (text) => {
      expect(stock(text)).toEqual({});
    },
  );

  it('offers every way of the SKU map to find a product, what lacks one first', () => {
    for (const match of MATCHES) expect(skus(`match=${match}`)).toEqual({ match });
    expect(MATCHES[0]).toBe('none');
    expect(skus('match=other&state=due')).toEqual({});
  });
});

describe('the way from an incident to its SKUs', () => {
  const told = { what: '', follows: null, todo: null };
  const incident = (code: string, params: Record<string, string | number> = {}) => ({
    accountId: 'main',
    about: { ...told, code, params },
  });

  it.each([
    ['stock-skus-unknown', '/stock?state=unknown&account=main'],
    ['stock-skus-refused', '/stock?state=refused&account=main'],
    ['stock-numbers-differ', '/stock?state=differs&account=main'],
    ['stock-numbers-left-alone', '/stock?state=not-told&account=main'],
    ['stock-vacation-open', '/stock?account=main'],
  ])('of %s leads to %s', (code, address) => {
    expect(skusAddress(incident(code))).toBe(address);
  });

  it('searches for the one SKU that is meant, and for none of several', () => {
    expect(skusAddress(incident('stock-sku-doubled', { sku: 'A B' }))).toBe('/stock?search=A+B');
    expect(skusAddress(incident('sku-not-in-shop', { sku: 'A' }))).toBe('/stock/sku-map?search=A');
    expect(skusAddress(incident('held-for-sku', { skus: 'A, B' }))).toBe(
      '/stock/sku-map?match=none',
    );
  });

  it('is none where an incident is about something else', () => {
    expect(skusAddress(incident('otto-unavailable'))).toBeUndefined();
  });
});
