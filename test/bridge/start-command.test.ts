import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { START_ENVIRONMENT, startCommand } from '../../bench/large/start-command.ts';

const read = (file: string) => readFile(new URL(`../../${file}`, import.meta.url), 'utf8');

it('image and unit run what `npm start` and the benchmarks run, with the same options and environment', async () => {
  const { options, program } = await startCommand();
  const all = [...options, ...program];
  const image = await read('Dockerfile');
  const unit = await read('docs/deployment.md');
  expect(image).toContain(`CMD [${['node', ...all].map((part) => `"${part}"`).join(', ')}]`);
  expect(unit).toContain(`/.bin/node ${all.join(' ')}\n`);
  const environment = Object.entries(START_ENVIRONMENT).map((setting) => setting.join('='));
  expect(image).toContain(`ENV ${environment.join(' ')} `);
  for (const setting of environment) expect(unit).toContain(`Environment=${setting}\n`);
});
