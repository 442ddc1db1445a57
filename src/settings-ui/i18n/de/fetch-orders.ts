import type { Words } from '../words.ts';

export const fetchOrders: Words['fetchOrders'] = {
  title: 'fetchOrders',
};
