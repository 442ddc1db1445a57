import type { Words } from '../words.ts';

export const jobs: Words['jobs'] = {
  title: 'jobs',
};
