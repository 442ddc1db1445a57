import type { Words } from '../words.ts';

export const ship: Words['ship'] = {
  title: 'ship',
};
