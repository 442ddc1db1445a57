import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { temporaryFolder } from '../settings/temporary-folder.ts';

export const INDEX = `<!doctype html><html lang="de"><head><meta charset="utf-8" />
<script type="module" src="./assets/index-a1b2c3d4.js"></script></head><body></body></html>`;
export const SCRIPT = 'document.title = "OTTO Market Bridge";\n'.repeat(20);
export const GZIPPED = gzipSync('made by the build');

/** A small build of the page, as Vite leaves one. */
export async function buildPage(): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'assets'));
  await mkdir(join(folder, '.vite'));
  const files = {
    'index.html': INDEX,
    'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'assets/index-a1b2c3d4.js': SCRIPT,
    'assets/index-a1b2c3d4.js.map': '{}',
    'assets/list-e5f6.js': 'plain',
    '.vite/manifest.json': '{}',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  await writeFile(join(folder, 'assets/list-e5f6.js.gz'), GZIPPED);
  return folder;
}
