import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';

/** As deep in the repository as `dist/bridge`, from where the program finds the page and its manifest. */
const BUILT = fileURLToPath(new URL('../../../.vitest/bridge', import.meta.url));

const startedSchema = z.object({ url: z.url() });

beforeAll(async () => {
  const outDir = BUILT;
  await build({ configFile: 'vite.service.config.ts', logLevel: 'error', build: { outDir } });
}, 120_000);

function run(dataFolder: string, argv: string[], cwd = process.cwd()) {
  const child = spawn(process.execPath, [join(BUILT, 'cli.js'), ...argv], {
    cwd,
    env: { PATH: process.env.PATH, BRIDGE_DATA: dataFolder, BRIDGE_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bridge-built-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

describe('the built program', () => {
  it('starts, gets ready, serves its description with everything it needs, and stops', async () => {
    const dataFolder = await temporaryFolder();
    const child = run(dataFolder, ['start', '--json']);
    const [said] = await once(child.stdout, 'data');
    const { url } = startedSchema.parse(JSON.parse(String(said)));
    for (const path of [
      '/readyz',
      '/api/v1/openapi.json',
      '/api/v1/reference/',
      '/api/v1/reference/reference.js',
      '/api/v1/reference/swagger-ui.css',
    ]) {
      expect([path, (await fetch(`${url}${path}`)).status]).toEqual([path, 200]);
    }
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(await readdir(dataFolder)).toEqual(
      expect.arrayContaining(['compile-cache', 'ledger.sqlite', 'secret.key']),
    );
  });

  it('makes no data folder for a command that needs none', async () => {
    const dataFolder = join(await temporaryFolder(), 'absent');
    const ended = once(run(dataFolder, ['--version']), 'exit');
    expect(await ended).toEqual([0, null]);
    expect(existsSync(dataFolder)).toBe(false);
  });

  it('takes a blank BRIDGE_DATA for none, also where it keeps compiled code', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'data'));
    const ended = once(run(' ', ['--version'], folder), 'exit');
    expect(await ended).toEqual([0, null]);
    expect(await readdir(join(folder, 'data'))).toContain('compile-cache');
  });
});
