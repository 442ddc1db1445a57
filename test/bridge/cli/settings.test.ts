import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { connect, ENGLISH, startCliWorld } from './cli-world.ts';

const GOOD: [name: string, text: string, value: unknown][] = [
  ['importRules.announcedImport', 'prepayment', 'prepayment'],
  ['importRules.statusMapping.processable', 'in-packing', 'in-packing'],
  ['importRules.statusMapping.cancelledByPartner', 'leave-as-it-is', 'leave-as-it-is'],
  ['importRules.restockReturned', 'true', true],
  ['overlap.otherRunsHours', '0.5', 0.5],
  ['language', 'en', 'en'],
  ['shop.timeoutMs', '5000', 5_000],
  ['accounts.main.name', '123', '123'],
  ['accounts.main.name', 'null', 'null'],
  ['accounts.main.schedule', '0 6 * * *', '0 6 * * *'],
  ['accounts.main.schedule', 'off', 'off'],
  ['accounts.main.schedule', 'null', null],
  ['accounts.main.requestsPerSecond', '7', 7],
  ['accounts.main.environment', 'sandbox', 'sandbox'],
  ['accounts.main.environment', 'https://otto.example/', { baseUrl: 'https://otto.example/' }],
  ['accounts.main.startAt', '2026-03-29', '2026-03-28T23:00:00.000Z'],
  ['accounts.main.scopes', '["orders", "shipments"]', ['orders', 'shipments']],
  ['accounts.main.rules.unknownSku', 'hold', 'hold'],
  ['accounts.main.rules.statusMapping.sent', 'sent-out', 'sent-out'],
];

const BAD: [name: string, text: string, problem: string][] = [
  ['importRules.announcedImport', 'maybe', 'möglich sind: off, all, prepayment'],
  ['importRules.restockReturned', 'ja', 'erwartet wird true oder false'],
  ['importRules.statusMapping.sent', 'refunded', 'bucht der Shop selbst eine Erstattung'],
  ['importRules.statusMapping.sent', 'leave-as-it-is', 'braucht einen eigenen Status'],
  ['importRules.statusMapping.sent', 'wc-sent', 'schreiben Sie die Kennung ohne „wc-“'],
  ['importRules.statusMapping.sent', 'Ganz Neu', 'die Kennung eines WooCommerce-Status'],
  ['overlap.otherRunsHours', '721', 'höchstens 720'],
  ['overlap.otherRunsHours', '-1', 'mindestens 0'],
  ['shop.timeoutMs', '1', 'mindestens 1000'],
  ['shop.timeoutMs', '1500.5', 'erwartet wird eine ganze Zahl'],
  ['shop.url', 'mein-shop', 'erwartet wird eine Adresse wie https://'],
  ['accounts.main.name', '', 'darf nicht leer sein'],
  [
    'accounts.main.schedule',
    'manchmal',
    'erwartet wird ein Cron-Ausdruck wie */5 * * * * oder off',
  ],
  ['accounts.main.requestsPerSecond', 'schnell', 'erwartet wird eine Zahl'],
  ['accounts.main.environment', 'test', 'erwartet wird production, sandbox oder eine Adresse'],
  ['accounts.main.tokenPath', 'v1', 'erwartet wird ein Pfad wie /v1/token'],
  ['accounts.main.state', 'an', 'möglich sind: draft, active, paused'],
];

