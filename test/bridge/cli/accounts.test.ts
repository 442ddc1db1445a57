import { describe, expect, it } from 'vitest';
import { usualCredentials } from '../../fakes/otto/index.ts';
import { type CliWorld, connect, startCliWorld } from './cli-world.ts';

const add = (world: CliWorld, ...flags: string[]) =>
  world.run([
    ...['account', 'add', '--id', 'main', '--name', 'Mein Konto'],
    ...['--client-id', usualCredentials.clientId, '--environment', world.otto.url, ...flags],
  ]);

describe('account add', () => {
  it('adds a draft that fetches orders from the given day on, as days begin in Germany', async () => {
    const world = await startCliWorld();
    const answer = await add(world, '--start', '2026-07-01');
    expect(answer.text).toContain(
      'als Entwurf angelegt; es holt Bestellungen ab 01.07.2026, 00:00.',
    );
    expect(answer.out).toMatch(/^ {2}npm run bridge -- account activate main$/m);
    const { json } = await world.run(['account', 'list', '--json']);
    expect(json).toEqual({
      items: [
        expect.objectContaining({
          accountId: 'main',
          state: 'draft',
          startAt: '2026-06-30T22:00:00.000Z',
          schedule: '*/5 * * * *',
          hasClientSecret: true,
        }),
      ],
    });
  });

  it('asks for the secret at a terminal, and only after everything else is in order', async () => {
    const world = await startCliWorld();
    const { clientSecret } = usualCredentials;
    const person = { environment: { OTTO_SECRET: '' }, typed: [clientSecret] };
    const argv = ['account', 'add', '--id', 'main', '--name', 'x', '--client-id', 'y'];
    expect(await world.run([...argv, '--start', 'gestern'], person)).toMatchObject({ exitCode: 2 });
    expect(world.asked).toEqual([]);
    expect(await world.run(argv, person)).toMatchObject({ exitCode: 0 });
    expect(world.asked).toEqual(['Client-Secret bei OTTO: ']);
  });

  it('without a terminal says where to put the secret', async () => {
    const world = await startCliWorld();
    const argv = ['account', 'add', '--id', 'main', '--name', 'x', '--client-id', 'y'];
    const answer = await world.run(argv, { environment: { OTTO_SECRET: '' } });
    expect(answer.exitCode).toBe(2);
    expect(answer.text).toContain('in der Umgebungsvariablen OTTO_SECRET');
  });

  it('refuses an id that is taken, and leaves that account as it is', async () => {
    const world = await startCliWorld();
    await connect(world);
    const answer = await add(world);
    expect(answer.exitCode).toBe(2);
    expect(answer.text).toContain('Ein Konto mit der Kennung „main“ gibt es schon.');
    expect(answer.text).toContain('npm run bridge -- account secret main');
    const { out } = await world.ok('account', 'list');
    expect(out).toMatch(/main +Konto main +aktiv/);
  });

  it.each([
    [['--id', 'Mein Konto'], 'Für --id geht dieser Wert nicht: erwartet werden 1 bis 32 Zeichen'],
    [['--name', ' '], 'Für --name geht dieser Wert nicht: darf nicht leer sein'],
    [
      ['--environment', 'live'],
      'Für --environment geht dieser Wert nicht: erwartet wird production, sandbox',
    ],
    [['--start', '31.01.2026'], '„31.01.2026“ ist kein Datum.'],
    [['--start', '2026-02-30'], '„2026-02-30“ ist kein Datum.'],
  ])('refuses %j in words', async (flags, told) => {
    const world = await startCliWorld();
    const answer = await add(world, ...flags);
    expect(answer.exitCode).toBe(2);
    expect(answer.text).toContain(told);
    expect((await world.ok('account', 'list')).text).toContain('noch kein OTTO-Konto angelegt');
  });
});

