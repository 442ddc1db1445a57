import { describe, expect, it } from 'vitest';
import { ENGLISH, GERMAN, startCliWorld } from './cli-world.ts';

const CALLS: [what: string, argv: string[], code: string, de: string, en: string][] = [
  [
    'no command',
    [],
    'command-missing',
    'Es fehlt, was die Brücke tun soll',
    'is missing: a command',
  ],
  ['half a command', ['settings'], 'command-missing', 'Es fehlt, was', 'is missing: a command'],
  [
    'a misspelt command',
    ['ordres'],
    'command-unknown',
    'Meinten Sie orders?',
    'Did you mean orders?',
  ],
  ['a command nobody knows', ['xyzzy'], 'command-unknown', 'Befehl „xyzzy“', 'command “xyzzy”'],
  [
    'a misspelt option',
    ['orders', '--limti', '3'],
    'option-unknown',
    '„--limti“ gibt es hier nicht. Meinten Sie --limit?',
    '“--limti” here. Did you mean --limit?',
  ],
  [
    'an argument left out',
    ['why'],
    'argument-missing',
    'Es fehlt eine Angabe: <Bestellnummer>.',
    'Something is missing: <order-number>.',
  ],
  [
    'an option left out',
    ['shop', '--url', 'https://x.example'],
    'option-missing',
    'Es fehlt: --key <ck_…>.',
    'This is missing: --key <ck_…>.',
  ],
  [
    'an option without its value',
    ['orders', '--limit'],
    'option-value-missing',
    'fehlt ihr Wert: --limit <Anzahl>',
    'is missing: --limit <count>',
  ],
  [
    'a word too many',
    ['orders', 'a', 'b'],
    'too-many-arguments',
    'zu viele Angaben: a, b. Hier wird keine erwartet',
    'too many: a, b. None is expected here',
  ],
  [
    'a second order number',
    ['why', 'a', 'b'],
    'too-many-arguments',
    'Hier geht höchstens: 1',
    'At most expected here: 1',
  ],
  [
    'a phase there is not',
    ['orders', '--phase', 'weg'],
    'choice-invalid',
    'Möglich sind: announced, processable,',
    'Possible are: announced, processable,',
  ],
  [
    'no number',
    ['orders', '--limit', 'viele'],
    'number-invalid',
    'eine ganze Zahl von 1 bis 1000',
    'a whole number from 1 to 1000',
  ],
  [
    'a scenario there is not',
    ['test-orders', '--account', 'x', '--scenario', '9'],
    'choice-invalid',
    'Möglich sind: 1, 2, 3, 4, 5, 6, 7, 8.',
    'Possible are: 1, 2, 3, 4, 5, 6, 7, 8.',
  ],
];

/** What stands in these answers whatever the language. */
const FOREIGN = /npm run bridge -- .*|--[a-z-]+|announced, .*unknown|<[^>]*>/gs;

describe('a wrong call', () => {
  it.each(CALLS)(
    '%s is told in both languages, with exit code 2',
    async (_what, argv, code, de, en) => {
      const world = await startCliWorld();
      const german = await world.run(argv);
      const english = await world.run([...argv, '--lang', 'en']);
      for (const answer of [german, english])
        expect(answer).toMatchObject({ exitCode: 2, out: '' });
      expect(german.text).toContain(de);
      expect(english.text).toContain(en);
      const told = (text: string) => text.split('\n').slice(-5).join('\n').replace(FOREIGN, '');
      expect(told(german.err)).not.toMatch(ENGLISH);
      expect(told(english.err)).not.toMatch(GERMAN);

      const asJson = await world.run([...argv, '--json']);
      expect(asJson).toMatchObject({ exitCode: 2, err: '' });
      expect(asJson.json).toMatchObject({ error: { code, exitCode: 2 } });
    },
  );

  it('ends with the call that explains the command', async () => {
    const world = await startCliWorld();
    expect((await world.run(['account', 'add'])).err).toMatch(
      / {2}npm run bridge -- account add --help\n$/,
    );
    expect((await world.run(['nix'])).err).toMatch(/ {2}npm run bridge -- --help\n$/);
  });

  it('is told in the language of the settings, of BRIDGE_LANG, or of --lang, the last one first', async () => {
    const world = await startCliWorld();
    await world.ok('settings', 'set', 'language', 'en');
    expect((await world.run(['nix'])).text).toContain('There is no command');
    const BRIDGE_LANG = 'de';
    const inGerman = await world.run(['nix'], { environment: { BRIDGE_LANG } });
    expect(inGerman.text).toContain('Einen Befehl');
    const asked = await world.run(['nix', '--lang=en'], { environment: { BRIDGE_LANG } });
    expect(asked.text).toContain('There is no command');
    expect((await world.run(['orders', '--lang', 'fr'])).text).toContain('Possible are: de, en.');
  });
});
