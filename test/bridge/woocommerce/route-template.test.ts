import fc from 'fast-check';
import { expect, it } from 'vitest';
import { routeTemplate } from '../../../src/bridge/woocommerce/route-template.ts';

it.each([
  ['orders', 'orders'],
  ['orders/batch', 'orders/batch'],
  ['orders/12/notes', 'orders/{id}/notes'],
  ['products/7/variations', 'products/{id}/variations'],
  ['settings/tax', 'settings/{name}'],
  ['system_status', 'system_status'],
  ['', '{name}'],
])('calls %s the route %s', (path, route) => {
  expect(routeTemplate(path)).toBe(route);
});

it('holds nothing of what is asked for, whatever it is', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 4 }), (parts) => {
      expect(routeTemplate(parts.join('/'))).toMatch(/^(([a-z_]+|\{id\}|\{name\})(\/|$))+$/);
    }),
  );
});
