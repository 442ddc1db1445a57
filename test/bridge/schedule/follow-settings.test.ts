import { expect, it } from 'vitest';
import type { Ledger } from '../../../src/bridge/ledger/ledger.ts';
import { followSettings, LOOK_EVERY_MS } from '../../../src/bridge/schedule/follow-settings.ts';
import { defaultSettings } from '../../../src/bridge/settings/settings-schema.ts';
import { createFakeClock } from '../fake-clock.ts';
import { type LogLine, recordingLogger } from '../otto/otto-world.ts';

async function follow(options: { apply?: () => Promise<void> } = {}) {
  const clock = createFakeClock();
  const log: LogLine[] = [];
  const languages: string[] = [];
  const state = { settings: defaultSettings(), reads: 0 };
  const listeners = new Set<Parameters<Ledger['hearNews']>[0]>();
  /** another process wrote tables; undefined = what it wrote may have been missed */
  const tellWritten = (...tables: string[]) => {
    for (const heard of listeners) heard(tables.length > 0 ? new Set(tables) : undefined);
  };
  const follower = await followSettings({
    settings: {
      load: async () => {
        state.reads += 1;
        return structuredClone(state.settings);
      },
    },
    apply: async (settings) => {
      languages.push(settings.language);
      if (languages.length > 1) await options.apply?.();
    },
    hearNews: (heard) => {
      listeners.add(heard);
      return () => void listeners.delete(heard);
    },
    clock,
    logger: recordingLogger(log),
  });
  return { clock, follower, languages, log, state, tellWritten };
}

it('applies the settings at once, and again only when they changed', async () => {
  const { clock, follower, languages, state } = await follow();
  await clock.advance(LOOK_EVERY_MS);
  expect(state.reads).toBe(2);
  state.settings = { ...state.settings, language: 'en' };
  await clock.advance(LOOK_EVERY_MS - 1);
  expect(languages).toEqual(['de']);
  await clock.advance(1);
  expect(languages).toEqual(['de', 'en']);
  expect(follower.current().language).toBe('en');
});

it('looks at once after a change of our own', async () => {
  const { follower, languages, state } = await follow();
  state.settings = { ...state.settings, language: 'en' };
  await follower.refresh();
  expect(languages).toEqual(['de', 'en']);
});

it('looks at once when settings were written elsewhere, or news were missed, and at no other news', async () => {
  const { follower, state, tellWritten } = await follow();
  tellWritten('sessions', 'events');
  await follower.refresh();
  expect(state.reads).toBe(2); // ours alone
  tellWritten('events', 'settings_documents');
  tellWritten();
  await follower.refresh();
  expect(state.reads).toBe(5);
  await follower.stop();
  tellWritten();
  expect(state.reads).toBe(5);
});

it('tries to apply a change again until it succeeds', async () => {
  let failures = 1;
  const { follower, languages, log, state } = await follow({
    apply: async () => {
      if (failures-- > 0) throw new Error('not now');
    },
  });
  state.settings = { ...state.settings, language: 'en' };
  for (let look = 1; look <= 3; look += 1) await follower.refresh();
  expect(languages).toEqual(['de', 'en', 'en']);
  expect(log.map(({ event }) => event)).toEqual([
    'settings-not-followed',
    'settings-followed-again',
  ]);
});

it('tells what lasts, though what passes by itself was told before, and each of them once', async () => {
  const gone = Object.assign(new Error('restarted'), { code: '57P01' });
  const faults = [gone, gone, new Error('not readable'), new Error('not readable'), gone];
  const { follower, log, state } = await follow({
    apply: async () => {
      const fault = faults.shift();
      if (fault) throw fault;
    },
  });
  state.settings = { ...state.settings, language: 'en' };
  for (let look = 1; look <= 6; look += 1) await follower.refresh();
  expect(log.map(({ level, event }) => [level, event])).toEqual([
    ['warn', 'settings-not-followed'],
    ['error', 'settings-not-followed'],
    ['info', 'settings-followed-again'],
  ]);
});

it('looks no more after its stop', async () => {
  const { clock, follower, state } = await follow();
  await follower.stop();
  expect(clock.sleeping()).toBe(0);
  await follower.refresh();
  expect(state.reads).toBe(1);
});
