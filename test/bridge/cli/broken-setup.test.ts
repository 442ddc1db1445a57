import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CliWorld, connect, ENGLISH, startCliWorld } from './cli-world.ts';

const editSettings = (edit: (text: string) => string) => async (world: CliWorld) => {
  const file = join(world.dataFolder, 'settings.json');
  await writeFile(file, edit(await readFile(file, 'utf8')));
};

const BROKEN: { what: string; arrange: (world: CliWorld) => Promise<void>; told: string[] }[] = [
  {
    what: 'settings that are no JSON',
    arrange: editSettings(() => '{"formatVersion": 1,'),
    told: ['sind beschädigt: kein gültiges JSON (Zeile 1, Spalte', 'Es wurde nichts gestartet'],
  },
  {
    what: 'settings edited wrongly',
    arrange: editSettings((text) => text.replace('"off"', '"aus"').replace('20000', '5')),
    told: [
      'shop.timeoutMs: mindestens 1000',
      'importRules.announcedImport: möglich sind: off, all, prepayment',
    ],
  },
  {
    what: 'settings of a newer version',
    arrange: editSettings((text) => text.replace('"formatVersion": 1', '"formatVersion": 2')),
    told: ['stammen aus einer neueren Version der Brücke'],
  },
  {
    what: 'settings that are gone',
    arrange: async (world) => {
      await world.ok('settings', 'set', 'importRules.restockReturned', 'true');
      await rm(join(world.dataFolder, 'settings.json'));
    },
    told: ['sind verschwunden, obwohl es sie schon gab', 'settings.previous.json'],
  },
  {
    what: 'a key file that is gone',
    arrange: ({ dataFolder }) => rm(join(dataFolder, 'secret.key')),
    told: ['Der Schlüssel für Ihre gespeicherten Zugangsdaten fehlt'],
  },
  {
    what: 'a key file that is no key',
    arrange: ({ dataFolder }) => writeFile(join(dataFolder, 'secret.key'), 'abc'),
    told: ['ist unbrauchbar', '64 Hexadezimalzeichen'],
  },
  {
    what: 'a ledger that is no database',
    arrange: async ({ dataFolder }) => {
      for (const end of ['-wal', '-shm'])
        await rm(join(dataFolder, `ledger.sqlite${end}`), { force: true });
      await writeFile(join(dataFolder, 'ledger.sqlite'), 'hello, hello, hello');
    },
    told: [
      'Das Bestellbuch der Brücke ist beschädigt',
      'die Datei ist keine Datenbank',
      'npm run bridge -- restore … --yes',
    ],
  },
];

describe('a broken set-up', () => {
  it.each(BROKEN)(
    '$what: is told in German, with exit code 4, and nothing is changed',
    async (broken) => {
      const world = await startCliWorld();
      await connect(world);
      await broken.arrange(world);
      const answer = await world.run(['orders']);
      expect(answer.exitCode).toBe(4);
      expect(answer.out).toBe('');
      for (const told of broken.told) expect(answer.text).toContain(told);
      expect(answer.text.replaceAll(/\S*\/\S*/g, '')).not.toMatch(ENGLISH);
      expect(await world.run(['import'])).toMatchObject({ exitCode: 4 });
      expect(await world.run(['doctor', '--json'])).toMatchObject({ exitCode: 4, err: '' });
    },
  );

  it('a folder that can not be written: is told', async () => {
    const world = await startCliWorld();
    const BRIDGE_DATA = join(world.dataFolder, 'file', 'data');
    await writeFile(join(world.dataFolder, 'file'), '');
    const answer = await world.run(['orders'], { environment: { BRIDGE_DATA } });
    expect(answer.exitCode).toBe(4);
    expect(answer.text).toContain(
      'lässt sich nicht schreiben (ein Teil des Pfads ist kein Ordner)',
    );
  });

  it('another key: doctor and import name each secret it does not open, and the command to enter it', async () => {
    const world = await startCliWorld();
    await connect(world);
    const environment = { BRIDGE_SECRET_KEY: 'ab'.repeat(32) };
    const answer = await world.run(['doctor'], { environment });
    expect(answer.exitCode).toBe(4);
    expect(answer.text).toContain(
      'Mit dem Schlüssel aus BRIDGE_SECRET_KEY lässt sich nicht öffnen: Consumer-Key des Shops.',
    );
    expect(answer.text).toContain('npm run bridge -- account secret main');
    expect(await world.run(['import'], { environment })).toMatchObject({ exitCode: 4 });
  });
});

