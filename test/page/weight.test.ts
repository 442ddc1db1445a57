import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, inject, test } from 'vitest';
import { z } from 'zod';

const MOST_KB = 280;

const manifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    isEntry: z.boolean().optional(),
    imports: z.array(z.string()).default([]),
    dynamicImports: z.array(z.string()).default([]),
  }),
);

type Manifest = z.output<typeof manifestSchema>;

/** A chunk with everything it can't run without. */
function withImports(manifest: Manifest, key: string, seen = new Set<string>()): Set<string> {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const imported of manifest[key]?.imports ?? []) withImports(manifest, imported, seen);
  return seen;
}

test(`the first screen, words included, loads at most ${MOST_KB} kB of gzipped script`, async () => {
  const folder = await (await fetch(inject('pageDesk'))).text();
  const manifest = manifestSchema.parse(
    JSON.parse(await readFile(join(folder, '.vite/manifest.json'), 'utf8')),
  );
  const needed = new Set<string>();
  for (const key of ['index.html', 'app.tsx', 'i18n/de.ts', 'features/today/today-screen.tsx']) {
    expect(manifest).toHaveProperty([key]);
    for (const chunk of withImports(manifest, key)) needed.add(manifest[chunk]?.file ?? '');
  }
  let bytes = 0;
  for (const file of needed) bytes += gzipSync(await readFile(join(folder, file))).length;
  expect(bytes / 1_000).toBeLessThanOrEqual(MOST_KB);
  expect(bytes).toBeGreaterThan(50_000);
});

test('screens with lists bring the list library themselves, and the log-in form brings no React', async () => {
  const folder = await (await fetch(inject('pageDesk'))).text();
  const manifest = manifestSchema.parse(
    JSON.parse(await readFile(join(folder, '.vite/manifest.json'), 'utf8')),
  );
  const first = [...withImports(manifest, 'index.html')];
  const logIn = [...withImports(manifest, 'log-in/log-in.ts')];
  let bytes = 0;
  for (const chunk of new Set([...first, ...logIn])) {
    bytes += gzipSync(await readFile(join(folder, manifest[chunk]?.file ?? ''))).length;
  }
  expect(bytes / 1_000).toBeLessThan(15);
});
