import { readdir } from 'node:fs/promises';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { createCliContext } from '../../../src/bridge/cli/cli-context.ts';
import { pathOf } from '../../../src/bridge/cli/commander-language.ts';
import { createProgram } from '../../../src/bridge/cli/program.ts';
import type { Language } from '../../../src/bridge/words/saying.ts';
import { ENGLISH, GERMAN, LANGUAGES, startCliWorld } from './cli-world.ts';

function programIn(language: Language): Command {
  const io = {
    out: () => undefined,
    err: () => undefined,
    environment: {},
    isTerminal: false,
    columns: 80,
    askHidden: async () => '',
    signal: new AbortController().signal,
  };
  return createProgram(createCliContext(io, language, false), '1.2.3', () => undefined);
}

function everyCommand(program: Command): Command[] {
  return [program, ...program.commands.flatMap(everyCommand)];
}

/** What there is to explain, by name; names of values differ from language to language. */
function explained(program: Command): Map<string, string> {
  const texts = new Map<string, string>();
  for (const command of everyCommand(program)) {
    const name = pathOf(command).trim() || 'bridge';
    texts.set(name, command.description());
    for (const option of command.options) texts.set(`${name} ${option.long}`, option.description);
    for (const [index, argument] of command.registeredArguments.entries()) {
      texts.set(`${name} <${index}>`, argument.description);
    }
  }
  return texts;
}

/** What the help shows that is the same in every language. */
const FOREIGN =
  /npm run bridge -- .*|--[a-z-]+|<de\|en>|(settings|account) (show|set|export)|preview|announced,[^)]*|\((?:möglich|possible): [^)]*\)/g;

const commands = everyCommand(programIn('de')).map((command) => pathOf(command).trim());

describe('the help', () => {
  it('explains every command, option and argument, in different words in each language', () => {
    const [german, english] = [explained(programIn('de')), explained(programIn('en'))];
    expect([...german.keys()]).toEqual([...english.keys()]);
    expect(german.size).toBeGreaterThan(90);
    for (const [name, text] of german) {
      expect(text, name).toMatch(/\S{3}/);
      expect(english.get(name), name).toMatch(/\S{3}/);
      expect(english.get(name), name).not.toBe(text);
    }
  });

  it.each(commands)('of "%s" is all German or all English, and fits 80 columns', async (path) => {
    const world = await startCliWorld();
    for (const language of LANGUAGES) {
      const argv = [...path.split(' ').filter(Boolean), '--help', '--lang', language];
      const { exitCode, out, err } = await world.run(argv, { columns: 80 });
      expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
      const text = out.replace(FOREIGN, '');
      expect(text).not.toMatch(language === 'de' ? ENGLISH : GERMAN);
      expect(out).toMatch(
        language === 'de' ? /^Aufruf: npm run bridge -- / : /^Usage: npm run bridge -- /,
      );
      const prose = out.split('\n').filter((line) => !line.includes('npm run bridge'));
      for (const line of prose) expect([...line].length, line).toBeLessThanOrEqual(80);
    }
  });

  it('names what has to be given, what is taken otherwise, and what is possible', async () => {
    const world = await startCliWorld();
    const add = await world.run(['account', 'add', '--help']);
    expect(add.text).toContain('Name des Kontos, wie Sie es nennen (nötig)');
    expect(add.text).toContain('(ohne Angabe: production)');
    const orders = await world.run(['orders', '--help', '--lang=en']);
    expect(orders.text).toContain('(possible: announced, processable, sent,');
    expect(orders.text).toContain('(unless told: 50)');
  });

  it('teaches the way from nothing to a running bridge', async () => {
    const { out } = await (await startCliWorld()).run(['--help']);
    const steps = ['shop --url', 'account add', 'doctor', 'preview', 'account activate', 'start'];
    const places = steps.map((step) => out.indexOf(`npm run bridge -- ${step}`));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('is also shown by the command help, and the version by --version', async () => {
    const world = await startCliWorld();
    expect((await world.run(['help', 'import'])).out).toBe(
      (await world.run(['import', '--help'])).out,
    );
    expect((await world.run(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('leaves no data folder behind', async () => {
    const world = await startCliWorld();
    const BRIDGE_DATA = `${world.dataFolder}/none`;
    await world.run(['--help'], { environment: { BRIDGE_DATA } });
    expect(await readdir(world.dataFolder)).toEqual([]);
  });
});
