import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** where test files ask for the page: the answer is the folder it was built in */
    pageDesk: string;
  }
}

/** The page as it is now, built once for the whole run when the first test asks for it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let built: Promise<string> | undefined;
  const desk = createServer((_request, response) => {
    built ??= buildPage();
    built.then(
      (folder) => response.end(folder),
      (fault) => response.writeHead(500).end(String(fault)),
    );
  });
  await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve));
  const address = desk.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  project.provide('pageDesk', `http://127.0.0.1:${port}/`);
  return async () => {
    desk.close();
    desk.closeAllConnections();
    const folder = await built?.catch(() => undefined);
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  };
}

async function buildPage(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'bridge-page-'));
  // What owners get: under the runner's own "test" React would bring its checks for developers.
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await build({ configFile: 'vite.config.ts', logLevel: 'error', build: { outDir } });
  } finally {
    process.env.NODE_ENV = before;
  }
  return outDir;
}