describe('the environment', () => {
  it('that is wrong is told variable by variable', async () => {
    const world = await startCliWorld();
    const environment = { BRIDGE_PORT: 'http', BRIDGE_LOG: 'laut', DATABASE_URL: 'mysql://x' };
    const answer = await world.run(['orders'], { environment });
    expect(answer.exitCode).toBe(4);
    expect(answer.text).toContain('BRIDGE_PORT: erwartet wird eine ganze Zahl;');
    expect(answer.text).toContain('BRIDGE_LOG: möglich sind: debug, info, warn, error, silent;');
    expect(answer.text).toContain(
      'DATABASE_URL: muss mit postgres:// oder postgresql:// beginnen.',
    );
    for (const DATABASE_URL of ['postgres://', 'postgres:///bridge', 'postgres://db.example/']) {
      const nowhere = await world.run(['start'], { environment: { DATABASE_URL } });
      expect(nowhere).toMatchObject({ exitCode: 4 });
      expect(nowhere.text).toContain(
        'DATABASE_URL: muss einen Server und eine Datenbank nennen: postgres://user@host:5432/database',
      );
    }
    const tooHigh = await world.run(['orders'], { environment: { BRIDGE_PORT: '70000' } });
    expect(tooHigh.text).toContain('BRIDGE_PORT: höchstens 65535');
  });

  it.each([
    [
      'where nobody listens',
      'postgres://u:ganz-geheim@127.0.0.1:1/x',
      'unter 127.0.0.1:1 nimmt niemand Verbindungen an',
    ],
    [
      'that is unreadable',
      'postgres://u:ganz-geheim und mehr@:x/y',
      'DATABASE_URL ist keine lesbare Adresse',
    ],
  ])('with a database %s is told without its password', async (_what, DATABASE_URL, told) => {
    const world = await startCliWorld();
    world.watch.secrets.add('ganz-geheim');
    for (const argv of [['orders'], ['orders', '--json'], ['doctor']]) {
      const answer = await world.run(argv, { environment: { DATABASE_URL } });
      expect(answer.exitCode).toBe(4);
      expect(answer.text).toContain(told);
    }
  });

  it('with a database whose address is unreadable does not start', async () => {
    const world = await startCliWorld();
    const environment = { DATABASE_URL: 'postgres://u:ganz-geheim und mehr@:x/y' };
    world.watch.secrets.add('ganz-geheim');
    const answer = await world.run(['start'], { environment });
    expect(answer.exitCode).toBe(4);
    expect(answer.text).toContain('DATABASE_URL ist keine lesbare Adresse');
  });
});

describe('start', () => {
  it('runs until it is told to stop, and names its address', async () => {
    const world = await startCliWorld();
    await connect(world);
    const stop = new AbortController();
    const running = world.run(['start', '--json'], { signal: stop.signal });
    // One second is a lot for a service on a folder of its own; nothing waits on it being exact.
    setTimeout(() => stop.abort(new Error('SIGTERM')), 300);
    const answer = await running;
    expect(answer.exitCode).toBe(0);
    expect(answer.json).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      setupCode: expect.stringMatching(/^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/),
    });
  });

  it('refuses a second one on the same folder with exit code 6', async () => {
    const world = await startCliWorld();
    const stop = new AbortController();
    const { promise: runs, resolve } = Promise.withResolvers<void>();
    const first = world.run(['start'], {
      signal: stop.signal,
      onOut: (out) => {
        if (out.includes('http://')) resolve();
      },
    });
    await runs;
    const second = await world.run(['start'], { signal: AbortSignal.abort(new Error('SIGTERM')) });
    stop.abort(new Error('SIGTERM'));
    expect(second.exitCode).toBe(6);
    expect(second.text).toContain('läuft schon eine Brücke (Prozess ');
    const { exitCode, text } = await first;
    expect(exitCode, text).toBe(0);
    expect(text).toContain('Noch ist kein Konto aktiv');
  });

  it('says so when its port is taken', async () => {
    const world = await startCliWorld();
    const environment = { BRIDGE_PORT: new URL(world.otto.url).port };
    const answer = await world.run(['start'], { environment });
    expect(answer.exitCode).toBe(4);
    expect(answer.text).toContain('Ein anderes Programm benutzt diesen Port schon.');
    expect(answer.text).toContain('BRIDGE_PORT');
  });
});
