import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { usualCredentials } from '../../fakes/otto/index.ts';
import type { FakeShop } from '../../fakes/woocommerce/fake-shop.ts';
import { type CliWorld, connect, startCliWorld } from './cli-world.ts';

const callShop = (world: CliWorld, flags: { url?: string; key?: string; secret?: string } = {}) => {
  const { url = world.shop.url, key = world.shop.key.consumerKey } = flags;
  const secret = flags.secret === undefined ? [] : ['--secret', flags.secret];
  return world.run(['shop', '--url', url, '--key', key, ...secret]);
};

type Trouble = {
  what: string;
  exitCode: number;
  told: string;
  command?: string;
  flags?: (world: CliWorld) => Parameters<typeof callShop>[1];
  arrange?: (shop: FakeShop) => void;
};

const TROUBLES: Trouble[] = [
  {
    what: 'an address where nobody listens',
    flags: () => ({ url: 'http://127.0.0.1:1' }),
    exitCode: 5,
    told: 'Der Server Ihres Shops nimmt keine Verbindung an.',
  },
  {
    what: 'an address without WooCommerce',
    flags: ({ shop }) => ({ url: `${shop.url}/blog` }),
    exitCode: 4,
    told: 'Unter der Shop-Adresse gibt es keine REST-API von WooCommerce.',
    command: 'shop --url',
  },
  {
    what: 'a key the shop does not know',
    flags: () => ({ key: 'ck_nobody' }),
    exitCode: 4,
    told: 'Ihr Shop kennt den Consumer-Key nicht',
    command: 'shop --url',
  },
  {
    what: 'a wrong secret',
    flags: () => ({ secret: 'cs_wrong' }),
    exitCode: 4,
    told: 'aber das Consumer-Secret passt nicht dazu',
    command: 'shop --url',
  },
  {
    what: 'a key that may only read',
    arrange: (shop) => {
      Object.assign(shop.key, { permissions: 'read' });
    },
    exitCode: 4,
    told: 'Der API-Schlüssel Ihres Shops darf nur lesen.',
  },
  {
    what: 'a redirect',
    arrange: (shop) => {
      shop.faults.redirect('https://www.mein-shop.example/wp-json/', { times: 99 });
    },
    exitCode: 4,
    told: 'Ihr Shop leitet an eine andere Adresse weiter: www.mein-shop.example.',
    command: 'settings set shop.url https://…',
  },
  {
    what: 'a web page instead of JSON',
    arrange: (shop) => {
      shop.faults.htmlInsteadOfJson({ times: 99 });
    },
    exitCode: 4,
    told: 'Unter der Shop-Adresse antwortet eine Webseite statt der REST-API von WooCommerce.',
  },
];

describe('shop', () => {
  it('connects a shop that can be worked with', async () => {
    const world = await startCliWorld();
    const answer = await callShop(world);
    expect(answer.exitCode).toBe(0);
    expect(answer.text).toContain(`Der Shop ${world.shop.url} ist verbunden.`);
    expect(answer.text).toMatch(/✓ Shop: .* WooCommerce [\d.]+, EUR, Lesen und Schreiben erlaubt/);
  });

  it.each(TROUBLES)('does not save $what, and says what to do', async (trouble) => {
    const world = await startCliWorld();
    await connect(world);
    const before = await readFile(`${world.dataFolder}/settings.json`, 'utf8');
    trouble.arrange?.(world.shop);
    const answer = await callShop(world, trouble.flags?.(world));
    expect(answer.exitCode).toBe(trouble.exitCode);
    expect(answer.text).toContain('wurde nicht gespeichert');
    expect(answer.text).toContain(trouble.told);
    if (trouble.command) expect(answer.text).toContain(`npm run bridge -- ${trouble.command}`);
    expect(await readFile(`${world.dataFolder}/settings.json`, 'utf8')).toBe(before);
  });

  it.each(TROUBLES.filter(({ what }) => /only read|redirect/.test(what)))(
    'doctor finds $what',
    async (trouble) => {
      const world = await startCliWorld();
      await connect(world);
      trouble.arrange?.(world.shop);
      const answer = await world.run(['doctor']);
      expect(answer.exitCode).toBe(trouble.exitCode);
      expect(answer.text).toContain(`✗ Shop: ${trouble.told}`);
    },
  );

  it('saves a shop that only lacks a tax rate or a status, and says so', async () => {
    const world = await startCliWorld();
    world.shop.settings.taxRates = [];
    await world.ok('settings', 'set', 'importRules.statusMapping.sent', 'zugestellt');
    const answer = await callShop(world);
    expect(answer.exitCode).toBe(3);
    expect(answer.text).toContain('ist verbunden.');
    expect(answer.text).toContain('Im Shop fehlt für Deutschland ein Steuersatz von 19, 7 %.');
    expect(answer.text).toContain('Für „Versendet“ ist der Status „zugestellt“ gewählt');
    expect(answer.text).toContain('anlegt: pending, processing, on-hold, completed');
    expect(answer.out).toContain('settings set importRules.statusMapping.sent <Status>');
  });

  it('refuses what is no address before asking for the secret', async () => {
    const world = await startCliWorld();
    const answer = await world.run(['shop', '--url', 'mein-shop', '--key', 'ck_x'], { typed: [] });
    expect(answer.exitCode).toBe(2);
    expect(answer.text).toContain('Für --url geht dieser Wert nicht: erwartet wird eine Adresse');
    expect(world.asked).toEqual([]);
  });
});

