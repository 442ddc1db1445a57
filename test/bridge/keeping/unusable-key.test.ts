import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readText } from '../../../src/bridge/ledger/copy/documents.ts';
import { firstFilledTable } from '../../../src/bridge/ledger/copy/table-rows.ts';
import { settingsText } from '../../../src/bridge/settings/parse-settings.ts';
import { defaultSettings } from '../../../src/bridge/settings/settings-schema.ts';
import { eachDatabase, preparedLocation } from '../../databases.ts';
import { fingerprintAt, onSide } from './filled-ledger.ts';
import {
  isThere,
  KEY_TEXT,
  type KeepingWorld,
  startKeepingWorld,
  withoutAudit,
} from './keeping-world.ts';
import { runKilled } from './kill-at.ts';

const OTHER_KEY = `${Buffer.alloc(32, 9).toString('base64')}\n`;

const keyPath = ({ dataFolder }: KeepingWorld) => join(dataFolder, 'secret.key');

eachDatabase('move with a key that no bridge starts with', ({ kind }) => {
  it.each([
    ['is no key', (path: string) => writeFile(path, 'not a key'), 'is not usable'],
    ['is gone', (path: string) => rm(path), 'is missing'],
  ])('changes nothing where it %s, and says so', async (_what, harm, told) => {
    const world = await startKeepingWorld(kind);
    const target =
      kind === 'sqlite'
        ? await preparedLocation('postgres')
        : ({ kind: 'sqlite', path: join(world.dataFolder, 'ledger.sqlite') } as const);
    const argv = ['move', '--to', target.kind === 'postgres' ? target.url : 'sqlite'];
    await harm(keyPath(world));
    const answer = await world.run(argv);
    expect(answer).toMatchObject({ exitCode: 4 });
    expect(answer.text).toContain(told);
    if (target.kind === 'sqlite') expect(await isThere(target.path)).toBe(false);
    else expect(await onSide(target, firstFilledTable)).toBeUndefined();
    await writeFile(keyPath(world), KEY_TEXT);
    expect(await world.run(['account', 'list'])).toMatchObject({ exitCode: 0 });
    expect(await world.run(argv)).toMatchObject({ exitCode: 0 });
  });
});

describe('restore beside a key that no bridge starts with', () => {
  let world: KeepingWorld;
  beforeEach(async () => {
    world = await startKeepingWorld('sqlite');
  });

  it('says that no bridge starts, though no secret needs the key', async () => {
    await writeFile(join(world.dataFolder, 'settings.json'), settingsText(defaultSettings()));
    const backup = join(world.folder, 'backup');
    await world.run(['backup', backup]);
    await writeFile(keyPath(world), 'not a key');
    const answer = await world.run(['restore', backup, '--yes']);
    expect(answer).toMatchObject({ exitCode: 3 });
    expect(answer.text).toContain('No bridge starts on it yet');
    expect(answer.text).toContain(keyPath(world));
    expect(answer.text).not.toContain('Start the bridge');
    const { json } = await world.run(['restore', backup, '--yes', '--json']);
    expect(json).toMatchObject({ closedSecrets: [], keyProblem: 'secret-key-invalid' });
    await rm(keyPath(world));
    expect(await world.run(['account', 'list'])).toMatchObject({ exitCode: 0 });
  });

  it('names the credentials that are closed besides', async () => {
    const backup = join(world.folder, 'backup');
    await world.run(['backup', backup]);
    await rm(keyPath(world));
    const answer = await world.run(['restore', backup, '--yes']);
    expect(answer).toMatchObject({ exitCode: 3 });
    expect(answer.text).toContain('Credentials that the key here does not open: 3');
    expect(answer.text).toContain('No bridge starts on it yet');
    expect(answer.text).not.toContain('Start the bridge');
  });
});

describe('restore into PostgreSQL, of a backup with a key of its own', () => {
  it('killed at any change of a file never lets new secrets meet the old key', async () => {
    const from = await startKeepingWorld('sqlite');
    const backup = join(from.folder, 'backup');
    await from.run(['backup', backup, '--with-key']);
    const first = await startOther();
    const argv = ['restore', backup, '--yes'];
    const whole = await runKilled('never', argv, first.environment);
    if (whole === 'killed') return expect.fail('nobody killed it');
    expect(whole.exitCode).toBe(0);
    expect(await readFile(keyPath(first), 'utf8')).toBe(KEY_TEXT);
    const told = new Set<string>();
    // The last three but the one that sweeps: the old key aside, the new one, the mark taken away.
    for (let step = whole.steps.file - 3; step < whole.steps.file; step += 1) {
      const world = await startOther();
      expect(await runKilled(`file:${step}`, argv, world.environment)).toBe('killed');
      const after = await world.run(['account', 'list', '--json']);
      if (after.exitCode === 0) {
        const isNew = (await settingsOf(world)) === from.settings;
        expect(await readFile(keyPath(world), 'utf8')).toBe(isNew ? KEY_TEXT : OTHER_KEY);
        told.add(isNew ? 'new' : 'old');
      } else {
        expect(after.text).toContain('placing-unfinished');
        told.add('refused');
      }
      // What was begun with --yes is brought to its end without it.
      const again = after.exitCode === 0 ? argv : ['restore', backup];
      expect(await world.run(again)).toMatchObject({ exitCode: 0 });
      expect(await readFile(keyPath(world), 'utf8')).toBe(KEY_TEXT);
      expect(await settingsOf(world)).toBe(from.settings);
      expect(withoutAudit(await fingerprintAt(world.location))).toEqual(
        withoutAudit(from.original),
      );
      expect(await world.run(['account', 'list'])).toMatchObject({ exitCode: 0 });
    }
    expect(told).toContain('refused');
  }, 240_000);

  /** A ledger of somebody else's shop, with another key. */
  async function startOther(): Promise<KeepingWorld> {
    const world = await startKeepingWorld('postgres');
    await writeFile(keyPath(world), OTHER_KEY);
    return world;
  }

  const settingsOf = ({ location }: KeepingWorld) =>
    onSide(location, (side) => readText(side, 'settings'));
});
