import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadManifest, manifestJob } from '../../src/bridge/manifest.ts';
import { configFault } from './settings/config-fault.ts';
import { temporaryFolder } from './settings/temporary-folder.ts';

const packageSchema = z.object({
  version: z.string(),
  dependencies: z.object({ node: z.string() }),
});
const ownPackage = packageSchema.parse(
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')),
);

describe('plugin-manifest.json', () => {
  it('names what the plugin is and needs', () => {
    expect(loadManifest()).toMatchObject({
      id: 'otto-market-bridge',
      platform: { woocommerce: '9.9', node: '24' },
      restPermissions: 'read_write',
      settingsPage: '/settings',
    });
  });

  it('has the version of package.json and the Node that the package brings', () => {
    const manifest = loadManifest();
    expect(manifest.version).toBe(ownPackage.version);
    expect(ownPackage.dependencies.node).toMatch(new RegExp(`^\\^${manifest.platform.node}\\.`));
  });

  it('gives the default schedule of the order import', () => {
    expect(manifestJob(loadManifest(), 'order-import')).toEqual({
      id: 'order-import',
      defaultSchedule: '*/5 * * * *',
      timeZone: 'Europe/Berlin',
    });
  });

  it('says so when it has no such job', async () => {
    const fault = await configFault(() => manifestJob(loadManifest(), 'make-coffee'));
    expect(fault.code).toBe('manifest-broken');
    expect(fault.message).toContain('make-coffee');
  });
});

describe('a broken manifest', () => {
  const whole = loadManifest();
  const [job] = whole.jobs;

  it.each([
    ['is no JSON', '{"id":', 'not valid JSON'],
    ['lacks everything', '{}', 'version'],
    ['has an unknown key', JSON.stringify({ ...whole, colour: 'red' }), 'colour'],
    [
      'has an impossible schedule',
      JSON.stringify({ ...whole, jobs: [{ ...job, defaultSchedule: 'soon' }] }),
      'jobs.0.defaultSchedule',
    ],
    [
      'has an unknown time zone',
      JSON.stringify({ ...whole, jobs: [{ ...job, timeZone: 'Europe/Bielefeld' }] }),
      'jobs.0.timeZone',
    ],
    ['names a job twice', JSON.stringify({ ...whole, jobs: [job, job] }), 'used twice'],
  ])('that %s stops the start and says why', async (_, text, problem) => {
    const path = join(await temporaryFolder(), 'plugin-manifest.json');
    await writeFile(path, text);
    const fault = await configFault(() => loadManifest(pathToFileURL(path)));
    expect(fault.code).toBe('manifest-broken');
    expect(fault.params.path).toBe(path);
    expect(fault.params.problems).toContain(problem);
  });

  it('that is not there stops the start', async () => {
    const path = join(await temporaryFolder(), 'plugin-manifest.json');
    const fault = await configFault(() => loadManifest(pathToFileURL(path)));
    expect(fault.code).toBe('manifest-broken');
    expect(fault.message).toContain(path);
  });
});