describe('an account', () => {
  it('goes live, is paused and goes live again', async () => {
    const world = await startCliWorld();
    await connect(world, { state: 'draft' });
    expect((await world.ok('account', 'activate', 'main')).text).toContain('Konto main ist aktiv');
    expect((await world.ok('account', 'pause', 'main')).text).toContain('Konto main ist pausiert');
    const paused = await world.run(['import', '--account', 'main']);
    expect(paused.exitCode).toBe(4);
    expect(paused.text).toContain('Das OTTO-Konto „main“ ist pausiert.');
    expect(paused.text).toContain('npm run bridge -- account activate main');
    await world.ok('account', 'activate', 'main');
    await world.ok('import', '--account', 'main');
  });

  it('takes a new secret, and its client id with it', async () => {
    const world = await startCliWorld();
    await connect(world);
    const wrong = { environment: { OTTO_SECRET: 'not-the-right-one' } };
    await world.run(['account', 'secret', 'main', '--client-id', 'somebody'], wrong);
    const refused = await world.run(['import']);
    expect(refused.exitCode).toBe(4);
    expect(refused.text).toContain('OTTO nimmt Client-ID und Client-Secret nicht an');
    expect(refused.text).toContain('npm run bridge -- account secret main');
    const { clientId } = usualCredentials;
    await world.ok('account', 'secret', 'main', '--client-id', clientId);
    await world.ok('import');
  });

  it.each([
    ['account', 'activate', 'nope'],
    ['account', 'pause', 'nope'],
    ['account', 'secret', 'nope'],
    ['import', '--account', 'nope'],
    ['preview', '--account', 'nope'],
    ['orders', '--account', 'nope'],
    ['test-orders', '--account', 'nope'],
  ])('that does not exist is told by %s %s', async (...argv) => {
    const world = await startCliWorld();
    await connect(world);
    const answer = await world.run(argv);
    expect(answer.exitCode).toBe(2);
    expect(answer.text).toContain('Ein OTTO-Konto „nope“ gibt es in der Brücke nicht.');
    expect(answer.text).toContain('Eingerichtet sind: main.');
  });

  it('of an app that another active account has does not go live: every order would come twice', async () => {
    const world = await startCliWorld();
    await connect(world);
    await add(world, '--id', 'twin');
    const answer = await world.run(['account', 'activate', 'twin']);
    expect(answer.exitCode).toBe(4);
    expect(answer.text).toContain('das Konto „main“ hat dieselbe Client-ID');
  });

  it('is listed with its schedule in words', async () => {
    const world = await startCliWorld();
    await connect(world, { accountIds: ['eins', 'zwei', 'drei'] });
    await world.ok('settings', 'set', 'accounts.zwei.schedule', 'off');
    await world.ok('settings', 'set', 'accounts.drei.schedule', '0 6 * * *');
    const { out } = await world.run(['account', 'list'], { columns: 160 });
    expect(out).toMatch(/eins .* alle 5 Minuten$/m);
    expect(out).toMatch(/zwei .* aus$/m);
    expect(out).toMatch(/drei .* 0 6 \* \* \*$/m);
  });
});

describe('test-orders', () => {
  it('lets the sandbox make one scenario or all', async () => {
    const world = await startCliWorld();
    await connect(world);
    await world.ok('test-orders', '--account', 'main', '--scenario', '3');
    expect(world.otto.state.orders.all()).toHaveLength(1);
    await world.ok('test-orders', '--account', 'main');
    expect(world.otto.state.orders.all().length).toBeGreaterThanOrEqual(8);
  });

  it('refuses production without a call, and says how to get a sandbox account', async () => {
    const world = await startCliWorld();
    await connect(world);
    await world.ok('settings', 'set', 'accounts.main.environment', 'production');
    const answer = await world.run(['test-orders', '--account', 'main']);
    expect(answer.exitCode).toBe(2);
    expect(answer.text).toContain('Testbestellungen gibt es nur in der Sandbox von OTTO.');
    expect(answer.text).toContain('--environment sandbox');
  });

  it('says so when OTTO does not answer', async () => {
    const world = await startCliWorld();
    await connect(world);
    await world.otto.stop();
    const answer = await world.run(['test-orders', '--account', 'main']);
    expect(answer.exitCode).toBe(5);
    expect(answer.text).toContain('OTTO ist zurzeit nicht erreichbar');
  });
});
