import type { Words } from '../words.ts';

export const errorCentre: Words['errorCentre'] = {
  title: 'errorCentre',
};
