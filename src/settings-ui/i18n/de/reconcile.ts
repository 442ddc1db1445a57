import type { Words } from '../words.ts';

export const reconcile: Words['reconcile'] = {
  title: 'reconcile',
};
