import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { it } from 'vitest';
import { freshLocation } from '../../databases.ts';
import { liveThrough } from './live.ts';
import { history } from './steps.ts';

it('x', async () => {
  const place = await freshLocation('sqlite');
  const out: string[] = [];
  let n = 0;
  for (const one of fc.sample(history, {
    seed: Number(process.env.FC_SEED),
    numRuns: Number(process.env.FC_RUNS),
  })) {
    n += 1;
    const t = Date.now();
    await liveThrough(one, place, ({ story }) => {
      out.push(
        `#### ${n} ${one.shipping ? 'packers' : ''} ${one.stock ? 'stock' : ''} ${Date.now() - t} ms`,
        ...story,
      );
      return [];
    }).catch((e) => out.push('BROKE ' + n + '\n' + e.breaches?.join('\n')));
    writeFileSync(`/tmp/brief/stories-${process.env.FC_SEED}.txt`, out.join('\n'));
  }
}, 600_000);
