import { setTimeout as pause } from 'node:timers/promises';
import { type Adapter, Low } from 'lowdb';
import { ConfigError } from '../errors.ts';
import {
  ensureDataFolder,
  exclusivelyIn,
  KEY_FILE,
  PREVIOUS_FILE,
  SETTINGS_FILE,
} from './data-folder.ts';
import { sweepTemporaryFiles, type WriteDurably } from './durable-file.ts';
import { parseSettings } from './parse-settings.ts';
import { invalidSettings, notWritable } from './settings-fault.ts';
import { SettingsFileAdapter } from './settings-file-adapter.ts';
import { defaultSettings, type Settings } from './settings-schema.ts';
import { type TextStore, TextStoreAdapter } from './text-store-adapter.ts';

const WRITE_ATTEMPTS = 10;

/** The one settings document. Every call reads it anew, so that no process works on an old one. */
export type SettingsStore = {
  /** parsed settings, secrets sealed; the caller's own copy */
  load(): Promise<Settings>;
  /**
   * Applies `change` to the present settings and saves the result; no other writer's change is
   * lost. `change` may be called again on newer settings, so it must be pure.
   *
   * @returns the settings as read back after the write
   * @throws ConfigError; nothing was changed then
   */
  update(change: (current: Settings) => Settings): Promise<Settings>;
};

/**
 * Settings in `settings.json` of the data folder. Service and command line may use it side by side.
 *
 * @throws ConfigError `settings-broken`, `-newer`, `-missing`, `-unreadable`, `-not-writable`, `-locked`
 */
export async function openFileSettings(
  dataFolder: string,
  options: { write?: WriteDurably; lockWaitMs?: number } = {},
): Promise<SettingsStore> {
  await ensureDataFolder(dataFolder);
  const exclusively: Exclusively = (work) => exclusivelyIn(dataFolder, work, options.lockWaitMs);
  await exclusively(() =>
    sweepTemporaryFiles(dataFolder, [SETTINGS_FILE, PREVIOUS_FILE, KEY_FILE]),
  ).catch((fault: unknown) => {
    throw fault instanceof ConfigError ? fault : notWritable(dataFolder, fault);
  });
  const store = storeOn(new SettingsFileAdapter(dataFolder, options.write), exclusively);
  await store.load();
  return store;
}

/** Settings in a store shared by several replicas; the store's version check replaces the lock. */
export function openSharedSettings(
  textStore: TextStore,
  place = 'the settings in the database',
): SettingsStore {
  return storeOn(new TextStoreAdapter(textStore, place), (work) => work());
}

type Exclusively = <T>(work: () => Promise<T>) => Promise<T>;

function storeOn(adapter: Adapter<Settings>, exclusively: Exclusively): SettingsStore {
  const low = new Low(adapter, defaultSettings());
  let last: Promise<unknown> = Promise.resolve();

  /** One call at a time: memory belongs to the call that is running. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  }

  async function updateOnce(change: (current: Settings) => Settings): Promise<Settings> {
    await low.read();
    const before = low.data;
    low.data = checked(change(structuredClone(before)));
    try {
      await low.write();
    } catch (fault) {
      low.data = before; // lowdb changes memory first; a failed write must not leave it ahead
      throw fault;
    }
    await low.read();
    return structuredClone(low.data);
  }

  async function update(change: (current: Settings) => Settings): Promise<Settings> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await exclusively(() => updateOnce(change));
      } catch (fault) {
        if (!isStale(fault) || attempt === WRITE_ATTEMPTS) throw fault;
        await pause(Math.random() * 20 * attempt);
      }
    }
  }

  /** The look that waits for its turn and has not begun: it sees what is there by then, for all who ask. */
  let waitingLook: Promise<Settings> | undefined;

  async function load(): Promise<Settings> {
    waitingLook ??= inTurn(async () => {
      waitingLook = undefined;
      await low.read();
      return low.data;
    });
    return structuredClone(await waitingLook);
  }

  return {
    load,
    update: (change) => {
      waitingLook = undefined; // who asks from here on sees what this makes of them
      return inTurn(() => update(change));
    },
  };
}

/** What is written is what will be read back: JSON in between, and the same schema. */
function checked(settings: Settings): Settings {
  const parsed = parseSettings(JSON.parse(JSON.stringify(settings)));
  if (!parsed.ok) throw invalidSettings(parsed.problems);
  return parsed.settings;
}

function isStale(fault: unknown): boolean {
  return fault instanceof ConfigError && fault.code === 'settings-changed-meanwhile';
}
