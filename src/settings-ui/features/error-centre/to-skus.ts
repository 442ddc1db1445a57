import type { Incident } from '../../api/shapes.ts';

const STATE_OF = new Map([
  ['stock-skus-unknown', 'unknown'],
  ['stock-skus-refused', 'refused'],
  ['stock-numbers-differ', 'differs'],
  ['stock-numbers-left-alone', 'not-told'],
]);

/** Where the SKUs are that an incident is about; undefined = it is about none. */
export function skusAddress({ accountId, about }: Pick<Incident, 'accountId' | 'about'>) {
  const { code, params } = about;
  const state = STATE_OF.get(code);
  if (state !== undefined) return address('/stock', { state, account: accountId });
  if (code === 'stock-vacation-open') return address('/stock', { account: accountId });
  if (code === 'stock-sku-doubled') return address('/stock', { search: oneSku(params) });
  if (code === 'sku-not-in-shop' || code === 'held-for-sku') {
    const search = oneSku(params);
    return address('/stock/sku-map', search === null ? { match: 'none' } : { search });
  }
  return undefined;
}

/** An incident may name several; then none of them is searched for. */
function oneSku({ sku, skus }: Incident['about']['params']): string | null {
  const [first = '', ...others] = `${sku ?? skus ?? ''}`.split(', ');
  return first === '' || others.length > 0 ? null : first;
}

function address(path: string, query: Record<string, string | null>): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === null ? [] : [[name, value]],
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}