describe('doctor', () => {
  it('finds all in order', async () => {
    const world = await startCliWorld();
    await connect(world);
    const { out } = await world.ok('doctor');
    const checks = out.split('\n').flatMap((line) => /^([✓✗!] [^:]+):/.exec(line)?.[1] ?? []);
    expect(checks).toEqual([
      '✓ Bestellbuch',
      '✓ Shop',
      '✓ Status-Zuordnung',
      '✓ Steuersätze',
      '✓ Meldungen des Shops',
      '✓ Anderer Import (main)',
      '! Mail-Probe',
      '✓ Konten',
      '✓ OTTO Market (main)',
      '✓ Meldungen an OTTO (main)',
      '✓ Totmannschalter',
    ]);
    expect(out).toMatch(/Alles in Ordnung\.\n$/);
  });

  it('finds a status for shipped orders that the shop does not have', async () => {
    const world = await startCliWorld();
    await connect(world);
    await world.ok('settings', 'set', 'shippingRules.shippedStatuses', '["nosuch"]');
    const { exitCode, text } = await world.run(['doctor']);
    expect(exitCode).toBe(3);
    expect(text).toContain('Als versendet gilt eine Bestellung im Status „nosuch“');
    expect(text).toContain('npm run bridge -- settings set shippingRules.shippedStatuses');
  });

  it('names each right beyond orders that the app at OTTO lacks, as no reason to stop', async () => {
    const world = await startCliWorld();
    await connect(world);
    const scopes = ['orders', 'shipments', 'returns', 'receipts'];
    world.otto.state.tokens.setCredentials({ ...usualCredentials, scopes });
    const { out } = await world.ok('doctor');
    expect(out).toContain('✓ OTTO Market (main): Zugang in Ordnung');
    expect(out).toContain('! OTTO Market (main): OTTO erlaubt Ihrer App diesen Abruf nicht');
    expect(out).toContain('(Berechtigung price-reduction)');
    expect(out).toContain('sind keine Preisnachlässe möglich');
    expect(out).not.toContain('availability');
    await world.ok('settings', 'set', 'stock.isOn', 'true');
    expect((await world.ok('doctor')).out).toContain('(Berechtigung availability)');
  });

  it('of a bridge that was never set up names the first two steps', async () => {
    const answer = await (await startCliWorld()).run(['doctor']);
    expect(answer.exitCode).toBe(4);
    expect(answer.text).toContain('Es ist noch kein Shop verbunden.');
    expect(answer.text).toContain('npm run bridge -- shop --url');
    expect(answer.text).toContain('npm run bridge -- account add');
    expect(answer.text).toContain('2 Punkte brauchen Sie.');
  });

  it('with a draft only says how to go live, with exit code 3', async () => {
    const world = await startCliWorld();
    await connect(world, { state: 'draft' });
    const answer = await world.run(['doctor']);
    expect(answer.exitCode).toBe(3);
    expect(answer.text).toContain('Es wird nichts von selbst importiert.');
    expect(answer.text).toContain('npm run bridge -- account activate main');
  });

  it.each([
    [
      'wrong credentials',
      4,
      'OTTO nimmt Client-ID und Client-Secret nicht an.',
      (world: CliWorld) => world.run(['account', 'secret', 'main', '--client-secret', 'wrong']),
    ],
    ['an outage', 5, 'OTTO antwortet zurzeit nicht.', (world: CliWorld) => world.otto.stop()],
  ])('finds %s at OTTO', async (_what, exitCode, told, arrange) => {
    const world = await startCliWorld();
    await connect(world);
    await arrange(world);
    const answer = await world.run(['doctor']);
    expect(answer.exitCode).toBe(exitCode);
    expect(answer.text).toContain(`✗ OTTO Market (main): ${told}`);
  });
});
