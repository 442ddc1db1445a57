import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type CliWorld, connect, startCliWorld } from './cli-world.ts';

const PASSPHRASE = 'vier Wörter sind genug';

/** A connected world, and an empty second bridge beside it. */
async function startPair() {
  const world = await startCliWorld();
  await connect(world);
  const file = `${world.dataFolder}/export.json`;
  const other = { environment: { BRIDGE_DATA: `${world.dataFolder}/other` } };
  world.watch.secrets.add(PASSPHRASE);
  return { world, file, other };
}

const importInto = (world: CliWorld, file: string, options: Parameters<CliWorld['run']>[1]) =>
  world.run(['settings', 'import', file], options);

describe('settings export and import', () => {
  it('carry the secrets with a passphrase, and the other bridge works at once', async () => {
    const { world, file, other } = await startPair();
    const BRIDGE_PASSPHRASE = PASSPHRASE;
    const exported = await world.run(['settings', 'export', file], {
      environment: { BRIDGE_PASSPHRASE },
    });
    expect(exported.text).toContain('die Geheimnisse mit Ihrer Passphrase verschlossen');
    const text = await readFile(file, 'utf8');
    for (const secret of world.watch.secrets) expect(text).not.toContain(secret);

    const environment = { ...other.environment, BRIDGE_PASSPHRASE };
    expect(await importInto(world, file, { environment })).toMatchObject({ exitCode: 0 });
    expect(await world.run(['doctor'], other)).toMatchObject({ exitCode: 0 });
  });

  it('without a passphrase leave the secrets out, and say which are missing and how to enter them', async () => {
    const { world, file, other } = await startPair();
    const exported = await world.ok('settings', 'export', file);
    expect(exported.text).toContain('ohne Geheimnisse');
    const imported = await importInto(world, file, other);
    expect(imported.exitCode).toBe(3);
    expect(imported.text).toContain('npm run bridge -- shop --url');
    expect(imported.text).toContain('npm run bridge -- account secret main');
    const { json } = await world.run(['account', 'list', '--json'], other);
    expect(json).toMatchObject({
      items: [{ accountId: 'main', state: 'draft', hasClientSecret: false }],
    });
  });

  it('ask at a terminal, twice for a new passphrase, without showing it', async () => {
    const { world, file, other } = await startPair();
    const typed = [PASSPHRASE, PASSPHRASE];
    expect(await world.run(['settings', 'export', file], { typed })).toMatchObject({ exitCode: 0 });
    expect(world.asked).toEqual([
      expect.stringContaining('mindestens 12 Zeichen'),
      'Noch einmal: ',
    ]);
    expect(await importInto(world, file, { ...other, typed: [PASSPHRASE] })).toMatchObject({
      exitCode: 0,
    });
    expect(world.asked.at(-1)).toContain('Passphrase der Datei');
  });

  it('do not ask about a file without secrets', async () => {
    const { world, file, other } = await startPair();
    await world.ok('settings', 'export', file);
    await importInto(world, file, { ...other, typed: ['x'] });
    expect(world.asked).toEqual([]);
  });

  it('notice a slip in the new passphrase', async () => {
    const { world, file } = await startPair();
    const answer = await world.run(['settings', 'export', file], { typed: [PASSPHRASE, 'anders'] });
    expect(answer).toMatchObject({ exitCode: 2 });
    expect(answer.text).toContain('Die beiden Eingaben der Passphrase sind verschieden.');
    await expect(readFile(file)).rejects.toThrow();
  });

  it.each([
    ['a passphrase too short', ['export', '--passphrase', 'kurz'], 2, 'mindestens 12 Zeichen'],
    [
      'a wrong passphrase',
      ['import', '--passphrase', 'ganz etwas anderes'],
      2,
      'Die Passphrase stimmt nicht',
    ],
  ])('refuse %s', async (_what, [verb = '', ...flags], exitCode, told) => {
    const { world, file } = await startPair();
    await world.run(['settings', 'export', file, '--passphrase', PASSPHRASE]);
    const answer = await world.run(['settings', verb, file, ...flags]);
    expect(answer.exitCode).toBe(exitCode);
    expect(answer.text).toContain(told);
  });

  it.each([
    ['no JSON', () => '{', 'kein gültiges JSON (Zeile 1, Spalte 2)'],
    ['something else', () => '{"a":1}', 'unbekannter Eintrag'],
    [
      'from a newer version',
      (text: string) => text.replace('"formatVersion": 1', '"formatVersion": 7'),
      'aus einer neueren Version',
    ],
    [
      'edited by hand',
      (text: string) => text.replace('"off"', '"vielleicht"'),
      'settings: importRules.announcedImport: möglich sind: off, all, prepayment',
    ],
  ])('refuse a file that is %s, and change nothing', async (_what, edit, told) => {
    const { world, file } = await startPair();
    await world.ok('settings', 'export', file);
    await writeFile(file, edit(await readFile(file, 'utf8')));
    const before = await readFile(`${world.dataFolder}/settings.json`, 'utf8');
    const answer = await world.run(['settings', 'import', file]);
    expect(answer.exitCode).toBe(2);
    expect(answer.text).toContain(told);
    expect(await readFile(`${world.dataFolder}/settings.json`, 'utf8')).toBe(before);
  });

  it('say so when the file can not be read or written', async () => {
    const { world } = await startPair();
    const nowhere = `${world.dataFolder}/none/export.json`;
    const read = await world.run(['settings', 'import', nowhere]);
    expect(read).toMatchObject({ exitCode: 2 });
    expect(read.text).toContain('lässt sich nicht lesen');
    const written = await world.run(['settings', 'export', nowhere]);
    expect(written).toMatchObject({ exitCode: 4 });
    expect(written.text).toContain('lässt sich nicht schreiben (den Ordner gibt es nicht)');
  });
});
