import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { startCommand } from '../../bench/large/start-command.ts';

const read = (file: string) => readFile(new URL(`../../${file}`, import.meta.url), 'utf8');

it('image and unit run what `npm start` and the benchmarks run, with the same options', async () => {
  const { options, program } = await startCommand();
  const all = [...options, ...program];
  expect(await read('Dockerfile')).toContain(
    `CMD [${['node', ...all].map((part) => `"${part}"`).join(', ')}]`,
  );
  expect(await read('docs/deployment.md')).toContain(`/.bin/node ${all.join(' ')}\n`);
});