describe('settings set', () => {
  it.each(GOOD)('%s %s', async (name, text, value) => {
    const world = await startCliWorld();
    await connect(world);
    // Commander takes what begins with a dash for an option, as every command line does.
    const answer = await world.run(['settings', 'set', '--json', '--', name, text]);
    expect(answer.json).toEqual({ name, value });
    expect((await world.ok('settings', 'show')).out).toContain(name);
  });

  it.each(BAD)('%s %s is refused in words', async (name, text, problem) => {
    const world = await startCliWorld();
    await connect(world);
    const before = await readFile(`${world.dataFolder}/settings.json`, 'utf8');
    const { exitCode, text: told } = await world.run(['settings', 'set', '--', name, text]);
    expect(exitCode).toBe(2);
    expect(told).toContain(`Für ${name} geht dieser Wert nicht`);
    expect(told).toContain(problem);
    expect(told.replaceAll(name, '').replaceAll('Option', '')).not.toMatch(ENGLISH);
    expect(await readFile(`${world.dataFolder}/settings.json`, 'utf8')).toBe(before);
  });

  it('lets an account answer for itself, and takes its answer back with null', async () => {
    const world = await startCliWorld();
    await connect(world);
    const name = 'accounts.main.rules.announcedImport';
    await world.ok('settings', 'set', name, 'all');
    expect((await world.ok('settings', 'show')).out).toMatch(/rules\.announcedImport +all/);
    const answer = await world.ok('settings', 'set', name, 'null');
    expect(answer.text).toContain('es gilt wieder die gemeinsame Regel');
    expect((await world.ok('settings', 'show')).out).not.toContain(name);
  });

  it.each([
    ['shop.consumerKey', 'shop --url https://… --key ck_…'],
    ['shop.consumerSecret', 'shop --url https://… --key ck_…'],
    ['accounts.main.clientSecret', 'account secret main'],
  ])('refuses the secret %s and names the command for it', async (name, command) => {
    const world = await startCliWorld();
    await connect(world);
    const answer = await world.run(['settings', 'set', name, 'my-own-secret']);
    expect(answer.exitCode).toBe(2);
    expect(answer.text).toContain(`npm run bridge -- ${command}`);
    expect(answer.text).not.toContain('my-own-secret');
  });

  it.each([
    [
      'nix',
      'Es gibt: language, importRules.…, shippingRules.…, stock.…, overlap.…, schedules.…, monitoring.…, publicUrl, reconcileDays, eraseShopMetaAfterDays, notifications.…, shop.…, accounts.….',
    ],
    ['importRules.foo', 'Es gibt: importRules.statusMapping.announced, '],
    ['accounts.main.foo', 'accounts.main.schedule, '],
    ['accounts.main.foo', 'accounts.main.rules.announcedImport, '],
    ['accounts.nope.name', 'Eingerichtet sind: main.'],
    ['accounts.main.id', 'steht fest und lässt sich nicht ändern'],
    ['formatVersion', 'Eine Einstellung „formatVersion“ gibt es nicht.'],
    ['__proto__.polluted', 'gibt es nicht'],
    ['importRules', 'Es gibt: importRules.statusMapping.announced, '],
  ])('%s: names what there is', async (name, told) => {
    const world = await startCliWorld();
    await connect(world);
    const answer = await world.run(['settings', 'set', name, '1']);
    expect(answer.exitCode).toBe(2);
    expect(answer.text).toContain(told);
  });

  it('of the shop asks for a shop first', async () => {
    const answer = await (await startCliWorld()).run(['settings', 'set', 'shop.timeoutMs', '5000']);
    expect(answer.exitCode).toBe(4);
    expect(answer.text).toContain('noch kein Shop verbunden');
  });

  it('does not let an account without secret leave its draft', async () => {
    const world = await startCliWorld();
    await connect(world);
    await world.ok('settings', 'export', `${world.dataFolder}/export.json`);
    const environment = { BRIDGE_DATA: `${world.dataFolder}/other` };
    await world.run(['settings', 'import', `${world.dataFolder}/export.json`], { environment });
    for (const argv of [
      ['settings', 'set', 'accounts.main.state', 'active'],
      ['account', 'activate', 'main'],
    ]) {
      const answer = await world.run(argv, { environment });
      expect(answer.exitCode).toBe(4);
      expect(answer.text).toContain(
        'Noch nicht eingetragen: Client-Secret des OTTO-Kontos „main“.',
      );
      expect(answer.text).toContain('npm run bridge -- account secret main');
    }
    await world.run(['account', 'secret', 'main'], { environment });
    expect(await world.run(['account', 'activate', 'main'], { environment })).toMatchObject({
      exitCode: 0,
    });
  });
});

describe('settings show', () => {
  it('names every setting as settings set takes it, and no secret', async () => {
    const world = await startCliWorld();
    await connect(world);
    const { out } = await world.ok('settings', 'show');
    expect(out).toMatch(/shop\.consumerKey +\(eingetragen\)/);
    expect(out).toMatch(/accounts\.main\.clientSecret +\(eingetragen\)/);
    const names = out
      .split('\n')
      .slice(2)
      .flatMap((line) => /^\S+/.exec(line) ?? []);
    for (const name of names.filter((one) => !/Secret|consumerKey|\.id$/.test(one))) {
      const shown = new RegExp(`^${name.replaceAll('.', '\\.')} +(.*)$`, 'm').exec(out)?.[1] ?? '';
      const answer = await world.run(['settings', 'set', '--', name, shown.trim()]);
      expect(answer.exitCode, `${name} ${answer.text}`).toBe(0);
    }
  });
});
